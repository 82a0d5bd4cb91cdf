package com.stairoids.webhooks.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.options.AriaRole;
import com.stairoids.webhooks.browser.chromium.Chromium;
import com.stairoids.webhooks.browser.chromium.Visitor;
import com.stairoids.webhooks.browser.line.Customer;
import com.stairoids.webhooks.browser.line.Line;
import com.stairoids.webhooks.schemas.token.TokenRole;
import com.stairoids.webhooks.testing.receiver.Receiver;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Scripts make pages live; nothing else is lost where they do not run. */
@ExtendWith(Stage.class)
final class WithoutScriptsIT {
    private static final String WORKSPACE = "ws_plain";

    @Test
    void anEndpointIsAddedTestedDisabledAndDeleted(Line line, Chromium chromium, Receiver receiver) {
        Customer customer = new Customer(receiver, "/plain");
        try (Visitor visitor = chromium.visitorWithoutScripts(line)) {
            visitor.signIn(WORKSPACE, TokenRole.ADMIN);
            visitor.addEndpoint(WORKSPACE, "Plain", customer.url(), "signal.created");

            visitor.button("Test").click();
            assertThat(visitor.named(AriaRole.STATUS, "Test result")).containsText("200");
            assertThat(customer.awaitRequest("signal.created").method()).isEqualTo("POST");

            visitor.button("Disable").click();
            assertThat(visitor.button("Enable")).isVisible();
            visitor.link("Delete").click();
            visitor.button("Delete endpoint").click();
            assertThat(visitor.link("Plain")).isHidden();
            assertThat(visitor.complaints().all()).isEmpty();
        }
    }
}

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

/** Two people have the same endpoint before them. */
@ExtendWith(Stage.class)
final class TwoBrowsersIT {
    private static final String WORKSPACE = "ws_two";

    @Test
    void whoSavesLastIsToldSeesWhatIsAndKeepsWhatTheyTyped(Line line, Chromium chromium, Receiver receiver) {
        Customer customer = new Customer(receiver, "/two");
        try (Visitor first = chromium.visitor(line);
                Visitor second = chromium.visitor(line)) {
            first.signIn(WORKSPACE, TokenRole.ADMIN);
            second.signIn(WORKSPACE, TokenRole.ADMIN);
            second.complaints().expect(412);
            String endpoint = first.addEndpoint(WORKSPACE, "Shared", customer.url(), "signal.created");
            first.goTo(endpoint + "/edit");
            second.goTo(endpoint + "/edit");
            first.field("Description").fill("written by the first");
            second.field("Name").fill("Renamed by the second");

            first.button("Save").click();
            assertThat(first.heading("Shared")).isVisible();
            second.button("Save").click();

            assertThat(second.page().getByRole(AriaRole.ALERT).first()).isVisible();
            assertThat(second.field("Name")).hasValue("Renamed by the second");
            assertThat(second.field("Description")).hasValue("written by the first");
            assertThat(second.saying("written by the first").first()).isVisible();
            first.page().reload();
            assertThat(first.heading("Shared")).isVisible();
            assertThat(first.saying("written by the first").first()).isVisible();
            second.button("Save").click();
            assertThat(second.heading("Renamed by the second")).isVisible();
            assertThat(second.saying("written by the first").first()).isVisible();
            assertThat(second.complaints().all()).isEmpty();
            assertThat(first.complaints().all()).isEmpty();
        }
    }
}

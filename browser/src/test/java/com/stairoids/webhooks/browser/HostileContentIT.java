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

/** Upstream, the receiver and whoever names endpoints may write what they like: it is text. */
@ExtendWith(Stage.class)
final class HostileContentIT {
    private static final String WORKSPACE = "ws_hostile";

    /** Would run where it were taken for markup, in an element, in an attribute, or in a script. */
    private static final String MARKUP =
            "</pre></script><script>alert(1)</script><img src=x onerror=alert(2)>\\\"'`${7*7}";

    private static final String SEEN = "<script>alert(1)</script><img src=x onerror=alert(2)>";

    @Test
    void markupInAnEventAnAnswerAndANameIsShownAsTextAndRunsNothing(Line line, Chromium chromium, Receiver receiver) {
        Customer customer = new Customer(receiver, "/hostile");
        customer.answers(200, "{\"said\":\"" + MARKUP + "\"}");
        try (Visitor visitor = chromium.visitor(line)) {
            visitor.page().onDialog(dialog -> {
                throw new AssertionError("something ran: " + dialog.message());
            });
            visitor.signIn(WORKSPACE, TokenRole.ADMIN);
            visitor.addEndpoint(WORKSPACE, SEEN, customer.url(), "signal.created");
            customer.awaitEvent(line, WORKSPACE, "evt_first_");
            line.signalCreated(WORKSPACE, "evt_hostile", "{\"signal\":{\"id\":\"" + MARKUP + "\"}}");

            new LogRows(visitor)
                    .of("evt_hostile")
                    .getByRole(AriaRole.LINK)
                    .first()
                    .click();

            assertThat(visitor.heading("Payload")).isVisible();
            assertThat(visitor.page().getByText(SEEN).first()).isAttached();
            assertThat(visitor.page().getByText("\"said\"").first()).isAttached();
            assertThat(visitor.page().locator("main img, main script").count()).isZero();
            visitor.goTo("/workspaces/" + WORKSPACE + "/webhooks");
            assertThat(visitor.link(SEEN)).isVisible();
            assertThat(visitor.complaints().all()).isEmpty();
        }
    }
}

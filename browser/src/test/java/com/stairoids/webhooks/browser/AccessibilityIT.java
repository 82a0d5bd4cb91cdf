package com.stairoids.webhooks.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.AriaRole;
import com.stairoids.webhooks.browser.chromium.Chromium;
import com.stairoids.webhooks.browser.chromium.Visitor;
import com.stairoids.webhooks.browser.line.Customer;
import com.stairoids.webhooks.browser.line.Line;
import com.stairoids.webhooks.schemas.token.TokenRole;
import com.stairoids.webhooks.testing.receiver.Receiver;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** No page has a serious fault by axe's rules nor scrolls sideways on a phone, whatever there is to show. */
@ExtendWith(Stage.class)
final class AccessibilityIT {
    private static final String WORKSPACE = "ws_accessible";
    private static final String WEBHOOKS = "/workspaces/" + WORKSPACE + "/webhooks";
    private static final LocatorAssertions.ContainsTextOptions SOON =
            new LocatorAssertions.ContainsTextOptions().setTimeout(20_000);

    private final Line line;
    private final Customer customer;
    private final Visitor visitor;
    private final Examination examination = new Examination();

    AccessibilityIT(Line line, Chromium chromium, Receiver receiver) {
        this.line = line;
        this.customer =
                new Customer(receiver, "/accessible/with/quite-a-long-path/that-does-not-break-anywhere-by-itself");
        this.visitor = chromium.visitor(line);
    }

    @BeforeEach
    void signIn() {
        visitor.goTo("/login");
        examination.of("login", visitor);
        visitor.signIn(WORKSPACE, TokenRole.ADMIN);
    }

    @AfterEach
    void leave() {
        visitor.close();
    }

    @Test
    void everyPageServesAllWhoComeToIt() {
        visitor.complaints().expect(404);
        visitor.complaints().expect(422);
        examination.of("empty list", visitor);
        refusedForm();
        secret();
        String endpoint = endpointWithDeliveries();
        for (String page : new String[] {"/edit", "/roll-secret", "/delete"}) {
            visitor.goTo(endpoint + page);
            examination.of(page, visitor);
        }
        visitor.goTo(WEBHOOKS);
        examination.of("list", visitor);
        visitor.goTo(WEBHOOKS + "/ep_unknown");
        examination.of("not found", visitor);

        assertThat(examination.findings()).isEmpty();
        assertThat(visitor.complaints().all()).isEmpty();
    }

    private void refusedForm() {
        visitor.goTo(WEBHOOKS + "/new");
        examination.of("add endpoint", visitor);
        visitor.field("Endpoint URL").fill("https://user:password@example.com/");
        visitor.field("Name").fill("Accessible");
        visitor.button("Save").click();
        assertThat(visitor.page().getByRole(AriaRole.ALERT).first()).isVisible();
        examination.of("add endpoint, refused", visitor);
    }

    private void secret() {
        visitor.field("Endpoint URL").fill(customer.url());
        visitor.named(AriaRole.CHECKBOX, "signal.created").check();
        visitor.button("Save").click();
        assertThat(visitor.heading("Signing secret")).isVisible();
        examination.of("signing secret", visitor);
        visitor.link("Continue").click();
    }

    /** One that was delivered, one that is retried. */
    private String endpointWithDeliveries() {
        assertThat(visitor.heading("Accessible")).isVisible();
        examination.of("endpoint without deliveries", visitor);
        String endpoint = visitor.page().url().replaceFirst("https?://[^/]+", "");
        customer.awaitEvent(line, WORKSPACE, "evt_first_");
        LogRows log = new LogRows(visitor);
        assertThat(log.cell("evt_first_", "Status")).containsText("Delivered", SOON);
        customer.isBroken();
        line.signalCreated(WORKSPACE, "evt_accessible", "{\"signal\":{\"id\":\"sig_1\"}}");
        assertThat(log.of("evt_accessible")).isVisible();
        visitor.button("Test").click();
        assertThat(visitor.named(AriaRole.STATUS, "Test result")).containsText("500");
        examination.of("endpoint", visitor);
        log.of("evt_accessible").getByRole(AriaRole.LINK).first().click();
        assertThat(visitor.heading("Delivery")).isVisible();
        examination.of("delivery", visitor);
        return endpoint;
    }
}

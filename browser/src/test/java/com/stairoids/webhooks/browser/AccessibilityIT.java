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
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** No page has a serious fault by axe's rules nor scrolls sideways on a phone, whatever there is to show. */
@ExtendWith(Stage.class)
final class AccessibilityIT {
    private final Line line;
    private final Chromium chromium;
    private final Customer customer;
    private final Visitor visitor;
    private final Examination examination = new Examination();

    AccessibilityIT(Line line, Chromium chromium, Receiver receiver) {
        this.line = line;
        this.chromium = chromium;
        this.customer =
                new Customer(receiver, "/accessible/with/quite-a-long-path/that-does-not-break-anywhere-by-itself");
        this.visitor = chromium.visitor(line);
    }

    @AfterEach
    void leave() {
        visitor.close();
    }

    /** Else the others could not fail. */
    @Test
    void theExaminationFindsWhatIsWrong() {
        visitor.page().setContent("""
                <html lang="en"><title>Wrong</title><main><h1 style="color: #aaa; background: #fff">Pale</h1>
                <img src="data:,"><p style="width: 700px; height: 1em; background: #000"></p></main></html>
                """);
        examination.of("wrong", visitor);

        assertThat(String.join("\n", examination.findings()))
                .contains("color-contrast", "image-alt", "scrolls sideways");
    }

    @Test
    void signingInAndTheFirstPage() {
        visitor.goTo("/login");
        examination.of("login", visitor);
        visitor.signIn("ws_accessible_1", TokenRole.ADMIN);
        examination.of("empty list", visitor);

        assertAllIsWell();
    }

    @Test
    void choosingAWorkspace() {
        visitor.complaints().expect(422);
        visitor.signInAsOperator();
        examination.of("workspaces", visitor);
        visitor.field("Workspace").fill("no/workspace");
        visitor.button("Open").click();
        assertThat(visitor.saying("Correct it.").first()).isVisible();
        examination.of("workspaces, refused", visitor);

        assertAllIsWell();
    }

    @Test
    void addingAnEndpoint() {
        visitor.complaints().expect(422);
        visitor.signIn("ws_accessible_2", TokenRole.ADMIN);
        visitor.link("Add Endpoint").first().click();
        examination.of("add endpoint", visitor);
        visitor.field("Endpoint URL").fill("https://user:password@example.com/");
        visitor.button("Save").click();
        assertThat(visitor.page().getByRole(AriaRole.ALERT).first()).isVisible();
        examination.of("add endpoint, refused", visitor);
        visitor.field("Endpoint URL").fill(customer.url());
        visitor.named(AriaRole.CHECKBOX, "signal.created").check();
        visitor.button("Save").click();
        assertThat(visitor.heading("Signing secret")).isVisible();
        examination.of("signing secret", visitor);

        assertAllIsWell();
    }

    @Test
    void changingAnEndpoint() {
        visitor.complaints().expect(404);
        visitor.signIn("ws_accessible_3", TokenRole.ADMIN);
        String endpoint = visitor.addEndpoint("ws_accessible_3", "Accessible", customer.url(), "signal.created");
        examination.of("endpoint without deliveries", visitor);
        try (Visitor other = chromium.visitor(line)) {
            visitor.complaints().expect(412);
            visitor.goTo(endpoint + "/edit");
            other.signIn("ws_accessible_3", TokenRole.ADMIN);
            other.goTo(endpoint + "/edit");
            other.field("Description").fill("changed meanwhile");
            other.button("Save").click();
            assertThat(other.saying("changed meanwhile").first()).isVisible();
            visitor.button("Save").click();
            assertThat(visitor.heading("What it is now")).isVisible();
            examination.of("edited meanwhile", visitor);
            assertThat(other.complaints().all()).isEmpty();
        }
        for (String page : List.of("/edit", "/roll-secret", "/delete", "/unknown")) {
            visitor.goTo(endpoint + page);
            examination.of(page, visitor);
        }
        visitor.goTo("/workspaces/ws_accessible_3/webhooks");
        examination.of("list", visitor);

        assertAllIsWell();
    }

    @Test
    void lookingAtDeliveries() {
        visitor.signIn("ws_accessible_4", TokenRole.ADMIN);
        visitor.addEndpoint("ws_accessible_4", "Accessible", customer.url(), "signal.created");
        customer.awaitEvent(line, "ws_accessible_4", "evt_first_");
        LogRows log = new LogRows(visitor);
        assertThat(log.cell("evt_first_", "Status")).containsText("Delivered");
        log.of("evt_first_").getByRole(AriaRole.LINK).first().click();
        examination.of("delivered", visitor);
        visitor.button("Re-trigger").click();
        assertThat(visitor.named(AriaRole.STATUS, "Re-trigger result")).containsText("Delivered");
        examination.of("re-triggered", visitor);
        visitor.link("Accessible").first().click();
        customer.isBroken();
        line.signalCreated("ws_accessible_4", "evt_accessible", "{\"signal\":{\"id\":\"sig_1\"}}");
        assertThat(log.of("evt_accessible")).isVisible();
        visitor.button("Test").click();
        assertThat(visitor.named(AriaRole.STATUS, "Test result")).containsText("500");
        examination.of("endpoint with deliveries", visitor);
        log.of("evt_accessible").getByRole(AriaRole.LINK).first().click();
        assertThat(visitor.heading("Delivery")).isVisible();
        examination.of("delivery", visitor);
        visitor.link("Accessible").first().click();
        visitor.link("Delete").click();
        visitor.button("Delete endpoint").click();
        assertThat(visitor.heading("Deleted endpoints")).isVisible();
        examination.of("list with a deleted endpoint", visitor);
        visitor.page()
                .getByRole(AriaRole.TABLE)
                .getByRole(AriaRole.LINK)
                .first()
                .click();
        assertThat(visitor.heading("Deleted endpoint")).isVisible();
        examination.of("deleted endpoint", visitor);

        assertAllIsWell();
    }

    private void assertAllIsWell() {
        assertThat(examination.findings()).isEmpty();
        assertThat(visitor.complaints().all()).isEmpty();
    }
}

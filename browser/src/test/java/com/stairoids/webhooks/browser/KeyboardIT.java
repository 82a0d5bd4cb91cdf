package com.stairoids.webhooks.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.stairoids.webhooks.browser.chromium.Chromium;
import com.stairoids.webhooks.browser.chromium.Visitor;
import com.stairoids.webhooks.browser.line.Customer;
import com.stairoids.webhooks.browser.line.Line;
import com.stairoids.webhooks.schemas.token.TokenRole;
import com.stairoids.webhooks.testing.receiver.Receiver;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The mouse is not touched. */
@ExtendWith(Stage.class)
final class KeyboardIT {
    private static final String WORKSPACE = "ws_keyboard";

    /** More controls than any of the pages has before the one that is looked for. */
    private static final int MOST_TABS = 60;

    @Test
    void anEndpointIsAddedAndTestedByKeyboardAlone(Line line, Chromium chromium, Receiver receiver) {
        Customer customer = new Customer(receiver, "/keyboard");
        try (Visitor visitor = chromium.visitor(line)) {
            visitor.goTo("/login");
            type(visitor, visitor.field("Token"), line.token(WORKSPACE, TokenRole.ADMIN));
            press(visitor, visitor.button("Sign in"));
            press(visitor, visitor.link("Add Endpoint").first());
            type(visitor, visitor.field("Endpoint URL"), customer.url());
            type(visitor, visitor.field("Name"), "Keyboard");
            press(visitor, visitor.named(AriaRole.CHECKBOX, "signal.created"), "Space");
            press(visitor, visitor.button("Save"));
            chooseTab(visitor, "Node.js", "Python");
            press(visitor, visitor.button("Copy").first());
            assertThat(visitor.clipboard()).startsWith("whsec_");
            press(visitor, visitor.link("Continue"));
            press(visitor, visitor.button("Test"));

            assertThat(visitor.named(AriaRole.STATUS, "Test result")).containsText("200");
            assertThat(customer.awaitRequest("signal.created").method()).isEqualTo("POST");
            assertThat(visitor.complaints().all()).isEmpty();
        }
    }

    @Test
    void theFirstTabOnEachPageLeadsPastTheNavigation(Line line, Chromium chromium, Receiver receiver) {
        Customer customer = new Customer(receiver, "/skips");
        try (Visitor visitor = chromium.visitor(line)) {
            visitor.signIn("ws_skips", TokenRole.ADMIN);
            String endpoint = visitor.addEndpoint("ws_skips", "Skips", customer.url(), "signal.created");
            for (String path : List.of("/workspaces/ws_skips/webhooks", endpoint, endpoint + "/edit")) {
                visitor.goTo(path);
                visitor.page().keyboard().press("Tab");
                assertThat(visitor.link("Skip to content")).isFocused();
                visitor.page().keyboard().press("Enter");
                assertThat(visitor.page().getByRole(AriaRole.MAIN)).isFocused();
            }
        }
    }

    private static void type(Visitor visitor, Locator field, String text) {
        tabTo(visitor, field);
        visitor.page().keyboard().type(text);
    }

    private static void press(Visitor visitor, Locator control) {
        press(visitor, control, "Enter");
    }

    private static void press(Visitor visitor, Locator control, String key) {
        tabTo(visitor, control);
        visitor.page().keyboard().press(key);
    }

    /** As the ARIA Authoring Practices have it: Tab comes to the chosen tab, arrows go to its neighbours. */
    private static void chooseTab(Visitor visitor, String chosen, String next) {
        tabTo(visitor, visitor.named(AriaRole.TAB, chosen));
        visitor.page().keyboard().press("ArrowRight");
        assertThat(visitor.named(AriaRole.TAB, next)).hasAttribute("aria-selected", "true");
        assertThat(visitor.named(AriaRole.TAB, next)).isFocused();
    }

    /** Tabs on until the control has the focus, and sees that the focus can be seen there. */
    private static void tabTo(Visitor visitor, Locator control) {
        Page page = visitor.page();
        control.waitFor();
        for (int tabs = 0; tabs < MOST_TABS; tabs++) {
            if (control.evaluate("it => it === document.activeElement").equals(true)) {
                assertThat(
                                control.evaluate(
                                        "it => getComputedStyle(it).outlineStyle !== 'none' || getComputedStyle(it).boxShadow !== 'none'"))
                        .as("the focus can be seen at %s", control)
                        .isEqualTo(true);
                return;
            }
            page.keyboard().press("Tab");
        }
        throw new AssertionError("Tab does not lead to " + control);
    }
}

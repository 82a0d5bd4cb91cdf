package com.stairoids.webhooks.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Response;
import com.microsoft.playwright.options.AriaRole;
import com.stairoids.webhooks.browser.chromium.Chromium;
import com.stairoids.webhooks.browser.chromium.Visitor;
import com.stairoids.webhooks.browser.line.Customer;
import com.stairoids.webhooks.browser.line.Line;
import com.stairoids.webhooks.schemas.token.TokenRole;
import com.stairoids.webhooks.testing.receiver.Receiver;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/** What those see who may not see or do everything. */
@ExtendWith(Stage.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class AccessIT {
    private static final String WORKSPACE = "ws_guarded";
    private static final String WEBHOOKS = "/workspaces/" + WORKSPACE + "/webhooks";

    private final Line line;
    private final Chromium chromium;
    private final Customer customer;
    private String endpoint = "";

    AccessIT(Line line, Chromium chromium, Receiver receiver) {
        this.line = line;
        this.chromium = chromium;
        this.customer = new Customer(receiver, "/guarded");
    }

    @BeforeAll
    void addEndpoint() {
        try (Visitor admin = chromium.visitor(line)) {
            admin.signIn(WORKSPACE, TokenRole.ADMIN);
            endpoint = admin.addEndpoint(WORKSPACE, "Guarded", customer.url(), "signal.created");
        }
    }

    @Test
    void aViewerSeesEverythingAndNothingThatChangesIt() {
        try (Visitor viewer = chromium.visitor(line)) {
            viewer.signIn(WORKSPACE, TokenRole.VIEWER);
            for (String path : List.of(WEBHOOKS, endpoint)) {
                viewer.goTo(path);
                assertThat(viewer.page().getByText("Guarded").first()).isVisible();
                for (String name : List.of(
                        "Add Endpoint",
                        "Test",
                        "Edit",
                        "Roll secret",
                        "Disable",
                        "Enable",
                        "Delete",
                        "Re-trigger failed")) {
                    assertThat(viewer.link(name)).isHidden();
                    assertThat(viewer.button(name)).isHidden();
                }
            }
            assertThat(viewer.complaints().all()).isEmpty();
        }
    }

    @Test
    void anotherWorkspacesPagesAreLikeThoseThatDoNotExist() {
        try (Visitor stranger = chromium.visitor(line)) {
            stranger.complaints().expect(404);
            stranger.signIn("ws_stranger", TokenRole.ADMIN);
            for (String path : List.of(WEBHOOKS, endpoint, endpoint + "/edit", WEBHOOKS + "/new")) {
                assertThat(seen(stranger, path))
                        .as(path)
                        .isEqualTo(seen(stranger, path.replace(WORKSPACE, "ws_nobodys")));
            }
            assertThat(stranger.complaints().all()).isEmpty();
        }
    }

    @Test
    void withoutASessionEveryPageLeadsToTheLogin() {
        try (Visitor stranger = chromium.visitor(line)) {
            stranger.goTo(endpoint);

            assertThat(stranger.field("Token")).isVisible();
            assertThat(stranger.page().content()).doesNotContain("Guarded");
        }
    }

    @Test
    void aTokenThatIsNoneIsRefusedInWords() {
        try (Visitor stranger = chromium.visitor(line)) {
            stranger.complaints().expect(401);
            stranger.goTo("/login");
            stranger.field("Token").fill("swt_nothing");

            stranger.button("Sign in").click();

            assertThat(stranger.page().getByRole(AriaRole.ALERT)).isVisible();
            assertThat(stranger.field("Token")).isVisible();
            assertThat(stranger.complaints().all()).isEmpty();
        }
    }

    /** What a page that is not found says. */
    private String seen(Visitor visitor, String path) {
        Response response = visitor.page().navigate(line.console(path));
        assertThat(response).as(path).isNotNull();
        assertThat(response.status()).as(path).isEqualTo(404);
        return visitor.page().getByRole(AriaRole.MAIN).innerText();
    }
}

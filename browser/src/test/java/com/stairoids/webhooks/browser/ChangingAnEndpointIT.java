package com.stairoids.webhooks.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.options.AriaRole;
import com.stairoids.webhooks.browser.chromium.Chromium;
import com.stairoids.webhooks.browser.chromium.Visitor;
import com.stairoids.webhooks.browser.line.Customer;
import com.stairoids.webhooks.browser.line.Line;
import com.stairoids.webhooks.schemas.token.TokenRole;
import com.stairoids.webhooks.testing.receiver.ReceivedRequest;
import com.stairoids.webhooks.testing.receiver.Receiver;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtendWith;

/** The rest of an endpoint's life, a step a test: its secret is rolled, it is disabled, enabled and deleted. */
@ExtendWith({Stage.class, StopsAtFirstFailure.class})
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
final class ChangingAnEndpointIT {
    private static final String WORKSPACE = "ws_changes";

    private final Line line;
    private final Customer customer;
    private final Visitor visitor;
    private String endpoint = "";
    private String oldSecret = "";
    private String newSecret = "";
    private String unsent = "";

    ChangingAnEndpointIT(Line line, Chromium chromium, Receiver receiver) {
        this.line = line;
        this.customer = new Customer(receiver, "/changes");
        this.visitor = chromium.visitor(line);
    }

    @BeforeAll
    void addEndpoint() {
        visitor.signIn(WORKSPACE, TokenRole.ADMIN);
        endpoint = visitor.addEndpoint(WORKSPACE, "Billing", customer.url(), "signal.created");
    }

    @AfterAll
    void leave() {
        visitor.close();
    }

    @Test
    @Order(1)
    void aRollWithoutOverlapLeavesOneSecret() {
        oldSecret = rolled("No overlap");

        ReceivedRequest tested = tested();
        assertThat(Signatures.documentedHolds(tested, oldSecret)).isTrue();
        assertThat(Signatures.standardCount(tested)).isEqualTo(1);
    }

    @Test
    @Order(2)
    void whileAnOverlapLastsBothSecretsVerify() {
        newSecret = rolled("1 hour");

        ReceivedRequest tested = tested();
        assertThat(newSecret).isNotEqualTo(oldSecret);
        assertThat(Signatures.documentedHolds(tested, oldSecret)).isTrue();
        assertThat(Signatures.standardHolds(tested, oldSecret)).isTrue();
        assertThat(Signatures.standardHolds(tested, newSecret)).isTrue();
    }

    @Test
    @Order(3)
    void endingTheOverlapLeavesTheNewSecretAlone() {
        visitor.button("End overlap").click();
        assertThat(visitor.button("End overlap")).isHidden();

        ReceivedRequest tested = tested();
        assertThat(Signatures.documentedHolds(tested, newSecret)).isTrue();
        assertThat(Signatures.standardHolds(tested, oldSecret)).isFalse();
    }

    @Test
    @Order(4)
    void aDisabledEndpointReceivesTestsAndNothingElse() {
        customer.awaitEvent(line, WORKSPACE, "evt_before_");

        visitor.button("Disable").click();

        assertThat(visitor.button("Enable")).isVisible();
        unsent = customer.awaitSilence(line, WORKSPACE, "evt_disabled_");
        tested();
    }

    @Test
    @Order(5)
    void enabledAgainItReceivesEvents() {
        visitor.button("Enable").click();
        assertThat(visitor.button("Disable")).isVisible();

        customer.awaitEvent(line, WORKSPACE, "evt_enabled_");
        assertThat(customer.requests(unsent)).isEmpty();
    }

    @Test
    @Order(6)
    void deletedItIsGoneFromTheListAndItsLogIsKept() {
        visitor.link("Delete").click();
        assertThat(visitor.heading("Delete endpoint")).isVisible();

        visitor.button("Delete endpoint").click();

        assertThat(visitor.heading("Webhooks")).isVisible();
        assertThat(visitor.link("Billing")).isHidden();
        visitor.link(endpoint.substring(endpoint.lastIndexOf('/') + 1)).click();
        assertThat(visitor.heading("Deleted endpoint")).isVisible();
        assertThat(visitor.page()).hasURL(line.console(endpoint));
        assertThat(new LogRows(visitor).rows().first()).isVisible();
        for (String change : List.of("Test", "Edit", "Re-trigger failed")) {
            assertThat(visitor.link(change)).isHidden();
            assertThat(visitor.button(change)).isHidden();
        }
    }

    @Test
    @Order(7)
    void theBrowserComplainedOfNothing() {
        assertThat(visitor.complaints().all()).isEmpty();
    }

    /** Rolls the secret, copies the new one, and returns to the endpoint. */
    private String rolled(String overlap) {
        visitor.link("Roll secret").click();
        assertThat(visitor.heading("Roll secret")).isVisible();
        visitor.field("Keep the old secret for").selectOption(overlap);
        visitor.button("Roll secret").click();
        String secret = new SecretPage(visitor).copied();
        visitor.link("Continue").click();
        assertThat(visitor.heading("Billing")).isVisible();
        return secret;
    }

    /** Presses Test; what came of it at the receiver. */
    private ReceivedRequest tested() {
        int before = customer.requests().size();
        visitor.button("Test").click();
        assertThat(visitor.named(AriaRole.STATUS, "Test result")).containsText("200");
        await().until(() -> customer.requests().size() > before);
        return customer.requests().getLast();
    }
}

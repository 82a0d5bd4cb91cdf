package com.stairoids.webhooks.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.AriaRole;
import com.stairoids.webhooks.browser.chromium.Chromium;
import com.stairoids.webhooks.browser.chromium.Visitor;
import com.stairoids.webhooks.browser.line.Customer;
import com.stairoids.webhooks.browser.line.Line;
import com.stairoids.webhooks.schemas.sample.Samples;
import com.stairoids.webhooks.testing.receiver.ReceivedRequest;
import com.stairoids.webhooks.testing.receiver.Receiver;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtendWith;

/** One story, a step a test: from the link that `local` printed to an endpoint that recovered from an outage. */
@ExtendWith({Stage.class, StopsAtFirstFailure.class})
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
final class FirstCustomerIT {
    private static final String WORKSPACE = Samples.WORKSPACE_ID;
    private static final String WEBHOOKS = "/workspaces/" + WORKSPACE + "/webhooks";
    private static final String BROKEN = "evt_meets_a_broken_receiver";
    private static final String BROKEN_TOO = "evt_meets_it_too";
    private static final String SIGNAL = "{\"signal\":{\"id\":\"sig_1\",\"score\":1.10}}";
    private static final Duration SOON = Duration.ofSeconds(60);
    private static final double RETRIES_MS = 60_000;

    private final Line line;
    private final Customer customer;
    private final Visitor visitor;
    private String secret = "";

    FirstCustomerIT(Line line, Chromium chromium, Receiver receiver) {
        this.line = line;
        this.customer = new Customer(receiver, "/webhooks/stairoids");
        this.visitor = chromium.visitor(line);
    }

    @AfterAll
    void leave() {
        visitor.close();
    }

    @Test
    @Order(1)
    void theLinkThatLocalPrintsSignsIn() {
        visitor.page().navigate(line.loginLink().toString());

        assertThat(visitor.heading("Webhooks")).isVisible();
        assertThat(visitor.page()).hasURL(line.console(WEBHOOKS));
    }

    @Test
    @Order(2)
    void whereThereIsNoEndpointThePageLeadsToAddEndpoint() {
        visitor.link("Add Endpoint").first().click();

        assertThat(visitor.heading("Add Endpoint")).isVisible();
    }

    @Test
    @Order(3)
    void aWrongUrlIsExplainedAndWhatWasTypedStays() {
        visitor.complaints().expect(422);
        visitor.field("Endpoint URL").fill("https://user:password@example.com/webhooks");
        visitor.field("Name").fill("Orders");
        visitor.named(AriaRole.CHECKBOX, "signal.created").check();

        visitor.button("Save").click();

        Locator url = visitor.field("Endpoint URL");
        assertThat(url).hasAttribute("aria-invalid", "true");
        assertThat(url).hasAccessibleDescription(Pattern.compile("user|password|credentials"));
        assertThat(url).hasValue("https://user:password@example.com/webhooks");
        assertThat(visitor.field("Name")).hasValue("Orders");
        assertThat(visitor.named(AriaRole.CHECKBOX, "signal.created")).isChecked();
        assertThat(visitor.page().getByRole(AriaRole.ALERT).first()).isFocused();
    }

    @Test
    @Order(4)
    void saveShowsTheSecretWithACopyButtonAndVerificationSnippets() {
        visitor.field("Endpoint URL").fill(customer.url());

        visitor.button("Save").click();

        secret = new SecretPage(visitor).copied();
        assertThat(secret).matches("whsec_[A-Za-z0-9+/]{43}=");
        new SecretPage(visitor).assertSnippets();
    }

    @Test
    @Order(5)
    void theSecretIsNotShownAgain() {
        visitor.page().reload();

        assertThat(visitor.page().content()).doesNotContain(secret);
        visitor.goTo(WEBHOOKS);
        assertThat(visitor.page().content()).doesNotContain(secret);
    }

    @Test
    @Order(6)
    void testReachesTheReceiverWhichVerifiesItWithTheCopiedSecret() {
        visitor.link("Orders").click();
        visitor.field("Event type").first().selectOption("signal.created");
        visitor.button("Test").click();

        assertThat(visitor.named(AriaRole.STATUS, "Test result")).containsText("200");
        ReceivedRequest received = customer.awaitRequest("signal.created");
        assertThat(Signatures.documentedHolds(received, secret)).isTrue();
        assertThat(Signatures.standardHolds(received, secret)).isTrue();
    }

    @Test
    @Order(7)
    void retriesToABrokenReceiverAppearWithoutReload() {
        customer.awaitEvent(line, WORKSPACE, "evt_first_");
        customer.isBroken();
        visitor.page().evaluate("window.asItWas = true");

        line.signalCreated(WORKSPACE, BROKEN, SIGNAL);
        line.signalCreated(WORKSPACE, BROKEN_TOO, SIGNAL);

        LogRows log = new LogRows(visitor);
        assertThat(log.of(BROKEN)).isVisible();
        assertThat(log.cell(BROKEN, "Attempts")).containsText(Pattern.compile("[2-5]"), within(RETRIES_MS));
        assertThat(log.cell(BROKEN, "Status")).containsText("Retrying");
        assertThat(log.cell(BROKEN, "Attempts")).containsText(Pattern.compile("[3-5]"), within(RETRIES_MS));
        assertThat(visitor.page().evaluate("window.asItWas")).isEqualTo(true);
    }

    @Test
    @Order(8)
    void aWaitingDeliverySaysWhenItGoesOnAndOffersNoRetrigger() {
        new LogRows(visitor).of(BROKEN).getByRole(AriaRole.LINK).first().click();

        assertThat(visitor.heading("Delivery")).isVisible();
        assertThat(visitor.heading("Attempts")).isVisible();
        assertThat(visitor.page()
                        .getByText(Pattern.compile("next attempt", Pattern.CASE_INSENSITIVE))
                        .first())
                .isVisible();
        assertThat(visitor.button("Re-trigger")).isHidden();
        visitor.page().evaluate("window.asItWas = true");
    }

    @Test
    @Order(9)
    void afterTheSixthFailureItSaysSoWithoutReloadAndRetriggerDeliversIt() {
        assertThat(visitor.button("Re-trigger")).isVisible(visibleWithin(RETRIES_MS));
        assertThat(visitor.page().evaluate("window.asItWas")).isEqualTo(true);
        assertThat(customer.requests(BROKEN)).hasSize(6);
        assertThat(visitor.saying("database is gone").first()).isAttached();
        await().atMost(SOON).until(() -> customer.requests(BROKEN_TOO).size() == 6);
        customer.works();

        visitor.button("Re-trigger").click();

        visitor.named(AriaRole.STATUS, "Re-trigger result")
                .getByRole(AriaRole.LINK)
                .click();
        assertThat(visitor.named(AriaRole.STATUS, "Status")).containsText("Delivered", within(RETRIES_MS));
        List<ReceivedRequest> received = customer.requests(BROKEN);
        assertThat(received).hasSize(7);
        assertThat(received.getLast().bodyText()).isEqualTo(received.getFirst().bodyText());
    }

    @Test
    @Order(10)
    void theCopiedPayloadIsWhatTheReceiverGotAndVerified() {
        visitor.button("Copy payload").click();
        assertThat(visitor.button("Copied payload")).isVisible();

        ReceivedRequest received = customer.requests(BROKEN).getLast();
        assertThat(visitor.clipboard()).isEqualTo(received.bodyText());
        assertThat(Signatures.documentedHolds(received, secret)).isTrue();
    }

    @Test
    @Order(11)
    void whateverElseFailedIsRetriggeredAtOnce() {
        visitor.link("Orders").first().click();
        assertThat(new LogRows(visitor).cell(BROKEN_TOO, "Status")).containsText("Failed");

        visitor.button("Re-trigger failed").click();

        assertThat(visitor.named(AriaRole.STATUS, "Re-trigger result")).containsText("1 re-triggered, 1 were before");
        assertThat(new LogRows(visitor).cell(BROKEN_TOO, "Status")).containsText("Delivered");
    }

    @Test
    @Order(12)
    void theLogIsFilteredAndTheGraphsHaveWhatHappened() {
        visitor.page().reload();
        Locator graph = visitor.page().getByRole(AriaRole.IMG, named("Graph of deliveries.* delivered.*"));
        assertThat(graph).isVisible();
        LogRows log = new LogRows(visitor);

        log.field("Status").selectOption("Failed");
        log.field("Event ID").fill(BROKEN);
        log.button("Filter").click();

        assertThat(visitor.page()).hasURL(Pattern.compile(".*event_id=" + BROKEN + ".*"));
        assertThat(log.cell(BROKEN, "Attempts")).hasText("6");
        assertThat(log.rows()).hasCount(1);
    }

    @Test
    @Order(13)
    void signOutEndsItAndTheLinkIsGoodOnlyOnce() {
        visitor.button("Sign out").click();
        visitor.goTo(WEBHOOKS);
        assertThat(visitor.field("Token")).isVisible();

        visitor.complaints().expect(401);
        visitor.page().navigate(line.loginLink().toString());

        assertThat(visitor.field("Token")).isVisible();
        assertThat(visitor.page().getByRole(AriaRole.ALERT)).isVisible();
    }

    @Test
    @Order(14)
    void theBrowserComplainedOfNothing() {
        assertThat(visitor.complaints().all()).isEmpty();
    }

    private static Page.GetByRoleOptions named(String pattern) {
        return new Page.GetByRoleOptions().setName(Pattern.compile(pattern, Pattern.DOTALL));
    }

    private static LocatorAssertions.ContainsTextOptions within(double milliseconds) {
        return new LocatorAssertions.ContainsTextOptions().setTimeout(milliseconds);
    }

    private static LocatorAssertions.IsVisibleOptions visibleWithin(double milliseconds) {
        return new LocatorAssertions.IsVisibleOptions().setTimeout(milliseconds);
    }
}

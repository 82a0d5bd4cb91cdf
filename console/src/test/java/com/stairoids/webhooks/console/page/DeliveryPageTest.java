package com.stairoids.webhooks.console.page;

import static org.assertj.core.api.Assertions.assertThat;

import com.stairoids.webhooks.console.api.ConsoleWithoutKafka;
import com.stairoids.webhooks.console.api.Reply;
import com.stairoids.webhooks.console.api.SampleHistory;
import com.stairoids.webhooks.console.api.SampleTokens;
import com.stairoids.webhooks.schemas.attempt.Happening.CancelReason;
import com.stairoids.webhooks.schemas.delivery.FailureReason;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class DeliveryPageTest {
    private static final Instant AT = SampleHistory.AT;
    private static final String PATH = "/workspaces/ws_1/deliveries/dlv_1";
    private static final String HOSTILE = "<script>alert(1)</script>";
    private static final Pattern TAGS = Pattern.compile("<[^>]*>");
    private static final Pattern KEY = Pattern.compile("name=\"key\" value=\"([^\"]+)\"");
    private static final Pattern COPIED = Pattern.compile("data-exact=\"([^\"]+)\" hidden");
    private static final Pattern SEEN =
            Pattern.compile("\\{&#34;seen&#34;:&#34;([0-9a-f]+)|\\{\"seen\":\"([0-9a-f]+)\"");

    private static ConsoleWithoutKafka console;

    @BeforeAll
    static void startConsole() {
        console = new ConsoleWithoutKafka();
    }

    @AfterAll
    static void stopConsole() {
        console.close();
    }

    @BeforeEach
    void rememberAnEndpoint() {
        console.forgetDeliveries();
        console.logAnswers(true);
        console.endpoints.answer(true);
        console.endpoints.remember(ConsoleWithoutKafka.WORKSPACE, "ep_1", "CRM", null);
    }

    @Test
    void oneThatWasDeliveredShowsWhatWasSentAndAnswered() {
        delivery()
                .answered(Duration.ofSeconds(1), 200, "application/json", "{\"ok\":true}")
                .delivered();

        Reply reply = look();

        assertThat(words(reply))
                .contains("Delivered The endpoint took it at the first attempt.")
                .contains("Event type signal.created Event ID evt_dlv_1 Endpoint CRM")
                .contains("Attempt 1 Succeeded 200 25 Nov 2026, 10:00:01 UTC · 34 ms in all, of it 12 ms to connect")
                .contains("POST https://example.com/in?a=&lt;b&gt; Content-Type application/json")
                .contains("X-Stairoids-Signature [masked]")
                .contains("Response 200 Content-Type application/json X-From &lt;b&gt;outside&lt;/b&gt;")
                .contains("{ \"ok\": true }")
                .contains("Payload Copy payload { \"event\": \"signal.created\"")
                .contains("\"score\": 1.10")
                .contains("Re-trigger");
        assertThat(reply.body()).doesNotContain("every 2s");
    }

    @Test
    void whatIsCopiedIsTheBodyAsItWasSigned() {
        String body = "{\"data\" :\r\n{\"note\":\"\u202e<b>\"}}";
        delivery().body(body).answered(Duration.ZERO, 200, "text/plain", "OK").delivered();

        String copied = COPIED.matcher(look().body())
                .results()
                .findFirst()
                .orElseThrow()
                .group(1);

        assertThat(Base64.getDecoder().decode(copied)).isEqualTo(body.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void aBodyThatMayHaveBeenNoTextIsNotOfferedToBeCopied() {
        delivery()
                .body("{\"note\":\"\uFFFD\"}")
                .answered(Duration.ZERO, 200, "text/plain", "OK")
                .delivered();

        assertThat(look().body()).contains("id=\"payload\"").doesNotContain("data-copy");
    }

    @Test
    void oneThatIsRetriedShowsTheRetriesToComeWithTheirTimes() {
        delivery()
                .answered(Duration.ZERO, 500, "text/plain", "no")
                .unanswered(Duration.ofSeconds(70), FailureReason.TIMEOUT, "The endpoint did not answer in time.")
                .retrying(AT.plusSeconds(370));

        Reply reply = look();

        assertThat(words(reply))
                .contains("Retrying Attempt 2 of 6 failed. The next one is made by itself."
                        + " Next attempt: 25 Nov 2026, 10:06:10 UTC")
                .contains("Attempt 2 Failed 25 Nov 2026, 10:01:10 UTC")
                .contains("The endpoint did not answer in time. An endpoint has 10 seconds.")
                .contains("No answer came.")
                .contains("Attempt 3 to come 25 Nov 2026, 10:06:10 UTC")
                .contains("Attempt 4 if that fails About 25 Nov 2026, 10:36:10 UTC · 30 minutes after")
                .contains("Attempt 5 if that fails About 25 Nov 2026, 12:36:10 UTC · 2 hours after")
                .contains("Attempt 6 if that fails About 25 Nov 2026, 20:36:10 UTC · 8 hours after")
                .contains("It cannot be re-triggered while it waits")
                .doesNotContain("Attempt 7");
        assertThat(reply.body()).contains("hx-trigger=\"every 2s\"").doesNotContain("/retrigger\"");
    }

    @Test
    void oneThatWaitsForItsEndpointSaysSinceWhenAndWhy() {
        delivery()
                .parked(Duration.ofSeconds(5), "The endpoint has not answered for 30 seconds.")
                .waiting();

        String words = words(look());

        assertThat(words)
                .contains("Waiting It waits for its endpoint, at no cost to its attempts."
                        + " The endpoint has not answered for 30 seconds.")
                .contains("Waited for the endpoint 25 Nov 2026, 10:00:05 UTC The endpoint has not answered")
                .contains("Attempt 1 to come As soon as the endpoint takes it")
                .contains("Attempt 2 if that fails 1 minute after the failure before it")
                .contains("It cannot be re-triggered while it waits");
    }

    @Test
    void whatHappenedIsInItsOrder() {
        delivery()
                .answered(Duration.ZERO, 500, "text/plain", "no")
                .parked(Duration.ofSeconds(65), "The endpoint does not answer.")
                .answered(Duration.ofSeconds(90), 500, "text/plain", "no")
                .retrying(AT.plusSeconds(390));

        assertThat(words(look()))
                .containsPattern("Attempt 1 Failed.*Waited for the endpoint.*Attempt 2 Failed.*Attempt 3 to come");
    }

    @Test
    void oneThatFailedSaysWhyAndCanBeReTriggered() {
        SampleHistory history = delivery();
        for (int attempt = 0; attempt < 6; attempt++) {
            history.answered(Duration.ofMinutes(attempt), 500, "text/plain", "no");
        }
        history.failed();

        Reply reply = look();

        assertThat(words(reply))
                .contains("Failed Given up after 6 attempts. The endpoint answered 500.")
                .contains("Ended 25 Nov 2026, 10:05:00 UTC Given up after 6 attempts.");
        assertThat(reply.body()).contains("action=\"" + PATH + "/retrigger\"");
    }

    @ParameterizedTest
    @EnumSource(CancelReason.class)
    void oneThatWasCancelledSaysWhy(CancelReason reason) {
        delivery().cancelled(reason);

        assertThat(words(look()))
                .contains(
                        switch (reason) {
                            case ENDPOINT_DELETED -> "Nothing more was sent, since its endpoint was deleted.";
                            case ENDPOINT_DISABLED -> "Nothing more was sent, since its endpoint was disabled.";
                            case TEST_EXPIRED -> "the test was not begun within 15 minutes";
                        });
    }

    @Test
    void aTestIsNeverReTriggered() {
        delivery().test().answered(Duration.ZERO, 500, "text/plain", "no").failed();

        Reply reply = look();

        assertThat(words(reply))
                .contains("A test is sent once. The endpoint answered 500.")
                .contains("Send another one from the endpoint's page.")
                .doesNotContain("to come");
        assertThat(reply.body()).doesNotContain("/retrigger\"");
    }

    @Test
    void aReplayAndWhatItRepeatsLeadToEachOther() {
        delivery()
                .answered(Duration.ZERO, 500, "text/plain", "no")
                .repeatedAs("dlv_2")
                .failed();
        console.delivery("ep_1", "dlv_2", AT.plusSeconds(60))
                .repeating("dlv_1")
                .answered(Duration.ZERO, 200, "text/plain", "OK")
                .delivered();

        assertThat(look().body()).contains("href=\"/workspaces/ws_1/deliveries/dlv_2?replay-of=dlv_1\"");
        assertThat(admin("/workspaces/ws_1/deliveries/dlv_2").body()).contains("href=\"" + PATH + "\"");
    }

    @Test
    void whatIsKeptNoMoreIsSaidToBeSo() {
        delivery()
                .body(null)
                .forgotten()
                .answered(Duration.ZERO, 200, "text/plain", "OK")
                .delivered();

        assertThat(words(look()))
                .contains("What was sent and answered is kept no more.")
                .contains("The payload is kept no more, so this delivery cannot be sent again.");
    }

    @Test
    void oneThatFailedIsSentAgainFromItsDeadLetterWhereTheLogHasNoPayload() {
        delivery().body(null).answered(Duration.ZERO, 500, "text/plain", "no").failed();

        Reply reply = look();

        assertThat(words(reply))
                .contains(
                        "For a year after it failed it can still be sent again: choose a time before 25 Nov 2026, 10:00:00 UTC")
                .doesNotContain("cannot be sent again");
        assertThat(reply.body()).contains("href=\"/workspaces/ws_1/webhooks/ep_1#retrigger\"");
    }

    @Test
    void aViewerIsNotSentToASectionThatOnlyAdminsHave() {
        delivery().body(null).answered(Duration.ZERO, 500, "text/plain", "no").failed();

        Reply reply = console.get(PATH, SampleTokens.VIEWER);

        assertThat(words(reply))
                .contains("it can still be sent again: an admin of the workspace can, on the endpoint's page.");
        assertThat(reply.body()).doesNotContain("#retrigger");
    }

    @Test
    void aTestWhosePayloadIsGoneHasNoDeadLetter() {
        delivery()
                .test()
                .body(null)
                .answered(Duration.ZERO, 500, "text/plain", "no")
                .failed();

        assertThat(words(look())).contains("cannot be sent again").doesNotContain("For a year");
    }

    @Test
    void oneWhoseEndpointIsDeletedIsShownAndNotReTriggered() {
        console.delivery("ep_gone", "dlv_1", AT)
                .answered(Duration.ZERO, 500, "text/plain", "no")
                .failed();

        Reply reply = look();

        assertThat(words(reply)).contains("Endpoint ep_gone (deleted)").contains("since its endpoint is deleted");
        assertThat(reply.body())
                .contains("href=\"/workspaces/ws_1/webhooks/ep_gone\"")
                .doesNotContain("/retrigger\"");
    }

    @Test
    void anEndpointThatCannotBeAskedForIsNotCalledDeleted() {
        delivery().answered(Duration.ZERO, 200, "text/plain", "OK").delivered();
        console.endpoints.answer(false);

        Reply reply = look();

        assertThat(reply.status()).isEqualTo(503);
        assertThat(reply.body()).doesNotContain("deleted");
    }

    @Test
    void nothingFromOutsideIsAnythingButText() {
        console.delivery("ep_1", "dlv_1", AT)
                .ofEvent(HOSTILE, HOSTILE)
                .body("{\"a\":\"" + HOSTILE + "\"}")
                .answered(Duration.ZERO, 500, "text/html" + HOSTILE, "\"><img src=x onerror=alert(1)>" + HOSTILE)
                .unanswered(Duration.ofSeconds(1), FailureReason.PROTOCOL_ERROR, HOSTILE)
                .parked(Duration.ofSeconds(2), HOSTILE)
                .waiting();

        String page = look().body();

        assertThat(page).doesNotContain("<script>", "<img", "<b>");
        assertThat(page.split("&lt;script&gt;alert", -1)).hasSizeGreaterThan(7);
    }

    @Test
    void aViewerLooksAndIsOfferedNothing() {
        delivery().answered(Duration.ZERO, 500, "text/plain", "no").failed();

        Reply reply = console.get(PATH, SampleTokens.VIEWER);

        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.body()).doesNotContain("/retrigger", "cannot be re-triggered");
        assertThat(console.post(PATH + "/retrigger", SampleTokens.VIEWER, "key=a")
                        .status())
                .isEqualTo(403);
        assertThat(console.retriggers.made()).isZero();
    }

    @Test
    void aFormThatIsSentTwiceSendsOnce() {
        delivery().answered(Duration.ZERO, 500, "text/plain", "no").failed();
        int before = console.retriggers.made();
        String key =
                KEY.matcher(look().body()).results().findFirst().orElseThrow().group(1);

        Reply first = console.post(PATH + "/retrigger", SampleTokens.ADMIN, "key=" + key);
        Reply second = console.post(PATH + "/retrigger", SampleTokens.ADMIN, "key=" + key);

        assertThat(first.status()).isEqualTo(303);
        assertThat(first.location()).startsWith(PATH + "?retriggered=dlv_again").isEqualTo(second.location());
        assertThat(console.retriggers.made()).isEqualTo(before + 1);
        assertThat(KEY.matcher(look().body()).results().map(MatchResult::group).toList())
                .doesNotContain("name=\"key\" value=\"" + key + "\"");
    }

    @Test
    void afterReTriggeringTheNewDeliveryIsLedToBeforeAndAfterItIsThere() {
        delivery().answered(Duration.ZERO, 500, "text/plain", "no").failed();
        String waiting = "/workspaces/ws_1/deliveries/dlv_2?replay-of=dlv_1";

        Reply before = admin(PATH + "?retriggered=dlv_2");
        Reply expected = admin(waiting);
        Reply still = part(waiting);
        console.delivery("ep_1", "dlv_2", AT)
                .repeating("dlv_1")
                .answered(Duration.ZERO, 200, "a/b", "")
                .delivered();
        Reply after = admin(PATH + "?retriggered=dlv_2");

        assertThat(words(before)).contains("Re-triggered. The new delivery appears with its first attempt: open it");
        assertThat(before.body()).contains("href=\"" + waiting + "\"").contains("every 2s");
        assertThat(words(expected)).contains("On its way It was asked for");
        assertThat(still.status()).isEqualTo(204);
        assertThat(still.header("hx-refresh")).isEmpty();
        assertThat(part(waiting).header("hx-refresh")).contains("true");
        assertThat(words(after)).contains("Re-triggered. The new delivery: Delivered");
        assertThat(after.body()).doesNotContain("every 2s");
    }

    @Test
    void noUrlMakesThePageClaimAReTriggerThatWasNone() {
        delivery().answered(Duration.ZERO, 500, "text/plain", "no").failed();
        console.delivery("ep_1", "dlv_other", AT)
                .answered(Duration.ZERO, 200, "a/b", "")
                .delivered();

        assertThat(admin(PATH + "?retriggered=dlv_other").body()).doesNotContain("Re-triggered");
        assertThat(admin(PATH + "?retriggered=%3Cscript%3E").body()).doesNotContain("Re-triggered", "<script>");
        assertThat(admin("/workspaces/ws_1/deliveries/dlv_9?replay-of=dlv_none").status())
                .isEqualTo(404);
    }

    @Test
    void whatIsRefusedIsSaidOnThePage() {
        delivery().answered(Duration.ZERO, 500, "text/plain", "no").retrying(AT.plusSeconds(60));

        Reply reply = console.post(PATH + "/retrigger", SampleTokens.ADMIN, "key=k");

        assertThat(reply.status()).isEqualTo(409);
        assertThat(words(reply)).contains("This delivery is attempted again by itself. Wait for that.");
        assertThat(reply.body()).contains("data-focus");
    }

    @Test
    void whoeverKeepsLookingIsSentOnlyWhatChanged() {
        delivery().answered(Duration.ZERO, 500, "text/plain", "no").retrying(AT.plusSeconds(60));
        String seen = seen(look());

        Reply same = part(PATH + "?seen=" + seen);
        delivery()
                .answered(Duration.ZERO, 500, "text/plain", "no")
                .answered(Duration.ofSeconds(60), 200, "a/b", "x")
                .delivered();
        Reply changed = part(PATH + "?seen=" + seen);

        assertThat(same.status()).isEqualTo(204);
        assertThat(same.body()).isEmpty();
        assertThat(changed.status()).isEqualTo(200);
        assertThat(changed.body().strip())
                .startsWith("<div id=\"delivery-state\"")
                .doesNotContain("<html", "every 2s");
        assertThat(words(changed)).contains("The endpoint took it at attempt 2.");
    }

    @Test
    void theBodyIsReadOnceForThePageAndNotForWhoeverKeepsLooking() {
        delivery().answered(Duration.ZERO, 500, "text/plain", "no").failed();
        console.delivery("ep_1", "dlv_2", AT)
                .repeating("dlv_1")
                .answered(Duration.ZERO, 200, "a/b", "")
                .delivered();
        String target = PATH + "?retriggered=dlv_2";
        int before = console.bodiesRead();

        Reply page = admin(target);
        int forThePage = console.bodiesRead() - before;
        Reply same = part(target + "&seen=" + seen(page));
        Reply changed = part(target + "&seen=0");

        assertThat(forThePage).isEqualTo(1);
        assertThat(same.status()).isEqualTo(204);
        assertThat(changed.status()).isEqualTo(200);
        assertThat(console.bodiesRead() - before).isEqualTo(1);
    }

    @Test
    void aLogThatIsBeingReadIsSaidToBeSo() {
        console.logAnswers(false);

        Reply reply = look();

        assertThat(reply.status()).isEqualTo(503);
        assertThat(words(reply)).contains("The delivery log cannot be asked yet");
    }

    @Test
    void anotherWorkspacesDeliveryIsUnknown() {
        delivery().answered(Duration.ZERO, 500, "text/plain", "no").failed();

        for (String path : List.of(PATH, PATH + "?retriggered=dlv_1", PATH + "?replay-of=dlv_1")) {
            assertThat(console.get(path, SampleTokens.FOREIGN_ADMIN).status()).isEqualTo(404);
            assertThat(console.get(path.replace("ws_1", "ws_10"), SampleTokens.FOREIGN_ADMIN)
                            .status())
                    .isEqualTo(404);
        }
    }

    private static SampleHistory delivery() {
        return console.delivery("ep_1", "dlv_1", AT);
    }

    private static Reply look() {
        return admin(PATH);
    }

    private static Reply admin(String target) {
        return console.get(target, SampleTokens.ADMIN);
    }

    private static Reply part(String target) {
        return console.get(target, console.sealed(SampleTokens.ADMIN), Map.of("HX-Request", "true"));
    }

    private static String seen(Reply reply) {
        MatchResult found = SEEN.matcher(reply.body()).results().findFirst().orElseThrow();
        return found.group(1) == null ? found.group(2) : found.group(1);
    }

    /** What is read, with whatever white space there is as one space; still escaped. */
    private static String words(Reply reply) {
        return TAGS.matcher(reply.body())
                .replaceAll(" ")
                .replaceAll("\\s+", " ")
                .replace("&#39;", "'")
                .replace("&#34;", "\"");
    }
}

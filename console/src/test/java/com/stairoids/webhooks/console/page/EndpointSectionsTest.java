package com.stairoids.webhooks.console.page;

import static org.assertj.core.api.Assertions.assertThat;

import com.stairoids.webhooks.console.api.ConsoleWithoutKafka;
import com.stairoids.webhooks.console.api.Reply;
import com.stairoids.webhooks.console.api.SampleHistory;
import com.stairoids.webhooks.console.api.SampleTokens;
import com.stairoids.webhooks.schemas.delivery.FailureReason;
import com.stairoids.webhooks.schemas.json.Json;
import com.stairoids.webhooks.schemas.json.MalformedJsonException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Test, graphs and Re-trigger failed, on an endpoint's page. */
final class EndpointSectionsTest {
    private static final Instant AT = SampleHistory.AT;
    private static final String PATH = "/workspaces/ws_1/webhooks/ep_1";
    private static final Map<String, String> HTMX = Map.of("HX-Request", "true");

    private static final ConsoleWithoutKafka console = new ConsoleWithoutKafka(0, () -> AT.plusSeconds(5));

    @AfterAll
    static void stopConsole() {
        console.close();
    }

    @BeforeEach
    void rememberAnEndpoint() {
        console.forgetDeliveries();
        console.endpoints.remember(ConsoleWithoutKafka.WORKSPACE, "ep_1", "CRM", null);
    }

    @Test
    void aTestShowsItsOutcomeWithTheAnswer() {
        console.delivery("ep_1", "dlv_signal", AT)
                .test()
                .answered(Duration.ZERO, 418, "application/json", "{\"a\":\"<script>alert(1)</script>\"}")
                .failed();

        Reply reply = post("/test", "event_type=signal.scored", HTMX);

        assertThat(reply.status()).isEqualTo(200);
        assertThat(words(reply))
                .contains("Failed A test is sent once. The endpoint answered 418.")
                .contains("Response code 418 Duration 34 ms")
                .contains("{ \"a\": \"&lt;script&gt;alert(1)&lt;/script&gt;\" }");
        assertThat(reply.body())
                .contains("href=\"/workspaces/ws_1/deliveries/dlv_signal\"")
                .doesNotContain("<script>", "<html", "hx-trigger");
    }

    @Test
    void aTestThatNobodyAnsweredHasNoCode() {
        console.delivery("ep_1", "dlv_signal", AT)
                .test()
                .unanswered(Duration.ZERO, FailureReason.CONNECT_FAILED, "The connection was refused.")
                .failed();

        assertThat(words(post("/test", "event_type=signal.scored", HTMX)))
                .contains("The connection was refused. Response code None Duration 34 ms");
    }

    @Test
    void aTestThatIsPendingIsLookedForUntilItsOutcomeIsThere() {
        Reply pending = post("/test", "event_type=signal.scored", HTMX);
        String look = attribute(pending, "hx-get");
        Reply still = get(look, HTMX);
        console.delivery("ep_1", "dlv_signal", AT)
                .test()
                .answered(Duration.ZERO, 200, "a/b", "ok")
                .delivered();
        Reply known = get(look, HTMX);

        assertThat(words(pending)).contains("Pending It was asked for");
        assertThat(look).isEqualTo(PATH + "/test/dlv_signal?look-until=2026-11-25T10%3A02%3A05Z");
        assertThat(still.status()).isEqualTo(204);
        assertThat(words(known)).contains("Delivered The endpoint took the test. Response code 200");
        assertThat(known.body()).doesNotContain("hx-get");
    }

    @Test
    void aTestThatIsPendingForLongIsLookedForNoMore() {
        Reply reply = get(PATH + "/test/dlv_signal?look-until=2026-11-25T10%3A00%3A05Z", HTMX);

        assertThat(reply.status()).isEqualTo(200);
        assertThat(words(reply)).contains("Unknown Nothing is known of it after two minutes.");
        assertThat(reply.body()).doesNotContain("hx-get");
    }

    @Test
    void withoutScriptsATestLeadsBackToThePageWithItsOutcome() {
        console.delivery("ep_1", "dlv_account", AT)
                .ofEvent("account.score_changed", "evt_1")
                .test()
                .answered(Duration.ZERO, 200, "a/b", "fine")
                .delivered();

        Reply reply = post("/test", "event_type=account.score_changed", Map.of());
        Reply page = get(reply.location().replaceAll("#.*", ""), Map.of());

        assertThat(reply.status()).isEqualTo(303);
        assertThat(reply.location()).startsWith(PATH + "?test=dlv_account&").endsWith("#test");
        assertThat(words(page)).contains("Delivered The endpoint took the test. Response code 200");
        assertThat(page.body())
                .contains(
                        "<option value=\"account.score_changed\" selected>",
                        "role=\"status\" aria-label=\"Test result\"");
    }

    @Test
    void aDeliveryOfAnotherEndpointIsNoResultOfThisOne() {
        console.delivery("ep_2", "dlv_2", AT)
                .answered(Duration.ZERO, 200, "a/b", "secret of another")
                .delivered();

        assertThat(get(PATH + "?test=dlv_2", Map.of()).body()).doesNotContain("secret of another");
    }

    @Test
    void graphsCarryTheirFiguresAndTablesHaveTheSame() throws MalformedJsonException {
        Reply page = get(PATH, Map.of());

        JsonNode chart = Json.readTree(
                attribute(page, "data-chart").replace("&#34;", "\"").replace("&quot;", "\""));
        assertThat(chart.path("kind").asString()).isEqualTo("bars");
        assertThat(chart.path("times").size()).isEqualTo(24);
        assertThat(chart.path("lines")
                        .valueStream()
                        .map(line -> line.path("label").asString()))
                .containsExactly("Delivered", "Failed attempts", "Failed", "Cancelled");
        assertThat(words(page))
                .contains("failed attempts, 0 given up, 0 cancelled in the last 24 hours.")
                .contains(
                        "Deliveries as a table From Delivered Failed attempts Failed Cancelled 25 Nov 2026, 10:00:00 UTC 20 0 0 0")
                .contains("Latency as a table From p50 p95 p99 25 Nov 2026, 10:00:00 UTC 20 ms 60 ms 110 ms");
    }

    @ParameterizedTest
    @CsvSource({"24h, 24 hours", "7d, 7 days", "30d, 30 days", "%3Cscript%3E, 24 hours"})
    void graphsAreOverTheTimeThatIsChosen(String over, String label) {
        Reply page = get(PATH + "?over=" + over, Map.of());

        assertThat(page.body())
                .contains("aria-current=\"true\">" + label + "</a>", "cancelled in the last " + label)
                .doesNotContain("<script>");
    }

    @ParameterizedTest
    @CsvSource({
        "DAY, 2026-11-24T11:00:00Z, 2026-11-25T11:00:00Z",
        "WEEK, 2026-11-18T12:00:00Z, 2026-11-25T12:00:00Z",
        "MONTH, 2026-10-27T00:00:00Z, 2026-11-26T00:00:00Z"
    })
    void graphsEndWithTheIntervalThatIsNow(GraphSpan span, Instant begin, Instant end) {
        assertThat(span.end(AT)).isEqualTo(end);
        assertThat(span.begin(end)).isEqualTo(begin);
    }

    @Test
    void failedDeliveriesAreReTriggeredWithProgressUntilItEndsOrIsCancelled() {
        Reply begun = post("/retriggers", "since=2026-11-24T10%3A00", HTMX);
        Reply looked = get(attribute(begun, "hx-get"), HTMX);
        Reply cancelled = post("/retriggers/rt_1/cancel", "", HTMX);

        assertThat(begun.header("hx-replace-url")).contains(PATH + "?retrigger=rt_1#retrigger");
        assertThat(words(begun)).contains("2 re-triggered. Cancel");
        assertThat(begun.body()).contains("max=\"5\" value=\"2\"", "every 1s");
        assertThat(words(looked)).contains("2 re-triggered. Cancel");
        assertThat(words(cancelled)).contains("Cancelled: 2 re-triggered. What was asked for is sent all the same.");
        assertThat(cancelled.body()).doesNotContain("every 1s", "<progress");
    }

    @Test
    void withoutScriptsItsProgressIsOnThePage() {
        Reply begun = post("/retriggers", "since=2026-11-24T10%3A00", Map.of());
        Reply page = get(begun.location().replaceAll("#.*", ""), Map.of());
        Reply cancelled = post("/retriggers/rt_1/cancel", "", Map.of());

        assertThat(begun.status()).isEqualTo(303);
        assertThat(page.body()).contains("max=\"5\" value=\"2\"", "action=\"" + PATH + "/retriggers/rt_1/cancel\"");
        assertThat(cancelled.location()).isEqualTo(begun.location());
    }

    @ParameterizedTest
    @CsvSource({
        "completed, 2, Done: 2 re-triggered.",
        "completed, 0, Done: no delivery has failed since then.",
        "failed, 2, It ended early: 2 re-triggered. Kafka did not answer. Re-trigger again to go on with the rest"
    })
    void howItEndedIsSaid(String status, long asked, String sentence) {
        console.retriggers.run(status, null, asked);

        assertThat(words(get(PATH + "?retrigger=rt_1", Map.of()))).contains(sentence);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "yesterday", "%3Cscript%3E"})
    void aTimeThatIsNoneIsRefused(String since) {
        Reply reply = post("/retriggers", "since=" + since, HTMX);

        assertThat(reply.status()).isEqualTo(422);
        assertThat(reply.body()).contains("role=\"alert\"").doesNotContain("<script>");
    }

    @Test
    void aRefusalSaysWhatToDo() {
        assertThat(words(post("/retriggers", "since=2029-01-01T00%3A00", HTMX))).contains("enable it first");
        assertThat(words(get(PATH + "?retrigger=rt_none", Map.of()))).contains("This re-trigger is known no more.");
    }

    @Test
    void aViewerIsOfferedNeither() {
        String page = console.get(PATH + "?test=dlv_1&retrigger=rt_1", SampleTokens.VIEWER)
                .body();

        assertThat(page).contains("Delivery Log").doesNotContain("id=\"test\"", "id=\"retrigger\"", "/cancel\"");
    }

    private static Reply get(String target, Map<String, String> headers) {
        return console.get(target, console.sealed(SampleTokens.ADMIN), headers);
    }

    private static Reply post(String path, String form, Map<String, String> headers) {
        return console.post(PATH + path, console.sealed(SampleTokens.ADMIN), form, headers);
    }

    private static String attribute(Reply reply, String name) {
        return Pattern.compile(name + "=\"([^\"]+)\"")
                .matcher(reply.body())
                .results()
                .findFirst()
                .orElseThrow()
                .group(1)
                .replace("&amp;", "&");
    }

    private static String words(Reply reply) {
        return reply.body()
                .replaceAll("<[^>]*>", " ")
                .replaceAll("\\s+", " ")
                .replace("&#39;", "'")
                .replace("&#34;", "\"");
    }
}

package com.stairoids.webhooks.console.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.stairoids.webhooks.deliverylog.DeliveryState;
import com.stairoids.webhooks.deliverylog.LoggedDelivery;
import com.stairoids.webhooks.schemas.delivery.Cause;
import com.stairoids.webhooks.schemas.token.TokenRole;
import com.stairoids.webhooks.schemas.topic.Topic;
import com.stairoids.webhooks.testing.broker.TestBroker;
import com.stairoids.webhooks.testing.replays.DeadDeliveries;
import com.stairoids.webhooks.testing.topics.TopicReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import tools.jackson.databind.JsonNode;

/** The API over a broker: what its operations do. The delivery log is one that remembers what it is told. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
final class ConsoleIT {
    private static final String WORKSPACE = "ws_1";
    private static final String ENDPOINTS = "/api/v1/workspaces/ws_1/endpoints";
    private static final String DELIVERIES = "/api/v1/workspaces/ws_1/deliveries";
    private static final String ASKED = "{\"url\":\"https://example.com/in\",\"event_types\":[\"signal.created\"]}";
    private static final Duration SOON = Duration.ofSeconds(20);
    private static final Pattern WHSEC = Pattern.compile("whsec_[A-Za-z0-9+/]{43}=");

    private static final Set<String> BEFORE_AN_OPERATION =
            Set.of("400", "401", "403", "404", "413", "415", "428", "503");

    private static final DocumentCheck CHECK = new DocumentCheck();
    private static final CapturedLog LOG = CapturedLog.begin();
    private static TestBroker broker;
    private static ConsoleUnderTest console;
    private static String admin;

    @BeforeAll
    static void start() {
        broker = TestBroker.start();
        console = new ConsoleUnderTest(broker.bootstrapServers(), CHECK);
        admin = console.token(TokenRole.ADMIN, WORKSPACE);
    }

    @AfterAll
    static void stop() {
        console.close();
        broker.close();
    }

    @Test
    void anEndpointIsMadeChangedAndDeleted() {
        Reply created = console.post(ENDPOINTS, admin, """
                {"url":"https://example.com/in","event_types":["signal.created"],"headers":{"X-Api-Key":"hunter2hunter2"}}""");
        String path = ENDPOINTS + "/" + created.text("id");
        Reply patched =
                change("PATCH", path, 1, "{\"description\":\"for the CRM\",\"rate_limit\":7,\"status\":\"disabled\"}");
        Reply stale = change("PATCH", path, 1, "{\"status\":\"enabled\"}");
        Reply refused = change("PATCH", path, 2, "{\"url\":\"http://example.com/\"}");
        Reply got = console.get(path, admin);
        Reply staleDelete = change("DELETE", path, 1, "");
        Reply deleted = change("DELETE", path, 2, "");

        assertThat(created.status()).isEqualTo(201);
        assertThat(created.header("location")).contains(path);
        assertThat(created.header("etag")).contains("\"1\"");
        assertThat(created.text("secret")).startsWith("whsec_");
        assertThat(patched.status()).isEqualTo(200);
        assertThat(patched.header("etag")).contains("\"2\"");
        assertThat(stale.status()).isEqualTo(412);
        assertThat(stale.json().path("version").asInt()).isEqualTo(2);
        assertThat(refused.json().at("/errors/0/pointer").asString()).isEqualTo("/url");
        assertThat(got.json()).isEqualTo(patched.json());
        assertThat(got.json().path("header_names").path(0).asString()).isEqualTo("X-Api-Key");
        assertThat(staleDelete.status()).isEqualTo(412);
        assertThat(deleted.status()).isEqualTo(204);
        assertThat(console.get(path, admin).status()).isEqualTo(404);
        assertThat(change("PATCH", path, 2, "{}").status()).isEqualTo(404);
    }

    @Test
    void aUrlThatCannotBeIsRefusedWithWhatToDo() {
        for (String url : List.of(
                "http://example.com/",
                "https://user:pass@example.com/",
                "https://127.0.0.1/",
                "https://localhost/",
                "https://[::1]/",
                "https://169.254.169.254/latest",
                "https://0177.0.0.1/",
                "https://example.com:99999/",
                "https://example.com:0/",
                "https://example.com/#x",
                "ftp://example.com/",
                "https://ex ample.com/",
                "https://exämple.com/",
                "nonsense",
                "https://")) {
            Reply refused = console.post(
                    ENDPOINTS,
                    admin,
                    "{\"url\":\"" + url + "\",\"event_types\":[\"signal.created\",\"signal.created\"]}");

            assertThat(refused.status()).as(url).isEqualTo(422);
            assertThat(refused.text("detail")).as(url).endsWith(".").doesNotContain("pass");
        }
    }

    @Test
    void aRequestWithAKeyMakesOneEndpointAndTellsTheSecretOnce() {
        Map<String, String> key = Map.of("Idempotency-Key", "once");

        Reply first = console.send("POST", ENDPOINTS, admin, key, ASKED);
        Reply second = console.send("POST", ENDPOINTS, admin, key, ASKED);
        Reply other = console.send("POST", ENDPOINTS, admin, key, ASKED.replace("/in", "/out"));

        assertThat(first.status()).isEqualTo(201);
        assertThat(second.status()).isEqualTo(200);
        assertThat(second.text("id")).isEqualTo(first.text("id"));
        assertThat(second.body()).doesNotContain("whsec_");
        assertThat(other.status()).isEqualTo(409);
    }

    @Test
    void aSecretIsRolledWithAnOverlapThatCanBeEnded() {
        String path = created();

        Reply rolled = change("POST", path + "/roll-secret", 1, "{\"overlap\":\"PT24H\"}");
        Reply stale = change("POST", path + "/roll-secret", 1, "{}");
        Reply ended = change("POST", path + "/end-overlap", 2, "");
        Reply staleEnd = change("POST", path + "/end-overlap", 2, "");
        Reply tooLong = change("POST", path + "/roll-secret", 3, "{\"overlap\":\"P8D\"}");

        assertThat(rolled.status()).isEqualTo(200);
        assertThat(rolled.text("secret")).startsWith("whsec_");
        assertThat(rolled.json().has("overlap_ends_at")).isTrue();
        assertThat(stale.status()).isEqualTo(412);
        assertThat(ended.status()).isEqualTo(200);
        assertThat(ended.json().has("overlap_ends_at")).isFalse();
        assertThat(staleEnd.status()).isEqualTo(412);
        assertThat(tooLong.status()).isEqualTo(422);
    }

    @Test
    void pagesNeitherRepeatNorMiss() {
        String operator = console.token(TokenRole.OPERATOR, null);
        String endpoints = "/api/v1/workspaces/ws_pages/endpoints";
        List<String> ids = IntStream.range(0, 5)
                .mapToObj(_ -> console.post(endpoints, operator, ASKED).text("id"))
                .toList();

        Reply first = console.get(endpoints + "?limit=3", operator);
        Reply second = console.get(endpoints + "?limit=3&cursor=" + first.text("next_cursor"), operator);

        assertThat(Stream.of(first, second)
                        .flatMap(page -> page.json().path("data").valueStream())
                        .map(endpoint -> endpoint.path("id").asString()))
                .containsExactlyElementsOf(ids);
        assertThat(second.json().has("next_cursor")).isFalse();
        assertThat(console.get(endpoints + "?cursor=nonsense!", operator).status())
                .isEqualTo(400);
    }

    @Test
    void ofTwoConsolesThatChangeOneVersionOneIsTold() {
        String path = created();
        List<Integer> statuses;
        try (ConsoleUnderTest other = new ConsoleUnderTest(broker.bootstrapServers(), CHECK)) {
            statuses = IntStream.range(0, 4)
                    .parallel()
                    .mapToObj(i -> (i % 2 == 0 ? console : other)
                            .send("PATCH", path, admin, Map.of("If-Match", "\"1\""), "{\"name\":\"writer " + i + "\"}")
                            .status())
                    .toList();
        }

        assertThat(statuses).containsOnlyOnce(200).containsOnly(200, 412);
        assertThat(console.get(path, admin).json().path("version").asInt()).isEqualTo(2);
    }

    @Test
    void aTestIsSentToItsTopicAndItsOutcomeAnswered() {
        String path = created();
        console.deliveries.deliverTests(true);
        Reply arrived = console.post(path + "/test", admin, "{\"event_type\":\"contact.score_changed\"}");
        console.deliveries.deliverTests(false);
        Reply pending = console.post(path + "/test", admin, "{\"event_type\":\"signal.created\"}");
        Reply unknown = console.post(path + "/test", admin, "{\"event_type\":\"signal.deleted\"}");
        console.post(path + "/test", admin, "{\"event_type\":\"signal.created\"}");
        Reply tooMany = console.post(path + "/test", admin, "{\"event_type\":\"signal.created\"}");

        assertThat(arrived.status()).isEqualTo(200);
        assertThat(arrived.text("status")).isEqualTo("delivered");
        assertThat(pending.status()).isEqualTo(202);
        assertThat(pending.text("status")).isEqualTo("pending");
        assertThat(pending.header("location")).contains(DELIVERIES + "/" + pending.text("delivery_id"));
        assertThat(unknown.status()).isEqualTo(422);
        assertThat(tooMany.status()).isEqualTo(429);
        assertThat(TopicReader.readAll(broker.bootstrapServers(), Topic.TESTS).stream()
                        .map(record -> new String(record.value(), StandardCharsets.UTF_8)))
                .anyMatch(body -> body.contains(arrived.text("event_id")) && body.contains("\"contact\""));
    }

    @Test
    void deliveriesAreListedFilteredAndShownWithBodyAndAttempts() {
        console.deliveries.remember(WORKSPACE, "ep_a", "dlv_a1", SampleDeliveries.failed());
        console.deliveries.remember(WORKSPACE, "ep_a", "dlv_a2", SampleDeliveries.retrying());
        console.deliveries.remember(WORKSPACE, "ep_a", "dlv_a3", SampleDeliveries.cancelled());
        console.deliveries.remember(WORKSPACE, "ep_a", "dlv_a4", SampleDeliveries.parked());
        console.deliveries.remember(SampleDeliveries.delivered("ws_2", "ep_a", "dlv_foreign", Cause.EVENT), List.of());

        Reply first = console.get(DELIVERIES + "?endpoint_id=ep_a&limit=3", admin);
        Reply second = console.get(DELIVERIES + "?endpoint_id=ep_a&limit=3&cursor=" + first.text("next_cursor"), admin);
        Reply failed = console.get(DELIVERIES + "?endpoint_id=ep_a&status=failed,cancelled", admin);
        Reply one = console.get(DELIVERIES + "/dlv_a1", admin);
        Reply attempts = console.get(DELIVERIES + "/dlv_a1/attempts", admin);

        assertThat(first.ids()).containsExactly("dlv_a4", "dlv_a3", "dlv_a2");
        assertThat(second.ids()).containsExactly("dlv_a1");
        assertThat(failed.ids()).containsExactly("dlv_a3", "dlv_a1");
        assertThat(one.text("body")).contains("1.10");
        assertThat(attempts.json().at("/data/0/response/status").asInt()).isEqualTo(500);
        assertThat(console.get(DELIVERIES + "/dlv_foreign", admin).status()).isEqualTo(404);
        assertThat(console.get(DELIVERIES + "?cursor=nonsense", admin).status()).isEqualTo(400);
        assertThat(console.get(DELIVERIES + "?from=2026-13-01T00:00:00Z", admin).status())
                .isEqualTo(400);
    }

    @Test
    void statisticsAreOfAKnownEndpointAndASaneTime() {
        String path = created() + "/statistics";

        Reply day = console.get(path, admin);

        assertThat(day.json().at("/total/success_rate").asDouble()).isEqualTo(0.75);
        assertThat(day.json().at("/intervals/1/latency").has("p50")).isFalse();
        assertThat(console.get(path + "?from=2026-11-01T00:00:00Z&until=2026-10-01T00:00:00Z", admin)
                        .status())
                .isEqualTo(400);
        assertThat(console.get(path + "?from=2025-11-26T00:00:00Z&until=2026-11-25T00:00:00Z", admin)
                        .status())
                .isEqualTo(400);
        for (String beyond : List.of("?until=0000-01-01T00:00:00Z", "?until=9999-12-31T23:59:59Z")) {
            assertThat(console.get(path + beyond, admin).text("detail")).contains("1970 to 9998");
        }
        assertThat(console.get(ENDPOINTS + "/ep_none/statistics", admin).status())
                .isEqualTo(404);
        console.deliveries.remember(WORKSPACE, "ep_busy", "dlv_busy", SampleDeliveries.failed());
        assertThat(console.get("/api/v1/workspaces/" + WORKSPACE + "/activity", admin)
                        .body())
                .contains("\"endpoint_id\":\"ep_busy\"", "\"delivery_id\":\"dlv_busy\"");
    }

    @Test
    void statisticsHaveAThousandIntervalsAtMostWhoseHoursAreWhole() {
        String path = created() + "/statistics";

        assertThat(console.get(path + "?from=2026-01-01T00:00:00Z&until=2026-02-11T16:00:00Z", admin)
                        .status())
                .isEqualTo(200);
        for (String tooMany : List.of(
                "?from=2026-01-01T00:30:00Z&until=2026-02-11T16:30:00Z",
                "?from=2026-01-01T00:00:00Z&until=2026-02-11T16:30:00Z",
                "?from=2026-01-01T00:00:00Z&until=2026-03-25T08:30:00Z&step_hours=2")) {
            Reply refused = console.get(path + tooMany, admin);
            assertThat(refused.status()).as(tooMany).isEqualTo(400);
            assertThat(refused.text("detail")).contains("more than 1000 intervals");
        }
    }

    @Test
    void aDeliveryThatHasEndedIsAskedForOnceUnderItsKey() {
        String endpoint = created();
        String endpointId = endpoint.substring(endpoint.lastIndexOf('/') + 1);
        console.deliveries.remember(WORKSPACE, endpointId, "dlv_over", SampleDeliveries.cancelled());
        console.deliveries.remember(WORKSPACE, endpointId, "dlv_waits", SampleDeliveries.retrying());
        console.deliveries.remember(WORKSPACE, endpointId, "dlv_parked", SampleDeliveries.parked());
        console.deliveries.remember(WORKSPACE, "ep_gone", "dlv_orphan", SampleDeliveries.failed());
        Map<String, String> key = Map.of("Idempotency-Key", "a click");

        Reply first = console.send("POST", DELIVERIES + "/dlv_over/retrigger", admin, key, "");
        Reply second = console.send("POST", DELIVERIES + "/dlv_over/retrigger", admin, key, "");
        Reply again = console.post(DELIVERIES + "/dlv_over/retrigger", admin, "");
        Reply waiting = console.post(DELIVERIES + "/dlv_waits/retrigger", admin, "");

        assertThat(first.status()).isEqualTo(202);
        assertThat(second.text("delivery_id")).isEqualTo(first.text("delivery_id"));
        assertThat(again.text("delivery_id")).isNotEqualTo(first.text("delivery_id"));
        assertThat(first.header("location")).contains(DELIVERIES + "/" + first.text("delivery_id"));
        assertThat(waiting.status()).isEqualTo(409);
        assertThat(waiting.text("next_attempt_at")).isEqualTo("2026-11-25T10:01:00Z");
        assertThat(console.post(DELIVERIES + "/dlv_parked/retrigger", admin, "").status())
                .isEqualTo(409);
        assertThat(console.post(DELIVERIES + "/dlv_orphan/retrigger", admin, "").text("detail"))
                .contains("deleted");
        assertThat(replaysOf("dlv_over")).isEqualTo(3);
    }

    @Test
    void oneWhoseBodyTheLogHasNoMoreIsRefusedWithWhatSendsItStill() {
        String endpoint = created();
        String endpointId = endpoint.substring(endpoint.lastIndexOf('/') + 1);
        withoutBody(endpointId, "dlv_old_failed", SampleDeliveries.failed());
        withoutBody(endpointId, "dlv_old_cancelled", SampleDeliveries.cancelled());

        Reply failed = console.post(DELIVERIES + "/dlv_old_failed/retrigger", admin, "");
        Reply cancelled = console.post(DELIVERIES + "/dlv_old_cancelled/retrigger", admin, "");

        assertThat(failed.status()).isEqualTo(409);
        assertThat(failed.text("detail")).contains("re-trigger what failed", "before 2026-11-25T10:00:00Z");
        assertThat(cancelled.status()).isEqualTo(409);
        assertThat(cancelled.text("detail")).contains("cannot be sent again");
    }

    @Test
    void allThatFailedIsAskedForOnceAndABulkCanBeCancelled() {
        String path = created() + "/retriggers";
        String endpointId = path.split("/", -1)[6];
        new DeadDeliveries("dlv_bulk", WORKSPACE, endpointId, 30).write(broker.bootstrapServers());

        Reply slow = console.post(path, admin, "{\"since\":\"2020-01-01T00:00:00Z\",\"per_second\":1}");
        Reply busy = console.post(path, admin, "{\"since\":\"2020-01-01T00:00:00Z\"}");
        await().atMost(SOON)
                .until(() ->
                        console.get(slow.location(), admin).json().path("asked").asInt() > 0);
        Reply cancelled = console.send("DELETE", slow.location(), admin, Map.of(), "");
        Reply rest = console.post(path, admin, "{\"since\":\"2020-01-01T00:00:00Z\",\"per_second\":1000}");
        await().atMost(SOON)
                .until(() -> console.get(rest.location(), admin).text("status").equals("completed"));

        JsonNode done = console.get(rest.location(), admin).json();
        Reply never = console.post(path, admin, "{\"since\":\"2026-13-01T00:00:00Z\"}");
        assertThat(never.status()).isEqualTo(422);
        assertThat(slow.status()).isEqualTo(202);
        assertThat(busy.status()).isEqualTo(409);
        assertThat(cancelled.text("status")).isEqualTo("cancelled");
        assertThat(done.path("asked").asInt() + done.path("asked_before").asInt())
                .isEqualTo(30);
        assertThat(done.path("asked_before").asInt()).isBetween(1, 29);
        assertThat(done.path("total").asInt()).isEqualTo(30);
        assertThat(replaysOf("dlv_bulk")).isEqualTo(30);
        assertThat(console.get(path, admin).ids())
                .hasSize(2)
                .startsWith(done.path("id").asString());
        assertThat(console.get(path.replace("ws_1", "ws_2") + "/rt_1", admin).status())
                .isEqualTo(404);
    }

    @Test
    void aWorkspaceHasTwoBulkRetriggersAtOnce() {
        List<String> paths =
                IntStream.range(0, 3).mapToObj(_ -> created() + "/retriggers").toList();
        String slowly = "{\"since\":\"2020-01-01T00:00:00Z\",\"per_second\":1}";
        for (String path : paths) {
            String endpointId = path.split("/", -1)[6];
            new DeadDeliveries("dlv_" + endpointId, WORKSPACE, endpointId, 30).write(broker.bootstrapServers());
        }

        Reply first = console.post(paths.get(0), admin, slowly);
        Reply second = console.post(paths.get(1), admin, slowly);
        Reply third = console.post(paths.get(2), admin, slowly);
        console.send("DELETE", first.location(), admin, Map.of(), "");
        Reply later = console.post(paths.get(2), admin, slowly);
        console.send("DELETE", second.location(), admin, Map.of(), "");
        console.send("DELETE", later.location(), admin, Map.of(), "");

        assertThat(third.status()).isEqualTo(429);
        assertThat(third.header("retry-after")).contains("30");
        assertThat(third.text("detail")).contains("Two re-triggers of this workspace");
        assertThat(later.status()).isEqualTo(202);
    }

    @Test
    void aRevokedOrExpiredTokenOpensNothing() {
        String expired = console.tokens
                .issue("one that expires", TokenRole.VIEWER, WORKSPACE, Duration.ofMillis(1))
                .secret()
                .reveal();
        String token = console.token(TokenRole.VIEWER, WORKSPACE);
        String id = console.get("/api/v1/token", token).text("id");

        assertThat(console.get("/api/v1/token", expired).status()).isEqualTo(401);
        assertThat(console.tokens.revoke(id)).isTrue();

        await().atMost(SOON).until(() -> console.get("/api/v1/token", token).status() == 401);
        assertThat(console.tokens.revoke(id)).isFalse();
        assertThat(TopicReader.readAll(broker.bootstrapServers(), Topic.TOKENS))
                .noneMatch(record -> record.value() != null
                        && new String(record.value(), StandardCharsets.UTF_8).contains(token.substring(31)));
    }

    @Test
    void aLogThatIsBeingReadIsSaidSo() {
        console.deliveries.answer(false);
        try {
            assertThat(console.get(DELIVERIES, admin).status()).isEqualTo(503);
        } finally {
            console.deliveries.answer(true);
        }
    }

    @Test
    @Order(Integer.MAX_VALUE - 1)
    void theCatalogueAndTheDocumentAreThere() {
        assertThat(console.get("/api/v1/event-types", admin).status()).isEqualTo(200);
        assertThat(console.get("/api/v1/openapi.json", admin).json())
                .isEqualTo(CHECK.contract().document());
        assertThat(console.get("/api/v1/event-types/signal.scored", admin).text("name"))
                .isEqualTo("signal.scored");
    }

    @Test
    @Order(Integer.MAX_VALUE - 1)
    void noSecretIsInAnyAnswerButTheFirstNorInALogOrATopic() {
        List<String> secrets = console.bodies.stream()
                .flatMap(body -> WHSEC.matcher(body).results().map(MatchResult::group))
                .toList();
        Stream<String> nowhere = Stream.of("hunter2hunter2", admin, admin.substring(admin.length() - 43));
        String topics = TopicTexts.all(broker.bootstrapServers());
        assertThat(secrets).hasSizeGreaterThan(5).doesNotHaveDuplicates();
        assertThat(topics).contains("https://example.com/in");
        assertThat(LOG.lines()).anyMatch(line -> line.contains("changed through the API"));

        assertThat(Stream.concat(nowhere, secrets.stream().map(secret -> secret.substring("whsec_".length()))))
                .allSatisfy(secret -> assertThat(topics).doesNotContain(secret))
                .allSatisfy(secret -> assertThat(LOG.lines()).noneMatch(line -> line.contains(secret)));
        assertThat(console.bodies).noneMatch(body -> body.contains("hunter2hunter2") || body.contains(admin));
    }

    @Test
    @Order(Integer.MAX_VALUE)
    void everyDocumentedAnswerOfAnOperationWasSeen() {
        assertThat(CHECK.missing(status -> !BEFORE_AN_OPERATION.contains(status)))
                .isEmpty();
    }

    private static String created() {
        return ENDPOINTS + "/" + console.post(ENDPOINTS, admin, ASKED).text("id");
    }

    private static void withoutBody(String endpointId, String id, DeliveryState state) {
        LoggedDelivery delivery = SampleDeliveries.of(WORKSPACE, endpointId, id, Cause.EVENT, state);
        console.deliveries.remember(delivery, List.of(SampleDeliveries.attempt(delivery)));
    }

    private static Reply change(String method, String path, int version, String body) {
        return console.send(method, path, admin, Map.of("If-Match", "\"" + version + "\""), body);
    }

    private static long replaysOf(String prefix) {
        return TopicReader.readAll(broker.bootstrapServers(), Topic.REPLAYS).stream()
                .filter(record -> record.key().startsWith(prefix))
                .count();
    }
}

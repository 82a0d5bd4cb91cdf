package com.stairoids.webhooks.schemas.attempt;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.stairoids.webhooks.schemas.JsonSchemas;
import com.stairoids.webhooks.schemas.attempt.DeliveryIdentity.Coordinates;
import com.stairoids.webhooks.schemas.attempt.Happening.Attempted;
import com.stairoids.webhooks.schemas.attempt.Happening.CancelReason;
import com.stairoids.webhooks.schemas.attempt.Happening.Cancelled;
import com.stairoids.webhooks.schemas.attempt.Happening.DeadLettered;
import com.stairoids.webhooks.schemas.attempt.Happening.Failure;
import com.stairoids.webhooks.schemas.attempt.Happening.HttpHeader;
import com.stairoids.webhooks.schemas.attempt.Happening.NextAttempt;
import com.stairoids.webhooks.schemas.attempt.Happening.Outcome;
import com.stairoids.webhooks.schemas.attempt.Happening.Parked;
import com.stairoids.webhooks.schemas.attempt.Happening.Replayed;
import com.stairoids.webhooks.schemas.attempt.Happening.Request;
import com.stairoids.webhooks.schemas.attempt.Happening.Response;
import com.stairoids.webhooks.schemas.attempt.Happening.Timings;
import com.stairoids.webhooks.schemas.delivery.Cause;
import com.stairoids.webhooks.schemas.delivery.DeliveryHeaders;
import com.stairoids.webhooks.schemas.delivery.FailureReason;
import com.stairoids.webhooks.schemas.json.Json;
import com.stairoids.webhooks.schemas.json.MalformedJsonException;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class HappeningTest {
    private static final JsonSchemas SCHEMAS = JsonSchemas.published();
    private static final Instant AT = Instant.parse("2024-06-15T14:32:08.345Z");
    private static final DeliveryIdentity FIRST = DeliveryIdentity.of(
            "ep_1",
            DeliveryHeaders.ofEvent("evt_1", "signal.created", "ws_1", "dlv_1", "2024-06-15T14:32:07Z", 17, null),
            new Coordinates("stairoids.deliveries", 3, 42));
    private static final DeliveryIdentity REPLAY = new DeliveryIdentity(
            "dlv_2", "evt_1", "signal.created", "ws_1", "ep_1", "2024-06-15T14:32:07Z", Cause.REPLAY, "dlv_1", null);
    private static final Request REQUEST = new Request(
            "https://yourapp.example.com/webhooks", List.of(new HttpHeader("X-Stairoids-Signature", "[masked]")));
    private static final Attempted FAILED = new Attempted(
            FIRST,
            AT,
            1,
            Outcome.FAILED,
            new Failure(FailureReason.HTTP_STATUS, "answered 500"),
            REQUEST,
            new Response(
                    500,
                    List.of(new HttpHeader("set-cookie", "a=1"), new HttpHeader("set-cookie", "b=2")),
                    new byte[] {0, (byte) 0xFF, 'x'},
                    true),
            new Timings(AT.minusMillis(95), 40L, 95),
            new NextAttempt(AT.plusSeconds(60), "stairoids.retry-1m"));

    static Stream<Happening> everyKind() {
        return Stream.of(
                FAILED,
                new Attempted(
                        REPLAY,
                        AT,
                        1,
                        Outcome.DELIVERED,
                        null,
                        REQUEST,
                        new Response(204, List.of(), new byte[0], false),
                        new Timings(AT, null, 0),
                        null),
                new Attempted(
                        FIRST,
                        AT,
                        6,
                        Outcome.FAILED,
                        new Failure(FailureReason.DNS_FAILED, "yourapp.example.com did not resolve"),
                        REQUEST,
                        null,
                        new Timings(AT, null, 3_000),
                        null),
                new Parked(FIRST, AT, 2, "the endpoint does not answer"),
                new Cancelled(FIRST, AT, 1, CancelReason.ENDPOINT_DELETED),
                new DeadLettered(FIRST, AT, 6, new Failure(FailureReason.TIMEOUT, "no answer within 10 s"), 503),
                new DeadLettered(FIRST, AT, 6, new Failure(FailureReason.CONNECT_FAILED, "connection refused"), null),
                new Replayed(FIRST, AT, "dlv_2"));
    }

    @ParameterizedTest
    @MethodSource("everyKind")
    void everyKindIsReadAsItWasWritten(Happening happening) throws Exception {
        assertThat(Json.read(Json.write(happening), Happening.class))
                .usingRecursiveComparison()
                .isEqualTo(happening);
    }

    @ParameterizedTest
    @MethodSource("everyKind")
    void everyKindIsWrittenAsItsSchemaHasIt(Happening happening) {
        assertThat(SCHEMAS.errors("attempts", Json.writeText(happening))).isEmpty();
    }

    @Test
    void theSpellingOfAnAttemptInTheTopicIsFixed() {
        assertThat(Json.writeText(FAILED)).isEqualTo("""
                {"kind":"attempted","delivery":{"id":"dlv_1","event_id":"evt_1","event_type":"signal.created",\
                "workspace_id":"ws_1","endpoint_id":"ep_1","created_at":"2024-06-15T14:32:07Z","cause":"event",\
                "body":{"topic":"stairoids.deliveries","partition":3,"offset":42}},"at":"2024-06-15T14:32:08.345Z",\
                "attempt":1,"outcome":"failed","failure":{"reason":"http-status","error":"answered 500"},\
                "request":{"url":"https://yourapp.example.com/webhooks","headers":[{"name":"X-Stairoids-Signature",\
                "value":"[masked]"}]},"response":{"status":500,"headers":[{"name":"set-cookie","value":"a=1"},\
                {"name":"set-cookie","value":"b=2"}],"body":"AP94","body_truncated":true},\
                "timings":{"started_at":"2024-06-15T14:32:08.250Z","connect_ms":40,"total_ms":95},\
                "next_attempt":{"at":"2024-06-15T14:33:08.345Z","tier":"stairoids.retry-1m"}}""");
    }

    @Test
    void theSpellingOfTheOtherKindsIsFixed() {
        String delivery = "\"delivery\":" + Json.writeText(FIRST) + ",\"at\":\"2024-06-15T14:32:08.345Z\"";

        assertThat(everyKind().skip(3).map(Json::writeText))
                .containsExactly(
                        "{\"kind\":\"parked\"," + delivery
                                + ",\"attempts\":2,\"reason\":\"the endpoint does not answer\"}",
                        "{\"kind\":\"cancelled\"," + delivery + ",\"attempts\":1,\"reason\":\"endpoint-deleted\"}",
                        "{\"kind\":\"dead-lettered\"," + delivery
                                + ",\"attempts\":6,\"failure\":{\"reason\":\"timeout\","
                                + "\"error\":\"no answer within 10 s\"},\"last_status\":503}",
                        "{\"kind\":\"dead-lettered\"," + delivery
                                + ",\"attempts\":6,\"failure\":{\"reason\":\"connect-failed\","
                                + "\"error\":\"connection refused\"}}",
                        "{\"kind\":\"replayed\"," + delivery + ",\"replay_delivery_id\":\"dlv_2\"}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"{}", "{\"kind\":\"vanished\"}", "{\"kind\":7}", "{\"kind\":\"parked\",\"attempts\":\"x\"}"})
    void anythingElseIsMalformed(String json) {
        assertThatThrownBy(() -> Json.read(json.getBytes(UTF_8), Happening.class))
                .isInstanceOf(MalformedJsonException.class);
    }

    @Test
    void anOlderReaderPassesOverWhatANewerWriterAdded() throws Exception {
        String newer = Json.writeText(FAILED).replace("\"attempt\":1", "\"attempt\":1,\"colour\":{\"a\":[]}");

        assertThat(Json.read(newer.getBytes(UTF_8), Happening.class))
                .usingRecursiveComparison()
                .isEqualTo(FAILED);
    }
}

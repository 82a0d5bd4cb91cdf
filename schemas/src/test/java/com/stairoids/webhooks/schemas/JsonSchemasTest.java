package com.stairoids.webhooks.schemas;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.stairoids.webhooks.schemas.attempt.Happening;
import com.stairoids.webhooks.schemas.delivery.Cause;
import com.stairoids.webhooks.schemas.delivery.DeliveryHeaders;
import com.stairoids.webhooks.schemas.delivery.FailureReason;
import com.stairoids.webhooks.schemas.delivery.HeaderNames;
import com.stairoids.webhooks.schemas.delivery.HeaderText;
import com.stairoids.webhooks.schemas.delivery.Parking;
import com.stairoids.webhooks.schemas.delivery.RetryTier;
import com.stairoids.webhooks.schemas.endpoint.Subscription;
import com.stairoids.webhooks.schemas.event.EventType;
import com.stairoids.webhooks.schemas.health.EndpointHealth;
import com.stairoids.webhooks.schemas.json.Json;
import com.stairoids.webhooks.schemas.replay.ReplayRequest;
import com.stairoids.webhooks.schemas.sample.Samples;
import com.stairoids.webhooks.schemas.topic.Topic;
import java.lang.reflect.Field;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

class JsonSchemasTest {
    private static final JsonSchemas SCHEMAS = JsonSchemas.published();
    private static final Instant AT = Instant.parse("2024-06-15T14:32:08.250Z");
    private static final DeliveryHeaders DELIVERY = DeliveryHeaders.ofEvent(
                    "evt_1",
                    "signal.created",
                    "ws_1",
                    "dlv_1",
                    "2024-06-15T14:32:07Z",
                    17,
                    "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01")
            .acceptedAt(AT.minusMillis(5));

    static Stream<Map.Entry<String, String>> documents() {
        return SCHEMAS.documents().entrySet().stream();
    }

    @ParameterizedTest
    @MethodSource("documents")
    void everySchemaIsOneOfDraft202012AndNamedAfterItsFile(Map.Entry<String, String> document) throws Exception {
        JsonNode schema = Json.readTree(document.getValue());

        assertThat(SCHEMAS.errorsOfSchema(document.getValue())).isEmpty();
        assertThat(schema.path("$schema").asString()).isEqualTo("https://json-schema.org/draft/2020-12/schema");
        assertThat(schema.path("$id").asString()).endsWith("/" + document.getKey());
        assertThat(schema.path("title").asString()).isNotBlank();
    }

    @Test
    void theDocumentedExampleIsASample() {
        String sample = new String(Samples.domainEvent(EventType.SIGNAL_CREATED), UTF_8);

        assertThat(sample.replaceAll("\\s(?=([^\"]*\"[^\"]*\")*[^\"]*$)", "")).isEqualTo("""
                        {"event":"signal.created","id":"evt_01HXYZ9876STUVWX","created_at":"2024-06-15T14:32:07Z",\
                        "workspace_id":"ws_01HABC1234DEFGHI","data":{"signal":{"id":"sig_01HJKL5678MNOPQR",\
                        "type":"page_view","source":"segment","created_at":"2024-06-15T14:32:05Z",\
                        "properties":{"url":"https://www.acme.com/pricing","referrer":"https://www.google.com"},\
                        "account":{"id":"acc_01HSTU9012VWXYZ1","domain":"acme.com","name":"Acme Corp"},\
                        "contact":{"id":"con_01H2345ABCDE6789","email":"jane.doe@acme.com","name":"Jane Doe"}}}}""");
    }

    @ParameterizedTest
    @EnumSource(EventType.class)
    void aSampleIsADomainEventAndARequestBodyOfItsTypeAndOfNoOther(EventType type) {
        String sample = sample(type);

        assertThat(sample).contains(Samples.WORKSPACE_ID);
        assertThat(SCHEMAS.errors("domain-event", sample)).isEmpty();
        assertThat(SCHEMAS.errors("body", sample)).isEmpty();
        for (EventType other : EventType.values()) {
            boolean own = other == type;
            assertThat(SCHEMAS.errors("domain-event-" + other.wireName(), sample)
                            .isEmpty())
                    .isEqualTo(own);
            assertThat(SCHEMAS.errors("body-" + other.wireName(), sample).isEmpty())
                    .isEqualTo(own);
        }
    }

    @ParameterizedTest
    @EnumSource(EventType.class)
    void aDomainEventNeedsNoIdAndNoTimeAndMayHoldMore(EventType type) {
        String bare = """
                {"event":"%s","workspace_id":"ws_1","data":{"%s":{"new":[1.10]},"more":null},"source":"x"}""".formatted(type.wireName(), type.dataMember());

        assertThat(SCHEMAS.errors("domain-event", bare)).isEmpty();
        assertThat(SCHEMAS.errors("body", bare)).isNotEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"event\": \"signal.created\"|\"event\": \"signal.deleted\"",
                "\"event\": \"signal.created\"|\"event\": \"account.score_changed\"",
                "\"event\": \"signal.created\"|\"evnt\": \"signal.created\"",
                "\"workspace_id\"|\"workspace\"",
                "\"data\"|\"date\"",
                "\"signal\": {|\"signals\": {",
                "\"id\": \"evt_01HXYZ9876STUVWX\"|\"id\": \"evt 1\"",
                "\"id\": \"evt_01HXYZ9876STUVWX\"|\"id\": \"\"",
                "\"id\": \"evt_01HXYZ9876STUVWX\"|\"id\": 7",
                "\"2024-06-15T14:32:07Z\"|\"2024-06-15T14:32:07+02:00\"",
                "\"2024-06-15T14:32:07Z\"|1718461927",
                "\"ws_01HABC1234DEFGHI\"|\"ws/1\""
            })
    void aBrokenDomainEventIsFound(String part, String broken) {
        String event = sample(EventType.SIGNAL_CREATED);
        assertThat(event).contains(part);

        assertThat(SCHEMAS.errors("domain-event", event.replace(part, broken))).isNotEmpty();
    }

    @Test
    void aBodyHasNoOtherMembers() {
        String more = sample(EventType.SIGNAL_CREATED).replaceFirst("\\{", "{\"source\": \"x\",");

        assertThat(SCHEMAS.errors("body", more)).isNotEmpty();
    }

    @Test
    void theSampleEndpointIsOne() throws Exception {
        String sample = new String(Samples.subscription(), UTF_8);

        assertThat(SCHEMAS.errors("subscription", sample)).isEmpty();
        assertThat(Json.readTree(Json.writeText(Json.read(Samples.subscription(), Subscription.class))))
                .isEqualTo(Json.readTree(sample));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"enabled\"|\"on\"",
                "\"version\": 3|\"version\": 0",
                "\"version\": 3|\"version\": \"3\"",
                "\"rate_limit\": 50|\"rate_limit\": 0",
                "\"url\"|\"uri\"",
                "[\"signal.created\", \"account.score_changed\"]|[]",
                "\"X-Tenant\"|\"X Tenant\"",
                "\"updated_at\": \"2024-06-20T08:30:00Z\"|\"updated_at\": \"today\"",
                "AQIDBAUGBwgJCgsMDQ4PEBESExQVFhcYGRobHB0eHyA=|whsec_in_clear"
            })
    void aBrokenEndpointIsFound(String part, String broken) {
        String endpoint = new String(Samples.subscription(), UTF_8);
        assertThat(endpoint).contains(part);

        assertThat(SCHEMAS.errors("subscription", endpoint.replace(part, broken)))
                .isNotEmpty();
    }

    @Test
    void theSampleHealthIsOne() throws Exception {
        String sample = new String(Samples.endpointHealth(), UTF_8);

        assertThat(SCHEMAS.errors("endpoint-health", sample)).isEmpty();
        assertThat(SCHEMAS.errors("endpoint-health", sample.replace("\"open\"", "\"ajar\"")))
                .isNotEmpty();
        assertThat(Json.readTree(Json.writeText(Json.read(Samples.endpointHealth(), EndpointHealth.class))))
                .isEqualTo(Json.readTree(sample));
        assertThat(texts(Json.readTree(SCHEMAS.documents().getOrDefault("endpoint-health.json", ""))
                        .at("/properties/state/enum")))
                .containsExactlyElementsOf(Arrays.stream(EndpointHealth.State.values())
                        .map(EndpointHealth.State::wireName)
                        .toList());
    }

    @Test
    void theSampleHappeningsAreSuchAndOfEveryKind() throws Exception {
        List<String> samples = Samples.happenings().stream()
                .map(bytes -> new String(bytes, UTF_8))
                .toList();

        for (String sample : samples) {
            assertThat(SCHEMAS.errors("attempts", sample)).isEmpty();
            assertThat(Json.readTree(Json.writeText(Json.read(sample.getBytes(UTF_8), Happening.class))))
                    .isEqualTo(Json.readTree(sample));
        }
        assertThat(String.join("", samples))
                .contains(
                        "\"kind\": \"attempted\"",
                        "\"kind\": \"parked\"",
                        "\"kind\": \"cancelled\"",
                        "\"kind\": \"dead-lettered\"",
                        "\"kind\": \"replayed\"");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"kind\": \"attempted\"|\"kind\": \"tried\"",
                "\"outcome\": \"failed\"|\"outcome\": \"delivered\"",
                "\"outcome\": \"failed\"|\"outcome\": \"unknown\"",
                "\"failure\": {|\"fault\": {",
                "\"http-status\"|\"HTTP_STATUS\"",
                "\"attempt\": 1|\"attempt\": 0",
                "\"attempt\": 1|\"attempt\": 7",
                "stairoids.retry-1m|stairoids.retry-1h",
                "\"cause\": \"event\"|\"cause\": \"why\"",
                "\"endpoint_id\"|\"endpoint\"",
                "\"body_truncated\": false|\"body_truncated\": \"no\"",
                "VHJ5IGFnYWluIGxhdGVy|try again later"
            })
    void aBrokenHappeningIsFound(String part, String broken) {
        String failed = new String(Samples.happenings().getFirst(), UTF_8);
        assertThat(failed).contains(part);

        assertThat(SCHEMAS.errors("attempts", failed.replace(part, broken))).isNotEmpty();
    }

    @Test
    void theSchemasKnowEveryCodeThatJavaKnows() throws Exception {
        JsonNode definitions = Json.readTree(SCHEMAS.documents().getOrDefault("definitions.json", ""))
                .path("$defs");

        assertThat(texts(definitions.at("/event_type/enum")))
                .containsExactlyElementsOf(Arrays.stream(EventType.values())
                        .map(EventType::wireName)
                        .toList());
        assertThat(texts(definitions.at("/failure_reason/enum")))
                .containsExactlyElementsOf(Arrays.stream(FailureReason.values())
                        .map(FailureReason::code)
                        .toList());
        assertThat(texts(definitions.at("/cause/enum")))
                .containsExactlyElementsOf(
                        Arrays.stream(Cause.values()).map(Cause::wireName).toList());
        assertThat(texts(Json.readTree(SCHEMAS.documents().getOrDefault("attempts.json", ""))
                        .at("/$defs/attempted/properties/next_attempt/properties/tier/enum")))
                .containsExactlyElementsOf(Arrays.stream(RetryTier.values())
                        .map(RetryTier::topic)
                        .map(Topic::topicName)
                        .toList());
    }

    @Test
    void theHeadersOfADeliveryAreAsDescribed() {
        Headers fresh = DELIVERY.toHeaders();
        Headers waiting =
                DELIVERY.failed(AT, "answered 500").dueAt(AT.plusSeconds(60)).toHeaders();

        Headers parked = DELIVERY.parking(Parking.NEVER
                        .parked(AT)
                        .released(AT.plusMillis(5), new Parking.Release("epoch", 3))
                        .parked(AT.plusMillis(7)))
                .toHeaders();
        Headers released = DELIVERY.parking(
                        Parking.NEVER.parked(AT).released(AT.plusMillis(5), new Parking.Release("epoch", 3)))
                .toHeaders();

        assertThat(SCHEMAS.errors("delivery-headers", shown(parked))).isEmpty();
        assertThat(SCHEMAS.errors("delivery-headers", shown(released))).isEmpty();
        assertThat(SCHEMAS.errors("delivery-headers", shown(fresh))).isEmpty();
        assertThat(SCHEMAS.errors("delivery-headers", shown(waiting))).isEmpty();
        assertThat(SCHEMAS.errors("delivery-headers", shown(waiting.remove(HeaderNames.ACCEPTED_AT))))
                .isEmpty();
        assertThat(SCHEMAS.errors("delivery-headers", shown(fresh.remove(HeaderNames.CAUSE))))
                .isNotEmpty();
    }

    @Test
    void theHeadersOfADeadLetterAreAsDescribed() {
        Headers headers = DELIVERY.failed(AT, "answered 500").toHeaders();
        HeaderText.write(headers, HeaderNames.REASON, FailureReason.HTTP_STATUS.code());
        HeaderText.write(headers, HeaderNames.LAST_STATUS, 500);
        HeaderText.write(headers, HeaderNames.LAST_ATTEMPT_AT, AT);
        HeaderText.write(headers, HeaderNames.DEAD_LETTERED_AT, AT);

        assertThat(SCHEMAS.errors("dead-letter-headers", shown(headers))).isEmpty();
        assertThat(SCHEMAS.errors("dead-letter-headers", shown(headers.remove(HeaderNames.EVENT_ID))))
                .isNotEmpty();
    }

    @Test
    void aDeadLetterThatWasNeverTriedHasNoLastAttempt() {
        Headers headers = DELIVERY.toHeaders();
        HeaderText.write(headers, HeaderNames.REASON, FailureReason.ENDPOINT_UNAVAILABLE.code());
        HeaderText.write(headers, HeaderNames.LAST_ERROR, "parked for 24 h");
        HeaderText.write(headers, HeaderNames.DEAD_LETTERED_AT, AT);

        assertThat(SCHEMAS.errors("dead-letter-headers", shown(headers))).isEmpty();
        HeaderText.write(headers, HeaderNames.REASON, FailureReason.TIMEOUT.code());
        assertThat(SCHEMAS.errors("dead-letter-headers", shown(headers))).isNotEmpty();
    }

    @Test
    void theHeadersOfARecordThatWasNoDeliveryAreAsDescribed() throws Exception {
        String malformed = """
                {"reason":"malformed-delivery","last-error":"header cause is missing",
                 "dead-lettered-at":"2024-06-15T14:32:08.250Z","source-topic":"stairoids.deliveries",
                 "source-partition":"3","source-offset":"42","anything":"else"}""";

        assertThat(SCHEMAS.errors("dead-letter-headers", malformed)).isEmpty();
        assertThat(SCHEMAS.errors("dead-letter-headers", malformed.replace("source-offset", "offset")))
                .isNotEmpty();
    }

    @Test
    void theHeadersOfARequestForAReplayAreAsDescribed() {
        DeliveryHeaders dead = DELIVERY.failed(AT, "answered 500");
        Headers once = new ReplayRequest("ep_1", dead, null).toHeaders();
        Headers again = new ReplayRequest("ep_1", dead, "monday").toHeaders();

        assertThat(SCHEMAS.errors("replay-request-headers", shown(once))).isEmpty();
        assertThat(SCHEMAS.errors("replay-request-headers", shown(again))).isEmpty();
        assertThat(SCHEMAS.errors("replay-request-headers", shown(again.remove(HeaderNames.ENDPOINT_ID))))
                .isNotEmpty();
        assertThat(SCHEMAS.errors("replay-request-headers", shown(once.remove(HeaderNames.EVENT_ID))))
                .isNotEmpty();
    }

    @Test
    void theNoteOfAResubmissionIsNoRejection() {
        String note = "{\"resubmission-of\":\"3:17\"}";

        assertThat(SCHEMAS.errors("rejected-event-headers", note)).isEmpty();
        assertThat(SCHEMAS.errors("rejected-event-headers", note.replace("3:17", "3")))
                .isNotEmpty();
        assertThat(SCHEMAS.errors("rejected-event-headers", note.replace("{", "{\"reason\":\"bad-id\",")))
                .isNotEmpty();
        assertThat(SCHEMAS.errors("rejected-event-headers", "{}")).isNotEmpty();
    }

    @Test
    void aRejectedEventHasItsOwnHeadersAndHowManyAreNotKept() {
        String headers = """
                {"reason":"malformed-json","remedy":"Do better.","source-topic":"stairoids.signals","source-partition":"0",
                 "source-offset":"42","source-timestamp":"2026-01-31T12:00:00Z","source-size":"9","source-key-size":"3",
                 "source-header-traceparent":"any","source-headers-left-out":"1"}""";

        assertThat(SCHEMAS.errors("rejected-event-headers", headers)).isEmpty();
        assertThat(SCHEMAS.errors("rejected-event-headers", headers.replace("out\":\"1", "out\":\"0")))
                .isNotEmpty();
        assertThat(SCHEMAS.errors("rejected-event-headers", headers.replace("\"any\"", "1")))
                .isNotEmpty();
    }

    @Test
    void everyHeaderNameIsDescribed() throws Exception {
        String all = SCHEMAS.documents().getOrDefault("delivery-headers.json", "")
                + SCHEMAS.documents().getOrDefault("dead-letter-headers.json", "")
                + SCHEMAS.documents().getOrDefault("replay-request-headers.json", "")
                + SCHEMAS.documents().getOrDefault("rejected-event-headers.json", "");

        for (Field name : HeaderNames.class.getFields()) {
            assertThat(all).contains("\"" + name.get(null) + "\": {");
        }
    }

    private static String sample(EventType type) {
        return new String(Samples.domainEvent(type), UTF_8);
    }

    private static List<String> texts(JsonNode array) {
        return array.valueStream().map(JsonNode::asString).toList();
    }

    private static String shown(Headers headers) {
        Map<String, String> shown = new LinkedHashMap<>();
        for (Header header : headers) {
            shown.put(header.key(), new String(header.value(), UTF_8));
        }
        return Json.writeText(shown);
    }
}

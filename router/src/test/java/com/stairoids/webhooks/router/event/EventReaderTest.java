package com.stairoids.webhooks.router.event;

import static com.stairoids.webhooks.router.rejection.RejectionReason.BAD_CREATED_AT;
import static com.stairoids.webhooks.router.rejection.RejectionReason.BAD_TIMESTAMP;
import static com.stairoids.webhooks.router.rejection.RejectionReason.OVERSIZE;
import static com.stairoids.webhooks.router.rejection.RejectionReason.TOO_DEEP;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.stairoids.webhooks.router.BadRecord;
import com.stairoids.webhooks.router.intake.SourceRecord;
import com.stairoids.webhooks.router.rejection.Rejection;
import com.stairoids.webhooks.schemas.event.Identifiers;
import java.time.Duration;
import java.time.Instant;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class EventReaderTest {
    private static final int MAX_EVENT_BYTES = 100_000;
    private static final long NOW = Instant.parse("2026-11-01T12:00:00.123Z").toEpochMilli();
    private static final String GOOD = BadRecord.GOOD;

    private final EventReader reader = new EventReader(MAX_EVENT_BYTES);

    @Test
    void writesTheFiveMembersInTheDocumentedOrderWhateverTheSources() {
        Reading reading = read("""
                {
                  "data": { "signal" : {"a" : [1, 2]} },
                  "source": {"dropped": [true]},
                  "workspace_id": "ws_1",
                  "created_at": "2024-06-15T14:32:07Z",
                  "id": "evt_1",
                  "event": "signal.created"
                }
                """);

        assertThat(body(reading))
                .isEqualTo("{\"event\":\"signal.created\",\"id\":\"evt_1\",\"created_at\":\"2024-06-15T14:32:07Z\","
                        + "\"workspace_id\":\"ws_1\",\"data\":{ \"signal\" : {\"a\" : [1, 2]} }}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"signal\":{\"n\":1.10,\"m\":12345678901234567890,\"e\":1e-7,\"E\":-0.0E+05}}",
                "{\"z\":1,\"a\":2,\"signal\":{\"z\":1,\"a\":2}}",
                "{\"signal\":{\"s\":\"\\u00e9\\/\\ud83d\\ude00\\n\\\"\\\\\"}}",
                "{\"signal\":{\"s\":\"é😀\u2028\u007F\"},\"日本\":\"語\"}",
                "{\"signal\":{\"lone\":\"\\ud800\"}}",
                "{\"signal\":{\"x\":1,\"x\":2},\"unknown\":null,\"unknown\":[]}",
                "{\"signal\":1,\"signal\":{}}",
                "{\"\\u0073ignal\":{}}",
                "{\n\t\"signal\" :\r\n {\"deep\":[[[{}]]]} }",
                "{\"signal\":{\"}\":\"{\"}}",
            })
    void handsOnDataAsItsSourceWroteIt(String data) {
        Reading reading = read("{\"workspace_id\":\"ws_é\",\"x\":\"é😀\",\"event\":\"signal.created\",\"data\": "
                        .replace("ws_é", "ws_1")
                + data + " }");

        assertThat(body(reading)).endsWith(",\"data\":" + data + "}");
    }

    @Test
    void handsOnNumbersAndStringsAsLongAsTheEventMayBe() {
        String data = "{\"signal\":{\"n\":" + "9".repeat(40_000) + ",\"s\":\"" + "é".repeat(10_000) + "\",\""
                + "k".repeat(30_000) + "\":1}}";

        Reading reading = read("{\"event\":\"signal.created\",\"workspace_id\":\"ws_1\",\"data\":" + data + "}");

        assertThat(body(reading)).endsWith(data + "}");
    }

    @Test
    void takesEscapedMemberNamesForWhatTheyDecodeTo() {
        Reading reading = read("{\"\\u0065vent\":\"signal.\\u0063reated\",\"workspace\\u005fid\":\"\\u0077s_1\","
                + "\"\\u0064ata\":{\"signal\":{}}}");

        assertThat(body(reading)).contains("\"event\":\"signal.created\"", "\"workspace_id\":\"ws_1\"");
    }

    @Test
    void derivesWhatTheSourceLeftOutFromTheRecord() {
        DomainEvent event = accepted(read(GOOD));

        assertThat(event.id()).isEqualTo(Identifiers.derivedEventId("stairoids.signals", 3, 42, NOW));
        assertThat(event.createdAt()).isEqualTo("2026-11-01T12:00:00.123Z");
        assertThat(body(read(GOOD))).contains(event.id(), "\"created_at\":\"2026-11-01T12:00:00.123Z\"");
    }

    @Test
    void readsARecordTwiceAsTheSameEvent() {
        DomainEvent first = accepted(read(GOOD));

        DomainEvent second =
                accepted(new EventReader(MAX_EVENT_BYTES).read(record(GOOD.getBytes(UTF_8), NOW), NOW + 999));

        assertThat(second.body()).isEqualTo(first.body());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1970-01-01T00:00:00Z",
                "2024-06-15T14:32:07.123456789Z",
                "2024-06-15T14:32:07.10Z",
                "2026-11-02T12:00:00.123Z",
            })
    void keepsTheSpellingOfCreatedAt(String createdAt) {
        Reading reading = read(BadRecord.with("\"created_at\":\"" + createdAt + "\""));

        assertThat(body(reading)).contains("\"created_at\":\"" + createdAt + "\"");
    }

    @Test
    void refusesACreatedAtMoreThanADayAfterTheRecord() {
        Reading reading = read(BadRecord.with("\"created_at\":\"2026-11-02T12:00:00.124Z\""));

        assertThat(rejection(reading).reason()).isEqualTo(BAD_CREATED_AT);
    }

    @Test
    void takesARecordsTimestampUpToADayAhead() {
        long ahead = NOW + Duration.ofDays(1).toMillis();

        assertThat(reader.read(record(GOOD.getBytes(UTF_8), ahead), NOW)).isInstanceOf(Reading.Accepted.class);
        assertThat(rejection(reader.read(record(GOOD.getBytes(UTF_8), ahead + 1), NOW))
                        .reason())
                .isEqualTo(BAD_TIMESTAMP);
    }

    @Test
    void takesNestingUpToAThousandLevels() {
        // The root, data and signal are three.
        assertThat(read(nested(997))).isInstanceOf(Reading.Accepted.class);
        assertThat(rejection(read(nested(998))).reason()).isEqualTo(TOO_DEEP);
        assertThat(rejection(read(nested(10_000))).reason()).isEqualTo(TOO_DEEP);
    }

    @Test
    void takesAnEventUpToTheLargestSize() {
        String room = " ".repeat(MAX_EVENT_BYTES - GOOD.length());

        assertThat(read(GOOD + room)).isInstanceOf(Reading.Accepted.class);
        assertThat(rejection(read(GOOD + room + " ")).reason()).isEqualTo(OVERSIZE);
    }

    @ParameterizedTest
    @MethodSource("com.stairoids.webhooks.router.BadRecord#all")
    void refuses(BadRecord bad) {
        Rejection rejection = rejection(reader.read(record(bad.value(), NOW), NOW));

        assertThat(rejection.reason()).as(rejection.remedy()).isEqualTo(bad.reason());
        assertThat(rejection.remedy())
                .doesNotContainPattern("\\p{Cntrl}")
                .endsWith(bad.reason().remedy());
    }

    private static String nested(int levels) {
        return GOOD.replace("\"x\":1", "\"x\":" + "[".repeat(levels) + "]".repeat(levels));
    }

    private Reading read(String json) {
        return reader.read(record(json.getBytes(UTF_8), NOW), NOW);
    }

    private static SourceRecord record(byte @Nullable [] value, long timestamp) {
        return new SourceRecord(
                "stairoids.signals",
                3,
                42,
                timestamp,
                null,
                value,
                0,
                value == null ? 0 : value.length,
                new RecordHeaders());
    }

    private static DomainEvent accepted(Reading reading) {
        assertThat(reading).isInstanceOf(Reading.Accepted.class);
        return ((Reading.Accepted) reading).event();
    }

    private static String body(Reading reading) {
        return new String(accepted(reading).body(), UTF_8);
    }

    private static Rejection rejection(Reading reading) {
        assertThat(reading).isInstanceOf(Reading.Refused.class);
        return ((Reading.Refused) reading).rejection();
    }
}

package com.stairoids.webhooks.router.event;

import static com.stairoids.webhooks.router.rejection.RejectionReason.*;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import com.stairoids.webhooks.router.intake.SourceRecord;
import com.stairoids.webhooks.router.rejection.Rejection;
import com.stairoids.webhooks.router.rejection.RejectionReason;
import com.stairoids.webhooks.schemas.event.Identifiers;
import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.Stream;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class EventReaderTest {
    private static final int MAX_EVENT_BYTES = 100_000;
    private static final long NOW = Instant.parse("2026-11-01T12:00:00.123Z").toEpochMilli();
    private static final String GOOD =
            "{\"event\":\"signal.created\",\"workspace_id\":\"ws_1\",\"data\":{\"signal\":{\"x\":1}}}";

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
        Reading reading = read(with("\"created_at\":\"" + createdAt + "\""));

        assertThat(body(reading)).contains("\"created_at\":\"" + createdAt + "\"");
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
    @MethodSource("badRecords")
    void refuses(RejectionReason reason, byte @Nullable [] value) {
        Rejection rejection = rejection(reader.read(record(value, NOW), NOW));

        assertThat(rejection.reason()).as(rejection.remedy()).isEqualTo(reason);
        assertThat(rejection.remedy()).doesNotContainPattern("\\p{Cntrl}").endsWith(reason.remedy());
    }

    static Stream<Arguments> badRecords() {
        return Stream.of(bytes(), json(), members()).flatMap(arguments -> arguments);
    }

    private static Stream<Arguments> bytes() {
        return Stream.of(
                argumentSet("null", NULL_VALUE, null),
                argumentSet("empty", EMPTY_VALUE, new byte[0]),
                argumentSet("Latin-1", INVALID_UTF_8, with("\"x\":\"é\"").getBytes(ISO_8859_1)),
                argumentSet("an overlong slash", INVALID_UTF_8, spliced(0xC0, 0xAF)),
                argumentSet("an encoded surrogate", INVALID_UTF_8, spliced(0xED, 0xA0, 0x80)),
                argumentSet("above U+10FFFF", INVALID_UTF_8, spliced(0xF4, 0x90, 0x80, 0x80)),
                argumentSet("a character cut off by the end", INVALID_UTF_8, concat(GOOD.getBytes(UTF_8), 0xE2, 0x82)),
                argumentSet("a byte-order mark", INVALID_UTF_8, ("\uFEFF" + GOOD).getBytes(UTF_8)),
                argumentSet("UTF-16 with a mark", INVALID_UTF_8, ("\uFEFF" + GOOD).getBytes(UTF_16BE)),
                argumentSet("UTF-16BE", MALFORMED_JSON, GOOD.getBytes(UTF_16BE)),
                argumentSet("UTF-16LE", MALFORMED_JSON, GOOD.getBytes(UTF_16LE)),
                argumentSet("UTF-32", MALFORMED_JSON, GOOD.getBytes(Charset.forName("UTF-32BE"))),
                argumentSet(
                        "a NUL in a string",
                        MALFORMED_JSON,
                        with("\"x\":\"\0\"").getBytes(UTF_8)),
                argumentSet("a NUL after the object", MALFORMED_JSON, (GOOD + "\0").getBytes(UTF_8)),
                argumentSet("Avro", MALFORMED_JSON, new byte[] {0, 0, 0, 0, 7, 2, 4}));
    }

    private static Stream<Arguments> json() {
        Stream<String> malformed = Stream.of(
                " \n",
                "hello",
                "{",
                GOOD.substring(0, GOOD.length() - 1),
                GOOD + "}",
                GOOD + GOOD,
                GOOD + "\n" + GOOD,
                GOOD + " x",
                GOOD + ",",
                "{,}",
                "{'event':1}",
                "{event:1}",
                "{\"a\":1,}",
                "{\"a\" 1}",
                "{\"a\":}",
                "{\"a\":1 \"b\":2}",
                "{\"a\":01}",
                "{\"a\":1.}",
                "{\"a\":.5}",
                "{\"a\":+1}",
                "{\"a\":1e}",
                "{\"a\":-}",
                "{\"a\":0x1F}",
                "{\"a\":1_000}",
                "{\"a\":NaN}",
                "{\"a\":Infinity}",
                "{\"a\":truex}",
                "{\"a\":nul}",
                "{\"a\":[1,]}",
                "{\"a\":[1}",
                "{\"a\":\"\\x41\"}",
                "{\"a\":\"\\u12G4\"}",
                "{\"a\":\"tab\there\"}",
                "{\"a\":\"unterminated}",
                "{\"a\":1 /* comment */}",
                "// comment\n" + GOOD,
                "\u00A0" + GOOD,
                "{\"data\":{\"signal\":{\"a\":01}}}",
                "{\"data\":{\"signal\":{\"a\":\"\\x41\"}}}",
                "{\"data\":{\"signal\":{\"a\":1 \"b\":2}}}",
                "{\"data\":{\"signal\":[}}");
        return Stream.concat(
                malformed.map(value -> argumentSet("<" + value + ">", MALFORMED_JSON, value.getBytes(UTF_8))),
                Stream.of("[" + GOOD + "]", "null", "true", "12", "\"text\"")
                        .map(value -> argumentSet(value, NOT_AN_OBJECT, value.getBytes(UTF_8))));
    }

    private static Stream<Arguments> members() {
        return Stream.of(
                bad(REPEATED_MEMBER, with("\"event\":\"signal.created\"")),
                bad(REPEATED_MEMBER, with("\"\\u0064ata\":{\"signal\":{}}")),
                bad(REPEATED_MEMBER, with("\"id\":\"a\",\"id\":\"a\"")),
                bad(REPEATED_MEMBER, with("\"other\":1,\"other\":2")),
                bad(MISSING_MEMBER, "{}"),
                bad(MISSING_MEMBER, GOOD.replace("\"event\"", "\"Event\"")),
                bad(MISSING_MEMBER, GOOD.replace("workspace_id", "workspaceId")),
                bad(MISSING_MEMBER, GOOD.replace("\"data\"", "\"payload\"")),
                bad(BAD_MEMBER, GOOD.replace("\"signal.created\"", "null")),
                bad(BAD_MEMBER, GOOD.replace("\"signal.created\"", "1")),
                bad(BAD_MEMBER, GOOD.replace("\"ws_1\"", "17")),
                bad(BAD_MEMBER, GOOD.replace("{\"signal\":{\"x\":1}}", "[{\"signal\":{}}]")),
                bad(BAD_MEMBER, GOOD.replace("{\"signal\":{\"x\":1}}", "\"{}\"")),
                bad(BAD_MEMBER, GOOD.replace("{\"signal\":{\"x\":1}}", "null")),
                bad(UNKNOWN_TYPE, GOOD.replace("signal.created", "signal.deleted")),
                bad(UNKNOWN_TYPE, GOOD.replace("signal.created", "Signal.Created")),
                bad(UNKNOWN_TYPE, GOOD.replace("signal.created", "")),
                bad(UNKNOWN_TYPE, GOOD.replace("signal.created", "\\u0000\\n".repeat(2000))),
                bad(WRONG_TOPIC, GOOD.replace("signal.created", "account.score_changed")),
                bad(BAD_WORKSPACE_ID, GOOD.replace("ws_1", "")),
                bad(BAD_WORKSPACE_ID, GOOD.replace("ws_1", "ws/1")),
                bad(BAD_WORKSPACE_ID, GOOD.replace("ws_1", "w".repeat(129))),
                bad(BAD_WORKSPACE_ID, GOOD.replace("ws_1", "ws_\\ud800")),
                bad(BAD_ID, with("\"id\":null")),
                bad(BAD_ID, with("\"id\":17")),
                bad(BAD_ID, with("\"id\":\"\"")),
                bad(BAD_ID, with("\"id\":\"a b\"")),
                bad(BAD_ID, with("\"id\":\"a\\n\"")),
                bad(BAD_ID, with("\"id\":\"" + "i".repeat(129) + "\"")),
                bad(BAD_CREATED_AT, with("\"created_at\":null")),
                bad(BAD_CREATED_AT, with("\"created_at\":1718461927")),
                bad(BAD_CREATED_AT, with("\"created_at\":\"yesterday\"")),
                bad(BAD_CREATED_AT, with("\"created_at\":\"2024-06-15T14:32:07+02:00\"")),
                bad(BAD_CREATED_AT, with("\"created_at\":\"2024-06-15 14:32:07Z\"")),
                bad(BAD_CREATED_AT, with("\"created_at\":\"2023-02-29T00:00:00Z\"")),
                bad(BAD_CREATED_AT, with("\"created_at\":\"1969-12-31T23:59:59Z\"")),
                bad(BAD_CREATED_AT, with("\"created_at\":\"2026-11-02T12:00:00.124Z\"")),
                bad(MISSING_DATA_OBJECT, GOOD.replace("\"signal\"", "\"account\"")),
                bad(MISSING_DATA_OBJECT, GOOD.replace("{\"x\":1}", "null")),
                bad(MISSING_DATA_OBJECT, GOOD.replace("{\"x\":1}", "[{}]")),
                bad(MISSING_DATA_OBJECT, GOOD.replace("{\"x\":1}", "{},\"signal\":1")),
                bad(MISSING_DATA_OBJECT, GOOD.replace("{\"signal\":{\"x\":1}}", "{}")),
                bad(MISSING_DATA_OBJECT, GOOD.replace("{\"signal\":{\"x\":1}}", "{\"inner\":{\"signal\":{}}}")));
    }

    private static Arguments bad(RejectionReason reason, String json) {
        return argumentSet(json.substring(0, Math.min(json.length(), 120)), reason, json.getBytes(UTF_8));
    }

    /** The good event with more top-level members. */
    private static String with(String members) {
        return GOOD.substring(0, GOOD.length() - 1) + "," + members + "}";
    }

    /** The good event with these bytes in a string inside data. */
    private static byte[] spliced(int... bytes) {
        int at = GOOD.indexOf("{\"x\"");
        byte[] head = (GOOD.substring(0, at) + "{\"s\":\"").getBytes(UTF_8);
        byte[] tail = ("\"," + GOOD.substring(at + 1)).getBytes(UTF_8);
        ByteArrayOutputStream whole = new ByteArrayOutputStream();
        whole.writeBytes(concat(head, bytes));
        whole.writeBytes(tail);
        return whole.toByteArray();
    }

    private static byte[] concat(byte[] head, int... bytes) {
        ByteArrayOutputStream whole = new ByteArrayOutputStream();
        whole.writeBytes(head);
        for (int each : bytes) {
            whole.write(each);
        }
        return whole.toByteArray();
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

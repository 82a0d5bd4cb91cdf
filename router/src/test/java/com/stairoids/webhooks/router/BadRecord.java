package com.stairoids.webhooks.router;

import static com.stairoids.webhooks.router.rejection.RejectionReason.BAD_CREATED_AT;
import static com.stairoids.webhooks.router.rejection.RejectionReason.BAD_ID;
import static com.stairoids.webhooks.router.rejection.RejectionReason.BAD_MEMBER;
import static com.stairoids.webhooks.router.rejection.RejectionReason.BAD_WORKSPACE_ID;
import static com.stairoids.webhooks.router.rejection.RejectionReason.EMPTY_VALUE;
import static com.stairoids.webhooks.router.rejection.RejectionReason.INVALID_UTF_8;
import static com.stairoids.webhooks.router.rejection.RejectionReason.MALFORMED_JSON;
import static com.stairoids.webhooks.router.rejection.RejectionReason.MISSING_DATA_OBJECT;
import static com.stairoids.webhooks.router.rejection.RejectionReason.MISSING_MEMBER;
import static com.stairoids.webhooks.router.rejection.RejectionReason.NOT_AN_OBJECT;
import static com.stairoids.webhooks.router.rejection.RejectionReason.NULL_VALUE;
import static com.stairoids.webhooks.router.rejection.RejectionReason.REPEATED_MEMBER;
import static com.stairoids.webhooks.router.rejection.RejectionReason.UNKNOWN_TYPE;
import static com.stairoids.webhooks.router.rejection.RejectionReason.WRONG_TOPIC;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.stairoids.webhooks.router.rejection.RejectionReason;
import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A record of the signals that is refused whatever the router's clock and limits. */
public record BadRecord(String what, RejectionReason reason, byte @Nullable [] value) {
    /** The event that most of them come from. */
    public static final String GOOD =
            "{\"event\":\"signal.created\",\"workspace_id\":\"ws_1\",\"data\":{\"signal\":{\"x\":1}}}";

    @Override
    public String toString() {
        return reason.code() + ": " + what.substring(0, Math.min(what.length(), 120));
    }

    public static Stream<BadRecord> all() {
        return Stream.of(bytes(), json(), members()).flatMap(records -> records);
    }

    private static Stream<BadRecord> bytes() {
        return Stream.of(
                new BadRecord("null", NULL_VALUE, null),
                new BadRecord("empty", EMPTY_VALUE, new byte[0]),
                new BadRecord("Latin-1", INVALID_UTF_8, with("\"x\":\"é\"").getBytes(ISO_8859_1)),
                new BadRecord("an overlong slash", INVALID_UTF_8, spliced(0xC0, 0xAF)),
                new BadRecord("an encoded surrogate", INVALID_UTF_8, spliced(0xED, 0xA0, 0x80)),
                new BadRecord("above U+10FFFF", INVALID_UTF_8, spliced(0xF4, 0x90, 0x80, 0x80)),
                new BadRecord(
                        "a character cut off by the end", INVALID_UTF_8, concat(GOOD.getBytes(UTF_8), 0xE2, 0x82)),
                new BadRecord("a byte-order mark", INVALID_UTF_8, ("\uFEFF" + GOOD).getBytes(UTF_8)),
                new BadRecord("UTF-16 with a mark", INVALID_UTF_8, ("\uFEFF" + GOOD).getBytes(UTF_16BE)),
                new BadRecord("UTF-16BE", MALFORMED_JSON, GOOD.getBytes(UTF_16BE)),
                new BadRecord("UTF-16LE", MALFORMED_JSON, GOOD.getBytes(UTF_16LE)),
                new BadRecord("UTF-32", MALFORMED_JSON, GOOD.getBytes(Charset.forName("UTF-32BE"))),
                new BadRecord(
                        "a NUL in a string",
                        MALFORMED_JSON,
                        with("\"x\":\"\0\"").getBytes(UTF_8)),
                new BadRecord("a NUL after the object", MALFORMED_JSON, (GOOD + "\0").getBytes(UTF_8)),
                new BadRecord("Avro", MALFORMED_JSON, new byte[] {0, 0, 0, 0, 7, 2, 4}));
    }

    private static Stream<BadRecord> json() {
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
                malformed.map(value -> new BadRecord(value, MALFORMED_JSON, value.getBytes(UTF_8))),
                Stream.of("[" + GOOD + "]", "null", "true", "12", "\"text\"")
                        .map(value -> new BadRecord(value, NOT_AN_OBJECT, value.getBytes(UTF_8))));
    }

    private static Stream<BadRecord> members() {
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
                bad(BAD_CREATED_AT, with("\"created_at\":\"9999-12-31T23:59:59Z\"")),
                bad(MISSING_DATA_OBJECT, GOOD.replace("\"signal\"", "\"account\"")),
                bad(MISSING_DATA_OBJECT, GOOD.replace("{\"x\":1}", "null")),
                bad(MISSING_DATA_OBJECT, GOOD.replace("{\"x\":1}", "[{}]")),
                bad(MISSING_DATA_OBJECT, GOOD.replace("{\"x\":1}", "{},\"signal\":1")),
                bad(MISSING_DATA_OBJECT, GOOD.replace("{\"signal\":{\"x\":1}}", "{}")),
                bad(MISSING_DATA_OBJECT, GOOD.replace("{\"signal\":{\"x\":1}}", "{\"inner\":{\"signal\":{}}}")));
    }

    private static BadRecord bad(RejectionReason reason, String json) {
        return new BadRecord(json, reason, json.getBytes(UTF_8));
    }

    /** The good event with more top-level members. */
    public static String with(String members) {
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
}

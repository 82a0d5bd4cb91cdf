package com.stairoids.webhooks.router.event;

import static com.stairoids.webhooks.router.rejection.RejectionReason.BAD_CREATED_AT;
import static com.stairoids.webhooks.router.rejection.RejectionReason.BAD_ID;
import static com.stairoids.webhooks.router.rejection.RejectionReason.BAD_MEMBER;
import static com.stairoids.webhooks.router.rejection.RejectionReason.MALFORMED_JSON;
import static com.stairoids.webhooks.router.rejection.RejectionReason.NOT_AN_OBJECT;
import static com.stairoids.webhooks.router.rejection.RejectionReason.REPEATED_MEMBER;
import static com.stairoids.webhooks.router.rejection.RejectionReason.TOO_DEEP;

import com.stairoids.webhooks.router.rejection.RejectionReason;
import com.stairoids.webhooks.schemas.event.EventType;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.TokenStreamFactory;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.json.JsonFactory;

/**
 * Reads the top-level members and finds where {@code data} stands. Nothing inside {@code data} is decoded: numbers of
 * any length, escapes, repeated and unknown members are checked for being JSON and passed over.
 */
final class EnvelopeParser {
    /** Bound on nesting; a receiver's parser may well have one as low. */
    static final int MAX_DEPTH = 1000;

    private static final Set<String> TYPE_OBJECTS =
            Arrays.stream(EventType.values()).map(EventType::dataMember).collect(Collectors.toUnmodifiableSet());

    /**
     * Only the depth is bounded here, the rest by the size of the event. Guessing the encoding would undo the check of
     * it. Offsets are in bytes because Jackson's UTF-8 parser reads, which it does only with a table of names; Jackson
     * bounds that, and names that collide in it are no reason to refuse an event.
     */
    private final JsonFactory json = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(MAX_DEPTH)
                    .maxNumberLength(Integer.MAX_VALUE)
                    .maxStringLength(Integer.MAX_VALUE)
                    .maxNameLength(Integer.MAX_VALUE)
                    .build())
            .disable(TokenStreamFactory.Feature.CHARSET_DETECTION)
            .enable(TokenStreamFactory.Feature.CANONICALIZE_PROPERTY_NAMES)
            .disable(TokenStreamFactory.Feature.INTERN_PROPERTY_NAMES)
            .disable(TokenStreamFactory.Feature.FAIL_ON_SYMBOL_HASH_OVERFLOW)
            .build();

    /** @param value UTF-8 */
    Envelope parse(byte[] value) throws RefusedException {
        try (JsonParser parser = json.createParser(ObjectReadContext.empty(), value)) {
            Envelope envelope = members(parser);
            if (parser.nextToken() != null) {
                throw RefusedException.because(MALFORMED_JSON, "More follows after the JSON object.");
            }
            return envelope;
        } catch (StreamConstraintsException e) {
            throw RefusedException.because(TOO_DEEP);
        } catch (JacksonException e) {
            throw malformed(e);
        }
    }

    private static Envelope members(JsonParser parser) throws RefusedException {
        requireObject(parser.nextToken());
        Set<String> seen = new HashSet<>();
        String event = null;
        String id = null;
        String createdAt = null;
        String workspaceId = null;
        Envelope.Data data = null;
        while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
            String name = parser.currentName();
            if (!seen.add(name)) {
                throw RefusedException.because(
                        REPEATED_MEMBER, "The member " + Quotation.of(name) + " is there twice.");
            }
            parser.nextToken();
            switch (name) {
                case "event" -> event = text(parser, BAD_MEMBER);
                case "id" -> id = text(parser, BAD_ID);
                case "created_at" -> createdAt = text(parser, BAD_CREATED_AT);
                case "workspace_id" -> workspaceId = text(parser, BAD_MEMBER);
                case "data" -> data = data(parser);
                default -> parser.skipChildren();
            }
        }
        return new Envelope(event, id, createdAt, workspaceId, data);
    }

    private static void requireObject(@Nullable JsonToken root) throws RefusedException {
        if (root == null) {
            throw RefusedException.because(MALFORMED_JSON, "The value is nothing but white space.");
        } else if (root != JsonToken.START_OBJECT) {
            throw RefusedException.because(NOT_AN_OBJECT, "The value is " + kind(root) + ".");
        }
    }

    private static String text(JsonParser parser, RejectionReason otherwise) throws RefusedException {
        JsonToken token = parser.currentToken();
        if (token != JsonToken.VALUE_STRING) {
            throw RefusedException.because(
                    otherwise, parser.currentName() + " is " + kind(token) + " instead of a string.");
        }
        return parser.getString();
    }

    private static Envelope.Data data(JsonParser parser) throws RefusedException {
        JsonToken token = parser.currentToken();
        if (token != JsonToken.START_OBJECT) {
            throw RefusedException.because(BAD_MEMBER, "data is " + kind(token) + " instead of an object.");
        }
        int start = (int) parser.currentTokenLocation().getByteOffset();
        Map<String, Boolean> objects = new HashMap<>();
        while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
            String name = parser.currentName();
            boolean object = parser.nextToken() == JsonToken.START_OBJECT;
            if (TYPE_OBJECTS.contains(name)) {
                objects.put(name, object);
            }
            parser.skipChildren();
        }
        int end = (int) parser.currentLocation().getByteOffset();
        return new Envelope.Data(start, end, Map.copyOf(objects));
    }

    private static RefusedException malformed(JacksonException e) {
        String message = Quotation.inLine(e.getOriginalMessage());
        return RefusedException.because(
                MALFORMED_JSON, "The JSON is broken at byte " + e.getLocation().getByteOffset() + ": " + message + ".");
    }

    private static String kind(@Nullable JsonToken token) {
        return switch (token) {
            case START_OBJECT -> "an object";
            case START_ARRAY -> "an array";
            case VALUE_STRING -> "a string";
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> "a number";
            case VALUE_TRUE, VALUE_FALSE -> "a boolean";
            case VALUE_NULL -> "null";
            case null -> "nothing";
            case NOT_AVAILABLE, END_OBJECT, END_ARRAY, PROPERTY_NAME, VALUE_EMBEDDED_OBJECT -> "no value";
        };
    }
}

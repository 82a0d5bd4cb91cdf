package com.stairoids.webhooks.cli.event;

import com.stairoids.webhooks.schemas.event.EventType;
import com.stairoids.webhooks.schemas.json.Json;
import com.stairoids.webhooks.schemas.json.MalformedJsonException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import tools.jackson.databind.JsonNode;

/** One line of NDJSON, and what is to be done with it. The router checks the event itself. */
sealed interface EventLine {
    /** Its bytes go to the type's topic as they stand. */
    record Sendable(EventType type, byte[] event) implements EventLine {}

    /** White space. */
    record Empty() implements EventLine {}

    /** The sentence says what is wrong with it and what to write. */
    record Refused(String reason) implements EventLine {}

    static EventLine of(byte[] line) {
        String text;
        try {
            text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(line))
                    .toString();
        } catch (CharacterCodingException e) {
            return new Refused("it is not UTF-8");
        }
        if (text.isBlank()) {
            return new Empty();
        }
        try {
            return of(Json.readTree(text), line);
        } catch (MalformedJsonException e) {
            return new Refused("it is not JSON on one line: " + e.getMessage());
        }
    }

    private static EventLine of(JsonNode event, byte[] line) {
        if (!event.isObject()) {
            return new Refused("it is no JSON object");
        }
        JsonNode type = event.path("event");
        if (!type.isString()) {
            return new Refused("it has no member \"event\" that names its type: one of " + EventType.wireNames());
        }
        return EventType.ofWireName(type.asString())
                .<EventLine>map(known -> new Sendable(known, line))
                .orElseGet(() ->
                        new Refused("there is no event type " + type + ": write one of " + EventType.wireNames()));
    }
}

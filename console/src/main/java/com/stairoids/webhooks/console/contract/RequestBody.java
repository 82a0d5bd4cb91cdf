package com.stairoids.webhooks.console.contract;

import com.networknt.schema.Schema;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads a request's body by the contract: strict JSON, each member once, in Unicode that can be written again. */
public final class RequestBody {
    private static final int MOST_VIOLATIONS = 20;
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private RequestBody() {}

    /** The body as what {@code contentType} says it is. */
    public static Reading read(Operation.Body accepted, String contentType, byte[] bytes) {
        String type = contentType.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
        Schema schema = accepted.types().get(type);
        if (schema == null) {
            return new Reading.OtherType(
                    accepted.types().keySet().stream().sorted().toList());
        }
        return parsed(bytes).map(node -> validated(node, schema)).orElseGet(Reading.NoJson::new);
    }

    /** One that is parsed already: all media types of an operation have the same schema. */
    public static Reading read(Operation.Body accepted, JsonNode node) {
        return hasHalfCharacter(node)
                ? new Reading.NoJson()
                : validated(node, accepted.types().values().iterator().next());
    }

    private static Reading validated(JsonNode node, Schema schema) {
        List<Violation> violations = violations(node, schema);
        return violations.isEmpty() ? new Reading.Accepted(node) : new Reading.Refused(violations);
    }

    /** The validator gives up on numbers that no long holds. */
    private static List<Violation> violations(JsonNode node, Schema schema) {
        try {
            return schema.validate(node).stream()
                    .limit(MOST_VIOLATIONS)
                    .map(Violation::of)
                    .toList();
        } catch (JacksonException e) {
            return List.of(new Violation("", null, "It holds a number beyond all bounds. Correct it."));
        }
    }

    private static Optional<JsonNode> parsed(byte[] bytes) {
        try {
            JsonNode node = MAPPER.readTree(bytes);
            return node.isMissingNode() || hasHalfCharacter(node) ? Optional.empty() : Optional.of(node);
        } catch (JacksonException e) {
            return Optional.empty();
        }
    }

    /** Half of a surrogate pair is no character, and cannot be written as UTF-8. */
    private static boolean hasHalfCharacter(JsonNode node) {
        return (node.isString() && isHalf(node.asString()))
                || node.propertyNames().stream().anyMatch(RequestBody::isHalf)
                || node.valueStream().anyMatch(RequestBody::hasHalfCharacter);
    }

    private static boolean isHalf(String text) {
        return text.codePoints().anyMatch(point -> Character.getType(point) == Character.SURROGATE);
    }

    /** What a body turned out to be. */
    public sealed interface Reading {
        record Accepted(JsonNode body) implements Reading {}

        record NoJson() implements Reading {}

        /** JSON, but not as its schema has it. */
        record Refused(List<Violation> violations) implements Reading {}

        /** Of a media type that is not taken; {@code accepted} are. */
        record OtherType(List<String> accepted) implements Reading {}
    }
}

package com.stairoids.webhooks.console.api;

import com.stairoids.webhooks.schemas.json.Json;
import com.stairoids.webhooks.schemas.json.MalformedJsonException;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** From a body that is accepted to bodies that are not. */
final class BodyMutations {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private BodyMutations() {}

    static List<String> members(String body) {
        return List.copyOf(read(body).propertyNames());
    }

    /** That member as an object within an object, as a far too long text, as a number beyond all, and as none. */
    static List<String> of(String body, String member) {
        List<JsonNode> values = List.of(
                NODES.objectNode().set("x", NODES.objectNode()),
                NODES.stringNode("x".repeat(20_000)),
                NODES.numberNode(1e300),
                NODES.booleanNode(true),
                NODES.arrayNode().add(NODES.nullNode()));
        List<String> mutated = new ArrayList<>();
        values.forEach(value -> {
            ObjectNode copy = read(body);
            copy.set(member, value);
            mutated.add(copy.toString());
        });
        return mutated;
    }

    private static ObjectNode read(String body) {
        try {
            return (ObjectNode) Json.readTree(body);
        } catch (MalformedJsonException e) {
            throw new AssertionError(e);
        }
    }
}

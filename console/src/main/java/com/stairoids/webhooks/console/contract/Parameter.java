package com.stairoids.webhooks.console.contract;

import com.networknt.schema.Schema;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * A parameter of an operation.
 *
 * @param type of its schema, as in {@code integer}
 */
public record Parameter(String name, In in, boolean required, String type, Schema schema) {
    private static final int LONGEST_NUMBER = 9;

    /** What is wrong with a value; empty where nothing is. */
    public Optional<Violation> violation(String text) {
        List<Violation> violations = new ArrayList<>();
        Optional<JsonNode> value = value(text);
        if (value.isEmpty()) {
            violations.add(new Violation(null, name, "It is not a whole number."));
        } else {
            schema.validate(value.get()).stream()
                    .map(error -> new Violation(null, name, Violation.sentence(error)))
                    .forEach(violations::add);
        }
        return violations.stream().findFirst();
    }

    private Optional<JsonNode> value(String text) {
        JsonNodeFactory nodes = JsonNodeFactory.instance;
        return switch (type) {
            case "integer" ->
                text.length() <= LONGEST_NUMBER && text.matches("-?[0-9]+")
                        ? Optional.of(nodes.numberNode(Integer.parseInt(text)))
                        : Optional.empty();
            case "array" -> {
                ArrayNode array = nodes.arrayNode();
                List.of(text.split(",", -1)).forEach(array::add);
                yield Optional.of(array);
            }
            default -> Optional.of(nodes.stringNode(text));
        };
    }

    /** Where it stands in the request. */
    public enum In {
        PATH,
        QUERY,
        HEADER
    }
}

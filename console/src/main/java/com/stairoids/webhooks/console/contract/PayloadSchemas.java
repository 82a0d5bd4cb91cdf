package com.stairoids.webhooks.console.contract;

import com.stairoids.webhooks.schemas.event.EventType;
import java.util.Arrays;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * The published JSON Schemas of the payloads, moved into another document: files that refer to each other become parts of it,
 * so that nobody who reads it needs anything else.
 */
public final class PayloadSchemas {
    private static final String DIRECTORY = "/com/stairoids/webhooks/schemas/json-schemas/";
    private static final String REFERENCE = "$ref";
    private static final String FILE = ".json";

    /** What the bodies refer to. */
    private static final List<String> PARTS = List.of("definitions", "signal", "automation", "account", "contact");

    private PayloadSchemas() {}

    /** The schema of a type's body, with all that it refers to. */
    public static JsonNode complete(EventType type) {
        String within = "#/$defs/";
        ObjectNode schema = moved(name(type), within);
        ObjectNode parts = schema.putObject("$defs");
        PARTS.forEach(part -> parts.set(part, moved(part, within)));
        return schema;
    }

    /** Adds all of them to the schemas of an OpenAPI document. */
    static void addTo(ObjectNode componentsSchemas) {
        String within = "#/components/schemas/";
        PARTS.forEach(part -> componentsSchemas.set(part, moved(part, within)));
        Arrays.stream(EventType.values())
                .map(PayloadSchemas::name)
                .forEach(name -> componentsSchemas.set(name, moved(name, within)));
    }

    /** As in {@code body-signal.created}. */
    private static String name(EventType type) {
        return "body-" + type.wireName();
    }

    private static ObjectNode moved(String name, String within) {
        ObjectNode schema = (ObjectNode) rewritten(OpenApiDocument.resource(DIRECTORY + name + FILE), within);
        schema.remove(List.of("$id", "$schema"));
        return schema;
    }

    private static JsonNode rewritten(JsonNode node, String within) {
        if (node.isArray()) {
            ArrayNode array = JsonNodeFactory.instance.arrayNode();
            node.forEach(element -> array.add(rewritten(element, within)));
            return array;
        }
        if (!node.isObject()) {
            return node;
        }
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        node.forEachEntry((name, value) -> {
            if (name.equals(REFERENCE)) {
                object.put(name, reference(value.asString(), within));
            } else {
                object.set(name, rewritten(value, within));
            }
        });
        return object;
    }

    /** From {@code definitions.json#/$defs/id} to {@code #/components/schemas/definitions/$defs/id}. */
    private static String reference(String text, String within) {
        int end = text.indexOf(FILE);
        String pointer = text.substring(end + FILE.length());
        return within + text.substring(0, end) + (pointer.startsWith("#") ? pointer.substring(1) : pointer);
    }
}

package com.stairoids.webhooks.console.contract;

import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import com.stairoids.webhooks.schemas.token.TokenRole;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;

/**
 * The OpenAPI document as the server goes by it: routes, roles, parameters and bodies are read from there, so that none of
 * them can be otherwise than documented. Immutable.
 */
public final class Contract {
    private static final String ID = "https://stairoids.com/webhooks/console/openapi.json";
    private static final Set<String> METHODS = Set.of("get", "post", "patch", "put", "delete");

    private final JsonNode document;
    private final SchemaRegistry schemas;
    private final List<Operation> operations;

    private Contract(JsonNode document) {
        this.document = document;
        this.schemas = SchemaRegistry.withDefaultDialect(
                SpecificationVersion.DRAFT_2020_12, builder -> builder.schemas(Map.of(ID, document.toString())));
        this.operations = readOperations();
    }

    /** The contract that is part of this build. */
    public static Contract load() {
        return new Contract(OpenApiDocument.bundled());
    }

    /** The whole document, its schemas included. */
    public JsonNode document() {
        return document;
    }

    public List<Operation> operations() {
        return operations;
    }

    /** @throws IllegalArgumentException where there is none of that id */
    public Operation operation(String id) {
        return operations.stream()
                .filter(operation -> operation.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("there is no operation " + id));
    }

    /** What a request to {@code path}, as it stands in the request line without its query, is about. */
    public Match match(String method, String path) {
        Set<String> allowed = new TreeSet<>();
        for (Operation operation : operations) {
            Optional<Map<String, String>> variables = operation.path().match(path);
            if (variables.isPresent() && operation.method().equals(method)) {
                return new Match.Found(operation, variables.get());
            }
            variables.ifPresent(_ -> allowed.add(operation.method()));
        }
        return allowed.isEmpty() ? new Match.Unknown() : new Match.OtherMethod(allowed);
    }

    /** The schema that a reference within the document leads to. */
    public Schema schema(String reference) {
        return schemas.getSchema(SchemaLocation.of(ID + reference));
    }

    /** The node itself, or the one that it refers to. */
    public JsonNode resolved(JsonNode node) {
        return node.has("$ref") ? document.at(node.path("$ref").asString().substring(1)) : node;
    }

    private List<Operation> readOperations() {
        List<Operation> found = new ArrayList<>();
        document.path("paths")
                .forEachEntry((path, item) -> item.forEachEntry((method, operation) -> {
                    if (METHODS.contains(method)) {
                        found.add(operation(PathTemplate.parse(path), method, operation));
                    }
                }));
        return List.copyOf(found);
    }

    private Operation operation(PathTemplate path, String method, JsonNode node) {
        List<Parameter> parameters = node.path("parameters")
                .valueStream()
                .map(reference -> parameter(reference.path("$ref").asString()))
                .toList();
        return new Operation(
                node.path("operationId").asString(),
                method.toUpperCase(Locale.ROOT),
                path,
                role(node),
                parameters,
                body(node.path("requestBody")),
                new TreeSet<>(node.path("responses").propertyNames()));
    }

    private static Optional<TokenRole> role(JsonNode operation) {
        return operation.has("x-stairoids-role")
                ? Optional.of(TokenRole.valueOf(
                        operation.path("x-stairoids-role").asString().toUpperCase(Locale.ROOT)))
                : Optional.empty();
    }

    private Parameter parameter(String reference) {
        JsonNode node = document.at(reference.substring(1));
        JsonNode schema = node.path("schema");
        return new Parameter(
                node.path("name").asString(),
                Parameter.In.valueOf(node.path("in").asString().toUpperCase(Locale.ROOT)),
                node.path("required").asBoolean(false),
                resolved(schema).path("type").asString(""),
                schema(reference + "/schema"));
    }

    private Optional<Operation.Body> body(JsonNode node) {
        Map<String, Schema> types = new TreeMap<>();
        node.path("content")
                .forEachEntry((type, content) -> types.put(
                        type, schema(content.path("schema").path("$ref").asString())));
        return types.isEmpty() ? Optional.empty() : Optional.of(new Operation.Body(types));
    }

    /** What a method and a path are. */
    public sealed interface Match {
        /** @param variables the values that stand in the path, decoded */
        record Found(Operation operation, Map<String, String> variables) implements Match {}

        record OtherMethod(Set<String> allowed) implements Match {}

        record Unknown() implements Match {}
    }
}

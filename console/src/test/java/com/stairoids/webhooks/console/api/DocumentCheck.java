package com.stairoids.webhooks.console.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.Error;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import com.stairoids.webhooks.console.contract.Contract;
import com.stairoids.webhooks.console.contract.Operation;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import tools.jackson.databind.JsonNode;

/** Holds every answer to the document, and notes which ones there were. */
final class DocumentCheck {
    private static final Set<String> SECURITY_HEADERS = Set.of(
            "cache-control",
            "content-security-policy",
            "cross-origin-resource-policy",
            "referrer-policy",
            "x-content-type-options",
            "x-frame-options");

    private final Contract contract = Contract.load();
    private final Set<String> seen = new TreeSet<>();

    Contract contract() {
        return contract;
    }

    /** Documented answers of these statuses that were not seen yet, as in {@code getEndpoint 200}. */
    Set<String> missing(Predicate<String> statuses) {
        Set<String> missing = new TreeSet<>();
        contract.operations()
                .forEach(operation -> operation.statuses().stream()
                        .filter(statuses)
                        .map(status -> operation.id() + " " + status)
                        .filter(answer -> !seen.contains(answer))
                        .forEach(missing::add));
        return missing;
    }

    /** Fails where the answer is not one that the document has for that request. */
    void check(String method, String target, Reply reply) {
        String path = target.split("\\?", 2)[0];
        assertThat(reply.headers().keySet()).as(method + " " + target).containsAll(SECURITY_HEADERS);
        assertThat(reply.headers()).doesNotContainKey("access-control-allow-origin");
        switch (contract.match(method, path)) {
            case Contract.Match.Found found -> check(found.operation(), reply);
            case Contract.Match.OtherMethod _, Contract.Match.Unknown _ -> checkProblem(reply);
        }
    }

    private void check(Operation operation, Reply reply) {
        String status = Integer.toString(reply.status());
        String what = operation.id() + " " + status;
        assertThat(operation.statuses()).as(what + " " + reply.body()).contains(status);
        JsonNode node = contract.document()
                .path("paths")
                .path(operation.path().text())
                .path(operation.method().toLowerCase(Locale.ROOT))
                .path("responses")
                .path(status);
        JsonNode response = contract.resolved(node);
        response.path("headers").forEachEntry((name, header) -> {
            if (contract.resolved(header).path("required").asBoolean(false)) {
                assertThat(reply.headers()).as(what).containsKey(name.toLowerCase(Locale.ROOT));
            }
        });
        checkContent(what, response.path("content"), reply);
        seen.add(what);
    }

    private void checkContent(String what, JsonNode content, Reply reply) {
        if (content.isMissingNode()) {
            assertThat(reply.body()).as(what).isEmpty();
            return;
        }
        String type = reply.header("content-type").orElse("none");
        assertThat(content.propertyNames()).as(what).contains(type);
        String reference = content.path(type).path("schema").path("$ref").asString();
        assertThat(contract.schema(reference).validate(reply.json()))
                .as(what + " " + reply.body())
                .isEmpty();
    }

    /** What is wrong with a value by a schema that stands alone. */
    static List<Error> errors(JsonNode schema, JsonNode value) {
        return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(schema)
                .validate(value);
    }

    /** Of an answer that belongs to no operation. */
    void checkProblem(Reply reply) {
        assertThat(reply.header("content-type")).as(reply.body()).contains("application/problem+json");
        assertThat(contract.schema("#/components/schemas/Problem").validate(reply.json()))
                .as(reply.body())
                .isEmpty();
    }
}

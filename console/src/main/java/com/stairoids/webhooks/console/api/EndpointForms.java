package com.stairoids.webhooks.console.api;

import com.stairoids.webhooks.endpoints.CustomHeader;
import com.stairoids.webhooks.endpoints.Edit;
import com.stairoids.webhooks.endpoints.EndpointPatch;
import com.stairoids.webhooks.endpoints.NewEndpoint;
import com.stairoids.webhooks.schemas.endpoint.EndpointStatus;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** From a body that is as the contract has it to what the registry takes. */
final class EndpointForms {
    private EndpointForms() {}

    static NewEndpoint newEndpoint(String workspaceId, JsonNode body, @Nullable String idempotencyKey) {
        List<CustomHeader> headers = new ArrayList<>();
        body.path("headers").forEachEntry((name, value) -> headers.add(new CustomHeader(name, value.asString())));
        return new NewEndpoint(
                workspaceId,
                body.path("url").asString(),
                texts(body.path("event_types")),
                text(body, "name"),
                text(body, "description"),
                headers,
                body.hasNonNull("rate_limit")
                        ? (Integer) body.path("rate_limit").asInt()
                        : null,
                null,
                idempotencyKey);
    }

    static EndpointPatch patch(JsonNode body) {
        Map<String, Edit<String>> headers = new LinkedHashMap<>();
        body.path("headers")
                .propertyNames()
                .forEach(name -> headers.put(name, edit(body.path("headers"), name, JsonNode::asString)));
        return new EndpointPatch(
                edit(body, "name", JsonNode::asString),
                edit(body, "url", JsonNode::asString),
                edit(body, "event_types", EndpointForms::texts),
                edit(body, "status", EndpointForms::status),
                edit(body, "description", JsonNode::asString),
                headers,
                edit(body, "rate_limit", JsonNode::asInt));
    }

    private static <T> Edit<T> edit(JsonNode body, String name, Function<JsonNode, T> value) {
        if (!body.has(name)) {
            return Edit.keep();
        }
        return body.hasNonNull(name) ? new Edit.Set<>(value.apply(body.path(name))) : new Edit.Clear<>();
    }

    private static EndpointStatus status(JsonNode node) {
        return EndpointStatus.valueOf(node.asString().toUpperCase(Locale.ROOT));
    }

    private static List<String> texts(JsonNode array) {
        return array.valueStream().map(JsonNode::asString).toList();
    }

    private static @Nullable String text(JsonNode body, String name) {
        return body.hasNonNull(name) ? body.path(name).asString() : null;
    }
}

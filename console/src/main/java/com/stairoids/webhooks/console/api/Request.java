package com.stairoids.webhooks.console.api;

import com.stairoids.webhooks.console.access.Caller;
import com.stairoids.webhooks.console.contract.Operation;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A request that is as the contract has it, by somebody who may make it.
 *
 * @param caller null where nobody needs to be known
 * @param parameters path, query and headers, by the names of the contract
 * @param body empty where the operation takes none
 * @param extent of what is answered; whole unless somebody within this process needs less
 */
record Request(
        Operation operation,
        @Nullable Caller caller,
        Map<String, String> parameters,
        Optional<JsonNode> body,
        Extent extent) {
    Caller knownCaller() {
        return Objects.requireNonNull(caller, "the operation needs a token");
    }

    JsonNode givenBody() {
        return body.orElseThrow(() -> new IllegalStateException("the operation takes a body"));
    }

    String required(String name) {
        return Objects.requireNonNull(parameters.get(name), name);
    }

    Optional<String> optional(String name) {
        return Optional.ofNullable(parameters.get(name));
    }

    /** The values of one that may be several. */
    List<String> several(String name) {
        return optional(name).map(text -> List.of(text.split(",", -1))).orElse(List.of());
    }

    int number(String name, int otherwise) {
        return optional(name).map(Integer::parseInt).orElse(otherwise);
    }

    String workspaceId() {
        return required("workspace_id");
    }
}

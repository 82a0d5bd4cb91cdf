package com.stairoids.webhooks.console.page;

import com.stairoids.webhooks.console.api.Answer;
import com.stairoids.webhooks.console.api.Api;
import com.stairoids.webhooks.console.api.DeliveryView;
import com.stairoids.webhooks.console.api.Extent;
import com.stairoids.webhooks.console.api.Problem;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The API's operations, asked by whoever is signed in: what they may and may not is decided there. */
final class Operations {
    private final Api api;

    Operations(Api api) {
        this.api = api;
    }

    /** With the variables of the page's path as parameters. */
    <T> Asked<T> ask(Class<T> type, String operation, PageRequest request) {
        return ask(type, operation, request, Map.of(), null);
    }

    /**
     * @param type of what is answered where all goes well
     * @param more parameters besides the variables of the page's path
     * @param body null where the operation takes none
     */
    <T> Asked<T> ask(
            Class<T> type, String operation, PageRequest request, Map<String, String> more, @Nullable JsonNode body) {
        return ask(type, operation, request, more, body, Extent.WHOLE);
    }

    /** How a delivery stands, for what does not show its body. */
    Asked<DeliveryView> askWithoutBody(PageRequest request, Map<String, String> more) {
        return ask(DeliveryView.class, "getDelivery", request, more, null, Extent.WITHOUT_BODY);
    }

    private <T> Asked<T> ask(
            Class<T> type,
            String operation,
            PageRequest request,
            Map<String, String> more,
            @Nullable JsonNode body,
            Extent extent) {
        Map<String, String> parameters = new HashMap<>(request.variables());
        parameters.putAll(more);
        Answer answer = api.ask(operation, request.caller(), parameters, body, extent);
        return answer.content() instanceof Problem problem
                ? new Asked.Refused<>(problem)
                : new Asked.Found<>(type.cast(answer.content()), answer.status());
    }
}

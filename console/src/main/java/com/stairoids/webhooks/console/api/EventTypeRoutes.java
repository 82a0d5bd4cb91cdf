package com.stairoids.webhooks.console.api;

import com.stairoids.webhooks.console.contract.Contract;
import com.stairoids.webhooks.console.contract.PayloadSchemas;
import com.stairoids.webhooks.schemas.event.EventType;
import com.stairoids.webhooks.schemas.json.Json;
import com.stairoids.webhooks.schemas.json.MalformedJsonException;
import com.stairoids.webhooks.schemas.sample.Samples;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** What needs no Kafka: the document, the token itself, the catalogue of event types. */
final class EventTypeRoutes {
    private final Contract contract;

    EventTypeRoutes(Contract contract) {
        this.contract = contract;
    }

    Map<String, Handler> handlers() {
        return Map.of(
                "getOpenApi", _ -> Answer.of(200, contract.document()),
                "getToken",
                        request -> Answer.of(
                                200, TokenView.of(request.knownCaller().token())),
                "listEventTypes", _ -> Answer.of(200, catalogue()),
                "getEventType", EventTypeRoutes::eventType);
    }

    private static Answer eventType(Request request) {
        return EventType.ofWireName(request.required("event_type"))
                .map(type -> Answer.of(200, view(type)))
                .orElseGet(Problems::notFound);
    }

    private static EventTypeList catalogue() {
        return new EventTypeList(
                Arrays.stream(EventType.values()).map(EventTypeRoutes::view).toList());
    }

    private static EventTypeView view(EventType type) {
        return new EventTypeView(type.wireName(), type.description(), PayloadSchemas.complete(type), example(type));
    }

    /** The sample is an event as it is produced, which has the members of a body. */
    private static JsonNode example(EventType type) {
        try {
            return Json.readTree(new String(Samples.domainEvent(type), StandardCharsets.UTF_8));
        } catch (MalformedJsonException e) {
            throw new IllegalStateException("the sample of " + type.wireName() + " is no JSON", e);
        }
    }
}

package com.stairoids.webhooks.endpoints.testdelivery;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.stairoids.webhooks.schemas.event.EventType;
import com.stairoids.webhooks.schemas.json.Json;
import com.stairoids.webhooks.schemas.json.MalformedJsonException;
import com.stairoids.webhooks.schemas.sample.Samples;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import tools.jackson.databind.JsonNode;

/** The body of a test delivery: the documented members in their order, the data of the type's sample. */
@JsonPropertyOrder({"event", "id", "created_at", "workspace_id", "data"})
record TestBody(String event, String id, Instant createdAt, String workspaceId, JsonNode data) {
    static TestBody of(EventType type, String eventId, Instant createdAt, String workspaceId) {
        return new TestBody(type.wireName(), eventId, createdAt, workspaceId, sampleData(type));
    }

    private static JsonNode sampleData(EventType type) {
        try {
            return Json.readTree(new String(Samples.domainEvent(type), StandardCharsets.UTF_8))
                    .required("data");
        } catch (MalformedJsonException e) {
            throw new IllegalStateException("the sample of " + type.wireName() + " is no JSON", e);
        }
    }
}

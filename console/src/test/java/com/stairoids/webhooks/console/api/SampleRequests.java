package com.stairoids.webhooks.console.api;

import com.stairoids.webhooks.console.contract.Operation;
import java.util.LinkedHashMap;
import java.util.Map;

/** A request for each operation that is as the document has it. An operation without one fails every test that asks. */
final class SampleRequests {
    static final String WORKSPACE = "ws_1";
    static final Map<String, String> VARIABLES = Map.of(
            "workspace_id", WORKSPACE,
            "endpoint_id", "ep_1",
            "delivery_id", "dlv_1",
            "retrigger_id", "rt_1",
            "event_type", "signal.created");

    private static final String NONE = "";
    private static final Map<String, String> BODIES = Map.ofEntries(
            Map.entry("getOpenApi", NONE),
            Map.entry("getToken", NONE),
            Map.entry("listEventTypes", NONE),
            Map.entry("getEventType", NONE),
            Map.entry("listEndpoints", NONE),
            Map.entry("createEndpoint", """
                    {"url":"https://example.com/in","event_types":["signal.created"],"name":"CRM","rate_limit":5,
                     "headers":{"X-Api-Key":"v4lue"}}"""),
            Map.entry("getEndpoint", NONE),
            Map.entry(
                    "updateEndpoint", "{\"status\":\"disabled\",\"headers\":{\"X-Api-Key\":null},\"rate_limit\":null}"),
            Map.entry("deleteEndpoint", NONE),
            Map.entry("rollSecret", "{\"overlap\":\"P1DT12H\"}"),
            Map.entry("endOverlap", NONE),
            Map.entry("testEndpoint", "{\"event_type\":\"signal.created\"}"),
            Map.entry("getStatistics", NONE),
            Map.entry("listActivity", NONE),
            Map.entry("retriggerFailed", "{\"since\":\"2026-11-01T00:00:00Z\"}"),
            Map.entry("listRetriggers", NONE),
            Map.entry("getRetrigger", NONE),
            Map.entry("cancelRetrigger", NONE),
            Map.entry("listDeliveries", NONE),
            Map.entry("getDelivery", NONE),
            Map.entry("listAttempts", NONE),
            Map.entry("retriggerDelivery", NONE));

    private SampleRequests() {}

    static String body(Operation operation) {
        String body = BODIES.get(operation.id());
        if (body == null) {
            throw new AssertionError("the document has a new operation " + operation.id() + ": give it a sample here");
        }
        return body;
    }

    static String target(Operation operation) {
        return target(operation, VARIABLES);
    }

    static String target(Operation operation, Map<String, String> variables) {
        String path = operation.path().text();
        for (Map.Entry<String, String> variable : variables.entrySet()) {
            path = path.replace("{" + variable.getKey() + "}", variable.getValue());
        }
        return path;
    }

    static Map<String, String> headers(Operation operation) {
        Map<String, String> headers = new LinkedHashMap<>();
        if (operation.body().isPresent()) {
            headers.put("Content-Type", "application/json");
        }
        if (operation.statuses().contains("428")) {
            headers.put("If-Match", "\"1\"");
        }
        return headers;
    }
}

package com.stairoids.webhooks.browser.screenshot;

import com.stairoids.webhooks.schemas.event.EventType;
import java.util.List;

/**
 * What the customer of the pictures has registered, and how it fares.
 *
 * @param hourly deliveries in an hour of the working day
 * @param typicalMs how long it takes to answer, in the middle
 * @param failing how often it fails when all is well, 0 to 1
 */
record SampleEndpoint(
        String name, String host, String path, List<EventType> eventTypes, int hourly, int typicalMs, double failing) {
    static final SampleEndpoint CRM = new SampleEndpoint(
            "CRM sync",
            "crm.acme.example",
            "/webhooks/stairoids",
            List.of(EventType.ACCOUNT_SCORE_CHANGED, EventType.CONTACT_SCORE_CHANGED, EventType.SIGNAL_SCORED),
            40,
            120,
            0.004);

    static final SampleEndpoint WAREHOUSE = new SampleEndpoint(
            "Data warehouse", "ingest.acme.example", "/stairoids/events", List.of(EventType.values()), 90, 45, 0);

    static final SampleEndpoint ALERTS = new SampleEndpoint(
            "Sales alerts",
            "alerts.acme.example",
            "/hooks/pricing-page",
            List.of(EventType.SIGNAL_CREATED, EventType.AUTOMATION_TRIGGERED),
            14,
            210,
            0.03);

    static final SampleEndpoint ROUTING = new SampleEndpoint(
            "Lead routing", "routing.acme.example", "/v2/intent", List.of(EventType.SIGNAL_SCORED), 8, 75, 0);

    static final List<SampleEndpoint> ALL = List.of(CRM, WAREHOUSE, ALERTS, ROUTING);

    SampleEndpoint {
        eventTypes = List.copyOf(eventTypes);
    }

    String url(int port) {
        return "https://" + host + ":" + port + path;
    }

    String[] eventTypeNames() {
        return eventTypes.stream().map(EventType::wireName).toArray(String[]::new);
    }
}

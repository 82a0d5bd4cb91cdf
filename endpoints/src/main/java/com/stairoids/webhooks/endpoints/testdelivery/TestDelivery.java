package com.stairoids.webhooks.endpoints.testdelivery;

import java.time.Instant;

/** A test delivery that Kafka has taken; its outcome will be in the log under its id. */
public record TestDelivery(String deliveryId, String eventId, String eventType, Instant createdAt) {}

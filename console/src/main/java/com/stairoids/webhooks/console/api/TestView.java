package com.stairoids.webhooks.console.api;

import org.jspecify.annotations.Nullable;

/** What came of a test; {@code delivery} is null where that is not known yet. */
public record TestView(
        String deliveryId,
        String eventId,
        String eventType,
        String status,
        @Nullable DeliveryView delivery) {}

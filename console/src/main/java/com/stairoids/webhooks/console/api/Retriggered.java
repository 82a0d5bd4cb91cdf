package com.stairoids.webhooks.console.api;

/** The delivery that repeats another. */
public record Retriggered(String deliveryId, String replayOf) {}

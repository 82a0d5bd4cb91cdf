package com.stairoids.webhooks.console.api;

import java.time.Instant;

/** When a delivery came to wait for its endpoint, and why, as a sentence. */
public record ParkingView(Instant at, String reason) {}

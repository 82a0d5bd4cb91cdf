package com.stairoids.webhooks.console.api;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** How far a re-trigger of many deliveries is. */
public record RetriggerView(
        String id,
        String endpointId,
        String status,
        Instant since,
        Instant until,
        Instant startedAt,
        @Nullable Instant endedAt,
        @Nullable Long total,
        long asked,
        long askedBefore,
        long refused,
        @Nullable String error) {}

package com.stairoids.webhooks.console.api;

import com.stairoids.webhooks.deliverylog.EndpointStatistics.Latency;
import org.jspecify.annotations.Nullable;

/** How long attempts took, in milliseconds; null where there were none. */
public record LatencyView(
        long attempts,
        @Nullable Long p50,
        @Nullable Long p90,
        @Nullable Long p95,
        @Nullable Long p99,
        @Nullable Long longest) {
    static LatencyView of(Latency latency) {
        return latency.attempts() == 0
                ? new LatencyView(0, null, null, null, null, null)
                : new LatencyView(
                        latency.attempts(),
                        latency.p50(),
                        latency.p90(),
                        latency.p95(),
                        latency.p99(),
                        latency.longest());
    }
}

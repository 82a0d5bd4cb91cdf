package com.stairoids.webhooks.console.api;

import com.stairoids.webhooks.deliverylog.EndpointStatistics;
import com.stairoids.webhooks.deliverylog.EndpointStatistics.Counts;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** How an endpoint did in a time. Attempts succeeded and failed; deliveries were delivered, given up and cancelled. */
public record IntervalView(
        Instant from,
        Instant until,
        long succeeded,
        long failed,
        long delivered,
        long givenUp,
        long cancelled,
        @Nullable Double successRate,
        LatencyView latency) {
    static IntervalView of(EndpointStatistics.Interval interval) {
        Counts counts = interval.counts();
        return new IntervalView(
                interval.from(),
                interval.until(),
                counts.succeeded(),
                counts.failed(),
                counts.delivered(),
                counts.givenUp(),
                counts.cancelled(),
                counts.successRate().isPresent() ? (Double) counts.successRate().getAsDouble() : null,
                LatencyView.of(interval.latency()));
    }
}

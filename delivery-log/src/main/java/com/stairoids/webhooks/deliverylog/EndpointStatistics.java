package com.stairoids.webhooks.deliverylog;

import java.time.Instant;
import java.util.List;
import java.util.OptionalDouble;

/**
 * How an endpoint did over a time.
 *
 * @param total over all of it
 * @param intervals without gaps, oldest first: what a graph or a sparkline shows
 */
public record EndpointStatistics(Interval total, List<Interval> intervals) {
    public EndpointStatistics {
        intervals = List.copyOf(intervals);
    }

    /** From {@code from} until before {@code until}, by Kafka's clock. */
    public record Interval(Instant from, Instant until, Counts counts, Latency latency) {}

    /**
     * What happened in an interval.
     *
     * @param succeeded attempts
     * @param failed attempts
     * @param delivered deliveries that ended so, as for the next two
     * @param givenUp which is {@link DeliveryStatus#FAILED}
     * @param cancelled at the endpoint's end
     */
    public record Counts(long succeeded, long failed, long delivered, long givenUp, long cancelled) {
        /** Of the attempts, 0 to 1; empty where there were none. */
        public OptionalDouble successRate() {
            long attempts = succeeded + failed;
            return attempts == 0 ? OptionalDouble.empty() : OptionalDouble.of((double) succeeded / attempts);
        }
    }

    /**
     * How long the attempts took that were answered, or timed out, in milliseconds to within 1 %.
     *
     * @param attempts how many those are; where 0, the others are 0 too
     */
    public record Latency(long attempts, long p50, long p90, long p95, long p99, long longest) {}
}

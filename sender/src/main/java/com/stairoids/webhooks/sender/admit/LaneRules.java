package com.stairoids.webhooks.sender.admit;

import java.time.Duration;

/**
 * What holds for every endpoint.
 *
 * @param requestsPerEndpoint most requests in flight to one endpoint, 1 or more
 * @param requests most requests in flight in all, 1 or more
 * @param windowBytes most bytes of bodies that wait or are in flight
 * @param windowDeliveries most deliveries that wait or are in flight
 * @param breaker when an endpoint counts as not answering
 */
public record LaneRules(
        int requestsPerEndpoint, int requests, long windowBytes, int windowDeliveries, BreakerRules breaker) {

    /** Requests in flight that endpoints without an answer for {@link #SLOW} may have together. */
    int slowRequests() {
        return Math.max(1, requests / 2);
    }

    /** An endpoint that has not answered for so long while something was in flight is slow. */
    static final Duration SLOW = Duration.ofSeconds(1);
}

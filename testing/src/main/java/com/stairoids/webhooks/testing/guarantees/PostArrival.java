package com.stairoids.webhooks.testing.guarantees;

import java.time.Instant;
import java.util.Optional;

/**
 * A POST as its endpoint saw it, without its body: of runs too large to keep every byte.
 *
 * @param attempt 1 for the first
 * @param answeredAt when the answer was given; where none was, when the sender must have given up waiting for it
 * @param status of the whole answer; 0 where there was none
 * @param sender whose socket it came from; empty where the process was gone before that could be seen
 */
public record PostArrival(
        String deliveryId,
        int attempt,
        String eventId,
        String endpointId,
        Instant arrivedAt,
        Instant answeredAt,
        int status,
        Optional<String> sender) {

    /** The same, once its sender is known. */
    public PostArrival sentBy(Optional<String> found) {
        return new PostArrival(deliveryId, attempt, eventId, endpointId, arrivedAt, answeredAt, status, found);
    }

    boolean accepted() {
        return status >= 200 && status < 300;
    }

    String describe() {
        return "attempt " + attempt + " of delivery " + deliveryId;
    }
}

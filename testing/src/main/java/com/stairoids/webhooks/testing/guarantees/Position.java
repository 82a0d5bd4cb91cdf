package com.stairoids.webhooks.testing.guarantees;

/**
 * A committed record that is, or was, where a delivery stands.
 *
 * @param attempts made when it was written
 */
public record Position(Place place, String deliveryId, int attempts) {

    /** The kinds of topics that a delivery can stand in. */
    public enum Place {
        DELIVERIES,
        TIER,
        PARKED,
        DEAD_LETTER
    }
}

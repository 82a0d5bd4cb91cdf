package com.stairoids.webhooks.sender.admit;

import com.stairoids.webhooks.schemas.delivery.Parking;

/**
 * How many of an endpoint's parked deliveries the retry-scheduler may let go: as many as came, and as many more as there is
 * room for. A running total that never falls, so that losing or repeating a word of it lets nothing go too many.
 */
final class Grant {
    private final String epoch;
    private long received;
    private long granted;
    private long told = -1;

    /** @param epoch names this count */
    Grant(String epoch) {
        this.epoch = epoch;
    }

    String epoch() {
        return epoch;
    }

    long granted() {
        return granted;
    }

    /** A delivery that was let go has come; one that another count let go is not counted. */
    void received(Parking.Release release) {
        if (release.epoch().equals(epoch)) {
            received++;
        }
    }

    /** There is room for {@code room} more than have come. */
    void extendTo(int room) {
        granted = Math.max(granted, received + room);
    }

    /** Whether the retry-scheduler has never heard of it, or could let go {@code step} more than it knows. */
    boolean isNews(int step) {
        return told < 0 || granted - told >= Math.max(1, step);
    }

    /** The retry-scheduler is being told. */
    void tell() {
        told = granted;
    }

    /** How many were granted and have not come. */
    long outstanding() {
        return granted - received;
    }
}

package com.stairoids.webhooks.testing.guarantees;

import java.time.Instant;

/** A time in which commits could not be expected to be quick: a broker was down, or coming back. */
public record Trouble(Instant from, Instant until) {

    /** Whether there was trouble at any moment from {@code start} to {@code end}. */
    public boolean touches(Instant start, Instant end) {
        return !from.isAfter(end) && !until.isBefore(start);
    }
}

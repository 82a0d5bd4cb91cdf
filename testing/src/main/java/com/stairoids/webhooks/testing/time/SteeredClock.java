package com.stairoids.webhooks.testing.time;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicReference;

/** A clock that stands still until it is moved; it may be read and moved on any thread. */
public final class SteeredClock implements InstantSource {
    private final AtomicReference<Instant> now;

    public SteeredClock(Instant start) {
        this.now = new AtomicReference<>(start);
    }

    @Override
    public Instant instant() {
        return now.get();
    }

    /** @param duration 0 or more: use {@link #set} to go back */
    public void advance(Duration duration) {
        if (duration.isNegative()) {
            throw new IllegalArgumentException("time advances by 0 or more, not by " + duration);
        }
        now.updateAndGet(instant -> instant.plus(duration));
    }

    /** Also backwards, as a corrected system clock goes. */
    public void set(Instant instant) {
        now.set(instant);
    }
}

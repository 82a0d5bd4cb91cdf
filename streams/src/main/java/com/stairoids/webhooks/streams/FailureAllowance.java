package com.stairoids.webhooks.streams;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * How often a role may fail and start again: what a broker's restart causes passes, what fails again and again is
 * for whoever runs the process to see. Shared by all threads that fail; its own lock guards it.
 */
final class FailureAllowance {
    private final int failures;
    private final Duration window;
    private final InstantSource clock;
    private final Deque<Instant> recent = new ArrayDeque<>();

    /** Allows {@code failures} within any {@code window}. */
    FailureAllowance(int failures, Duration window, InstantSource clock) {
        this.failures = failures;
        this.window = window;
        this.clock = clock;
    }

    /** Counts a failure; false where it is one too many. */
    synchronized boolean allows() {
        Instant now = clock.instant();
        recent.addLast(now);
        while (recent.getFirst().isBefore(now.minus(window))) {
            recent.removeFirst();
        }
        return recent.size() <= failures;
    }
}

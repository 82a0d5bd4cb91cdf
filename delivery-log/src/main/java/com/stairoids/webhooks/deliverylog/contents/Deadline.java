package com.stairoids.webhooks.deliverylog.contents;

import java.time.Duration;

/** A moment by which an answer must be there. */
public final class Deadline {
    private final long end;

    private Deadline(long end) {
        this.end = end;
    }

    /** @param length zero or more */
    public static Deadline in(Duration length) {
        return new Deadline(System.nanoTime() + length.toNanos());
    }

    boolean isOver() {
        return left().isZero();
    }

    /** Zero where it is over. */
    Duration left() {
        return Duration.ofNanos(Math.max(0, end - System.nanoTime()));
    }

    Duration atMost(Duration other) {
        Duration left = left();
        return left.compareTo(other) < 0 ? left : other;
    }
}

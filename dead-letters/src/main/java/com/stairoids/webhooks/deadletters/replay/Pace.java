package com.stairoids.webhooks.deadletters.replay;

import java.util.concurrent.locks.LockSupport;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;

/**
 * So many a second and no more, evenly: time that was lost is not made up for by a burst. Belongs to one thread.
 */
public final class Pace {
    private static final double NANOS_PER_SECOND = 1e9;

    /** What a late wake-up may be made up for: without it, each would make the whole slower. */
    private static final long MOST_MADE_UP_NANOS = 50_000_000L;

    private final long nanosBetween;
    private final LongSupplier nanoTime;
    private final LongConsumer sleepNanos;
    private long next;
    private boolean begun;

    private Pace(long nanosBetween, LongSupplier nanoTime, LongConsumer sleepNanos) {
        this.nanosBetween = nanosBetween;
        this.nanoTime = nanoTime;
        this.sleepNanos = sleepNanos;
    }

    /** @param perSecond above 0 */
    public static Pace of(double perSecond) {
        return of(perSecond, System::nanoTime, LockSupport::parkNanos);
    }

    static Pace of(double perSecond, LongSupplier nanoTime, LongConsumer sleepNanos) {
        if (!(perSecond > 0)) {
            throw new IllegalArgumentException("a rate is above 0, but got " + perSecond);
        }
        return new Pace(Math.max(1, Math.round(NANOS_PER_SECOND / perSecond)), nanoTime, sleepNanos);
    }

    /**
     * Returns when the next one may go.
     *
     * @throws InterruptedException where this thread is to end
     */
    public void await() throws InterruptedException {
        long now = nanoTime.getAsLong();
        if (!begun) {
            begun = true;
            next = now;
        }
        while (next - now > 0) {
            sleepNanos.accept(next - now);
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
            now = nanoTime.getAsLong();
        }
        next = now - Math.min(now - next, MOST_MADE_UP_NANOS) + nanosBetween;
    }
}

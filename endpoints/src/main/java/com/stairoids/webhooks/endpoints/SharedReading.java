package com.stairoids.webhooks.endpoints;

import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * One reading for all who asked before it began: they see what was written before they asked, and where it fails, all of
 * them are told. So nobody waits for more than the one that is under way and the next, however many ask.
 */
final class SharedReading {
    private final Runnable reading;
    private final AtomicLong asked = new AtomicLong();

    private long served;
    private @Nullable RuntimeException failure;

    SharedReading(Runnable reading) {
        this.reading = reading;
    }

    /** To be called before the lock is waited for under which {@link #complete} is. */
    long ask() {
        return asked.incrementAndGet();
    }

    /** Returns once what was asked for has been read, with the lock held. */
    void complete(long ticket) {
        if (ticket > served) {
            served = asked.get();
            failure = null;
            try {
                reading.run();
            } catch (RuntimeException e) {
                failure = e;
            }
        }
        if (failure != null) {
            throw failure;
        }
    }
}

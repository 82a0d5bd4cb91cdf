package com.stairoids.webhooks.endpoints;

import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.common.errors.InterruptException;
import org.jspecify.annotations.Nullable;

/**
 * One reading for all who asked before it began: they see what was written before they asked, and where it fails, all of
 * them are told. So whoever asks waits for one that is under way and for the next, and for no third.
 */
final class SharedReading {
    private final Runnable reading;
    private final AtomicLong asked = new AtomicLong();

    /** The last ticket that a reading, whether or not it failed, was for. */
    private long served;

    /** The last ticket that a reading which did not fail was for. */
    private long read;

    private @Nullable RuntimeException failure;

    SharedReading(Runnable reading) {
        this.reading = reading;
    }

    /** To be called before the lock is waited for under which {@link #complete} is. */
    long ask() {
        return asked.incrementAndGet();
    }

    /** Returns once what was asked for has been read, with the lock held; throws what that reading threw. */
    void complete(long ticket) {
        if (ticket > served) {
            readFor(asked.get());
        }
        if (failure != null && ticket > read) {
            throw failure;
        }
    }

    private void readFor(long last) {
        try {
            reading.run();
            read = last;
            failure = null;
        } catch (InterruptException e) {
            // Nobody else was interrupted: they read for themselves.
            throw e;
        } catch (RuntimeException e) {
            failure = e;
        }
        served = last;
    }
}

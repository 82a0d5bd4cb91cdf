package com.stairoids.webhooks.retryscheduler.asked;

import java.util.concurrent.atomic.LongAdder;

/**
 * How many requests for replays were answered since the process began, for who measures; any thread may read them. A request
 * whose transaction was aborted is counted again when it is read again.
 */
public final class ReplayCounts {
    private final LongAdder sent = new LongAdder();
    private final LongAdder repeated = new LongAdder();
    private final LongAdder malformed = new LongAdder();

    /** Requests that made a delivery. */
    public long sent() {
        return sent.sum();
    }

    /** Requests for what had been replayed already; they make nothing. */
    public long repeated() {
        return repeated.sum();
    }

    /** Records that were no requests. */
    public long malformed() {
        return malformed.sum();
    }

    void countSent() {
        sent.increment();
    }

    void countRepeated() {
        repeated.increment();
    }

    void countMalformed() {
        malformed.increment();
    }
}

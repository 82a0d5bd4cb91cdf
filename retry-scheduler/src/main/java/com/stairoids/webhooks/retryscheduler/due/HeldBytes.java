package com.stairoids.webhooks.retryscheduler.due;

import java.util.concurrent.atomic.AtomicLong;

/** What all tiers of this process hold in memory. Each tier's thread adds and subtracts its own. */
final class HeldBytes {
    private final long most;
    private final AtomicLong held = new AtomicLong();

    /** @param most from which on no tier reads ahead, in bytes */
    HeldBytes(long most) {
        this.most = most;
    }

    void add(long bytes) {
        held.addAndGet(bytes);
    }

    boolean isFull() {
        return held.get() >= most;
    }
}

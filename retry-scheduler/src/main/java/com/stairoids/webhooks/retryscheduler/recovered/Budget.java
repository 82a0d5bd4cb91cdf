package com.stairoids.webhooks.retryscheduler.recovered;

import com.stairoids.webhooks.retryscheduler.due.BatchBounds;

/** What may still be let go before the next commit; the last one may be larger than what is left. */
final class Budget {
    private final BatchBounds bounds;
    private int records;
    private long bytes;

    Budget(BatchBounds bounds) {
        this.bounds = bounds;
    }

    boolean hasRoom() {
        return records < bounds.records() && bytes < bounds.bytes();
    }

    void spend(int size) {
        records++;
        bytes += size;
    }

    void renew() {
        records = 0;
        bytes = 0;
    }
}

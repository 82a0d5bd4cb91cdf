package com.stairoids.webhooks.router.subscription;

import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * How many subscriptions the table has. RocksDB itself only estimates, and counts what was written twice as two. The thread that
 * keeps the table writes it, any may read it.
 */
public final class SubscriptionCount {
    private final AtomicLong count = new AtomicLong();

    public long get() {
        return count.get();
    }

    /** Counts what the table has from before: what is read from Kafka comes on top of that. */
    void begin(KeyValueStore<String, byte[]> table) {
        long present = 0;
        try (KeyValueIterator<String, byte[]> all = table.all()) {
            while (all.hasNext()) {
                all.next();
                present++;
            }
        }
        count.set(present);
    }

    void added() {
        count.incrementAndGet();
    }

    void removed() {
        count.decrementAndGet();
    }
}

package com.stairoids.webhooks.deliverylog.view;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** How far the stores are, by partition of {@code attempts}, for threads other than theirs. */
public final class Progress {
    private final Map<Integer, Applied> byPartition = new ConcurrentHashMap<>();

    /** Its stores are open, and have {@code applied}. */
    public void set(int partition, Applied applied) {
        byPartition.put(partition, applied);
    }

    void forget(int partition) {
        byPartition.remove(partition);
    }

    /** Of the partitions whose stores are open. */
    public Map<Integer, Applied> byPartition() {
        return Map.copyOf(byPartition);
    }
}

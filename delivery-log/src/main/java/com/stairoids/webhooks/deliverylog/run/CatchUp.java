package com.stairoids.webhooks.deliverylog.run;

import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;

/**
 * Whether the stores have all that was there when they were opened. By offsets and not by the lag: under a load that goes on,
 * or by a clock that is ahead of the broker's, the lag may never be small. Belongs to one thread.
 */
final class CatchUp {
    private final Map<TopicPartition, Long> missing = new HashMap<>();
    private boolean begun;

    /** @param reach of all partitions; the first one says what there is to reach */
    boolean isThereAt(Reach reach) {
        if (!begun) {
            begun = true;
            missing.putAll(reach.ends());
        }
        missing.entrySet().removeIf(end -> hasReached(reach, end.getKey(), end.getValue()));
        return missing.isEmpty();
    }

    /** A topic that was made anew meanwhile ends before. */
    private static boolean hasReached(Reach reach, TopicPartition partition, long end) {
        return reach.reached().getOrDefault(partition, 0L)
                >= Math.min(end, reach.ends().getOrDefault(partition, 0L));
    }
}

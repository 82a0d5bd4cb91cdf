package com.stairoids.webhooks.deliverylog.run;

import java.time.Duration;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;

/**
 * How far the stores are in {@code attempts}.
 *
 * @param lag age of the first record that they do not have, by this host's clock; zero where they have all
 * @param reached by partition, before which offset there is nothing that they do not have
 * @param ends where the partitions ended
 */
record Reach(Duration lag, Map<TopicPartition, Long> reached, Map<TopicPartition, Long> ends) {
    Reach {
        reached = Map.copyOf(reached);
        ends = Map.copyOf(ends);
    }
}

package com.stairoids.webhooks.retryscheduler.due;

import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/**
 * What one transaction puts back.
 *
 * @param records in the order of their due times
 * @param positions what to commit for each partition that they come from
 */
record DueBatch(List<HeldRecord> records, Map<TopicPartition, OffsetAndMetadata> positions) {
    DueBatch {
        records = List.copyOf(records);
        positions = Map.copyOf(positions);
    }

    boolean isEmpty() {
        return records.isEmpty();
    }
}

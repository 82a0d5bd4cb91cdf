package com.stairoids.webhooks.retryscheduler.due;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/** What one transaction puts back; the records of a partition are in its order. */
record DueBatch(List<HeldRecord> records) {
    DueBatch {
        records = List.copyOf(records);
    }

    boolean isEmpty() {
        return records.isEmpty();
    }

    /** Where each partition goes on after this batch. */
    Map<TopicPartition, OffsetAndMetadata> offsets() {
        Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>();
        for (HeldRecord held : records) {
            var record = held.record();
            offsets.put(
                    new TopicPartition(record.topic(), record.partition()),
                    new OffsetAndMetadata(record.offset() + 1, record.leaderEpoch(), ""));
        }
        return offsets;
    }
}

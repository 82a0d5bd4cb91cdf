package com.stairoids.webhooks.router.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.Test;

class TableTimestampsTest {
    private static final TopicPartition PARTITION = new TopicPartition("topic", 0);

    @Test
    void makesNegativeTimestampsZeroAndLeavesTheRestAsItIs() {
        ConsumerRecords<byte[], byte[]> records = new ConsumerRecords<>(
                Map.of(PARTITION, List.of(record(4, -1), record(5, 17))), Map.of(PARTITION, new OffsetAndMetadata(6)));

        ConsumerRecords<byte[], byte[]> harmless = new TableTimestamps().onConsume(records);

        assertThat(harmless.records(PARTITION))
                .extracting(ConsumerRecord::timestamp)
                .containsExactly(0L, 17L);
        assertThat(harmless.records(PARTITION))
                .extracting(ConsumerRecord::offset)
                .containsExactly(4L, 5L);
        assertThat(harmless.records(PARTITION))
                .extracting(ConsumerRecord::value)
                .containsExactly(new byte[] {4}, new byte[] {5});
        assertThat(harmless.nextOffsets()).isEqualTo(records.nextOffsets());
    }

    private static ConsumerRecord<byte[], byte[]> record(int offset, long timestamp) {
        return new ConsumerRecord<>(
                "topic",
                0,
                offset,
                timestamp,
                TimestampType.CREATE_TIME,
                1,
                1,
                new byte[] {1},
                new byte[] {(byte) offset},
                new RecordHeaders(),
                Optional.empty());
    }
}

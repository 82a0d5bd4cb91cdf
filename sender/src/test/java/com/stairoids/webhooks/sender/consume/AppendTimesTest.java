package com.stairoids.webhooks.sender.consume;

import static org.assertj.core.api.Assertions.assertThat;

import com.stairoids.webhooks.schemas.offset.OffsetWindow;
import java.time.Duration;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.Test;

final class AppendTimesTest {
    private static final TopicPartition PARTITION = new TopicPartition("deliveries", 0);

    private final Assignment assignment = new Assignment(PARTITION, new OffsetWindow(0, new BitSet()));

    @Test
    void theOldestUnfinishedRecordsTimeIsKnownThoughOthersEndBeforeIt() {
        read(0, 1_000);
        read(1, 1_000);
        read(2, 2_000);
        read(5, 3_000);
        assertThat(assignment.oldestUnfinishedAppended()).hasValue(1_000);

        assignment.window().finish(0);
        assignment.window().finish(2);
        assertThat(assignment.oldestUnfinishedAppended()).hasValue(1_000);
        assertThat(assignment.unfinishedSpan()).isEqualTo(5);

        assignment.window().finish(1);
        assertThat(assignment.oldestUnfinishedAppended()).hasValue(3_000);
        assertThat(assignment.unfinishedSpan()).isEqualTo(1);
    }

    @Test
    void onceAllHasEndedThereIsNoneAndTheNextOneStartsAnew() {
        read(0, 1_000);
        assignment.window().finish(0);
        assertThat(assignment.oldestUnfinishedAppended()).isEmpty();
        assertThat(assignment.unfinishedSpan()).isZero();

        read(1, 1_000);

        assertThat(assignment.oldestUnfinishedAppended()).hasValue(1_000);
    }

    @Test
    void aRequestThatHoldsTheOffsetIsNoBacklogThoughTheCommittedLagIs() {
        try (MockConsumer<String, byte[]> consumer = new MockConsumer<>("earliest")) {
            consumer.assign(List.of(PARTITION));
            consumer.updateBeginningOffsets(Map.of(PARTITION, 0L));
            consumer.updateEndOffsets(Map.of(PARTITION, 1_000L));
            for (long offset = 0; offset < 1_000; offset++) {
                consumer.addRecord(record(offset, 1_000 + offset));
            }
            consumer.poll(Duration.ZERO).forEach(assignment::read);
            for (long offset = 1; offset < 1_000; offset++) {
                assignment.window().finish(offset);
            }

            Backlog backlog = Backlog.of(consumer, List.of(assignment));

            assertThat(backlog.unread()).isZero();
            assertThat(backlog.beyondWindow()).isZero();
            assertThat(backlog.oldestAppended()).hasValue(1_000);
            assertThat(backlog.fullestWindow()).isEqualTo(1_000.0 / OffsetWindow.SPAN);
            assertThat(assignment.window().oldestUnfinished()).isZero();
        }
    }

    private void read(long offset, long time) {
        assertThat(assignment.read(record(offset, time))).isTrue();
    }

    private static ConsumerRecord<String, byte[]> record(long offset, long time) {
        return new ConsumerRecord<>(
                PARTITION.topic(),
                PARTITION.partition(),
                offset,
                time,
                TimestampType.LOG_APPEND_TIME,
                0,
                0,
                "ep_1",
                new byte[0],
                new RecordHeaders(),
                Optional.empty());
    }
}

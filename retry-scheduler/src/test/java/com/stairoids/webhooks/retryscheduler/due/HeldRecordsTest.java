package com.stairoids.webhooks.retryscheduler.due;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class HeldRecordsTest {
    private static final Instant NOW = Instant.parse("2026-11-01T12:00:00Z");
    private static final BatchBounds WIDE = new BatchBounds(1000, 1_000_000);
    private static final TopicPartition FIRST = new TopicPartition(Waiting.TOPIC, 0);
    private static final TopicPartition SECOND = new TopicPartition(Waiting.TOPIC, 1);

    private final HeldRecords held = new HeldRecords(Duration.ofMinutes(1));

    @Test
    void takesWhatIsDueAndKeepsTheRest() {
        add(0, 10, NOW.minusSeconds(1));
        add(0, 11, NOW);
        add(0, 12, NOW.plusMillis(1));
        add(1, 5, NOW.plusSeconds(1));

        var batch = held.takeDue(NOW, WIDE);

        assertThat(offsets(batch)).containsExactly(10L, 11L);
        assertThat(held.partitions()).containsExactlyInAnyOrder(FIRST, SECOND);
        assertThat(held.nextDue()).contains(NOW.plusMillis(1));
    }

    @Test
    void takesNothingBeforeItIsDue() {
        add(0, 10, NOW.plusMillis(1));

        var batch = held.takeDue(NOW, WIDE);

        assertThat(batch.isEmpty()).isTrue();
    }

    @Test
    void takesTheLongestDueFirstAcrossPartitions() {
        add(0, 10, NOW.minusSeconds(1));
        add(1, 20, NOW.minusSeconds(3));
        add(1, 21, NOW.minusSeconds(2));

        var batch = held.takeDue(NOW, WIDE);

        assertThat(offsets(batch)).containsExactly(20L, 21L, 10L);
    }

    @Test
    void putsNoneOfAPartitionBackBeforeAnEarlierOffset() {
        add(0, 10, NOW.plusSeconds(1));
        add(0, 11, NOW.minusSeconds(1));

        var batch = held.takeDue(NOW, WIDE);

        assertThat(batch.isEmpty()).isTrue();
    }

    @Test
    void goesOnBehindTheLastOneTakenOfEachPartition() {
        add(0, 10, NOW);
        add(0, 13, NOW);
        add(1, 20, NOW);

        var batch = held.takeDue(NOW, WIDE);

        assertThat(batch.offsets())
                .isEqualTo(Map.of(
                        FIRST, new OffsetAndMetadata(14, java.util.Optional.of(7), ""),
                        SECOND, new OffsetAndMetadata(21, java.util.Optional.of(7), "")));
    }

    @Test
    void takesNoMoreRecordsThanTheBoundAllows() {
        add(0, 10, NOW);
        add(0, 11, NOW);
        add(0, 12, NOW);

        var batch = held.takeDue(NOW, new BatchBounds(2, 1_000_000));

        assertThat(offsets(batch)).containsExactly(10L, 11L);
        assertThat(offsets(held.takeDue(NOW, WIDE))).containsExactly(12L);
    }

    @Test
    void takesNoMoreBytesThanTheBoundAllowsButAlwaysOneRecord() {
        add(0, 10, NOW);
        add(0, 11, NOW);

        var batch = held.takeDue(NOW, new BatchBounds(1000, 1));

        assertThat(offsets(batch)).containsExactly(10L);
    }

    @Test
    void forgetsAPartitionThatIsLost() {
        add(0, 10, NOW);
        add(1, 20, NOW);

        held.drop(List.of(FIRST));

        assertThat(offsets(held.takeDue(NOW, WIDE))).containsExactly(20L);
    }

    @Test
    void holdsNothingOfAPartitionWhoseLastRecordIsTaken() {
        add(0, 10, NOW);

        held.takeDue(NOW, WIDE);

        assertThat(held.partitions()).isEmpty();
        assertThat(held.nextDue()).isEmpty();
    }

    private void add(int partition, long offset, Instant due) {
        held.add(Waiting.record(partition, offset, NOW, due));
    }

    private static List<Long> offsets(DueBatch batch) {
        return batch.records().stream().map(taken -> taken.record().offset()).toList();
    }
}

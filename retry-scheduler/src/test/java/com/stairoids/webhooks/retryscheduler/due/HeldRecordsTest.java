package com.stairoids.webhooks.retryscheduler.due;

import static org.assertj.core.api.Assertions.assertThat;

import com.stairoids.webhooks.schemas.offset.CommitMetadata;
import com.stairoids.webhooks.schemas.offset.OffsetWindow;
import java.time.Duration;
import java.time.Instant;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class HeldRecordsTest {
    private static final Instant NOW = Instant.parse("2026-11-01T12:00:00Z");
    private static final BatchBounds WIDE = new BatchBounds(100_000, 100_000_000);
    private static final TopicPartition FIRST = new TopicPartition(Waiting.TOPIC, 0);
    private static final TopicPartition SECOND = new TopicPartition(Waiting.TOPIC, 1);
    private static final Duration FAR = HeldRecords.DISORDER.plusSeconds(2);

    private final HeldBytes memory = new HeldBytes(5_000);
    private final HeldRecords held = new HeldRecords(Duration.ofMinutes(1), memory);

    @BeforeEach
    void adopt() {
        held.adopt(FIRST, new OffsetWindow(10, new BitSet()));
        held.adopt(SECOND, new OffsetWindow(20, new BitSet()));
    }

    @Test
    void takesWhatIsDueAndKeepsTheRest() {
        add(0, 10, NOW.minusSeconds(1));
        add(0, 11, NOW);
        add(0, 12, NOW.plusMillis(1));
        add(1, 20, NOW.plusSeconds(1));

        var batch = held.takeDue(NOW, WIDE);

        assertThat(offsets(batch)).containsExactly(10L, 11L);
        assertThat(held.nextDue()).contains(NOW.plusMillis(1));
    }

    @Test
    void takesNothingBeforeItIsDue() {
        add(0, 10, NOW.plusMillis(1));

        var batch = held.takeDue(NOW, WIDE);

        assertThat(batch.isEmpty()).isTrue();
        assertThat(batch.positions()).isEmpty();
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
    void takesOneThatIsDueBeforeItsPredecessorsAndHasTheCommitRememberIt() {
        add(0, 10, NOW.plusSeconds(5));
        add(0, 11, NOW.plusSeconds(4));
        add(0, 12, NOW);

        var batch = held.takeDue(NOW, WIDE);

        assertThat(offsets(batch)).containsExactly(12L);
        assertThat(batch.positions()).isEqualTo(Map.of(FIRST, position(10, 2)));
    }

    @Test
    void holdsNothingAgainThatWasPutBackBeforeItsPredecessor() {
        held.adopt(FIRST, new OffsetWindow(10, BitSet.valueOf(new long[] {0b100})));
        add(0, 10, NOW);
        add(0, 11, NOW);
        add(0, 12, NOW);

        var batch = held.takeDue(NOW, WIDE);

        assertThat(offsets(batch)).containsExactly(10L, 11L);
        assertThat(batch.positions()).isEqualTo(Map.of(FIRST, position(13)));
    }

    @Test
    void goesOnBehindTheLastOneTakenOfEachPartition() {
        add(0, 10, NOW);
        add(0, 13, NOW);
        add(1, 20, NOW);

        var batch = held.takeDue(NOW, WIDE);

        assertThat(batch.positions()).isEqualTo(Map.of(FIRST, position(14), SECOND, position(21)));
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
    void putsBackNothingThatACommitCouldNotSpeakOf() {
        add(0, 10, NOW.plusSeconds(1));
        add(0, 10 + OffsetWindow.SPAN - 1, NOW);
        add(0, 10 + OffsetWindow.SPAN, NOW);

        var early = held.takeDue(NOW, WIDE);
        var late = held.takeDue(NOW.plusSeconds(1), WIDE);

        assertThat(offsets(early)).containsExactly(10L + OffsetWindow.SPAN - 1);
        assertThat(held.toRead(NOW)).contains(FIRST);
        assertThat(offsets(late)).containsExactly(10L, 10L + OffsetWindow.SPAN);
    }

    @Test
    void readsNoFurtherThanACommitCanSpeakOf() {
        add(0, 10, NOW.plusSeconds(1));

        add(0, 10 + OffsetWindow.SPAN, NOW);

        assertThat(held.toRead(NOW)).doesNotContain(FIRST);
    }

    @Test
    void readsOnWhileOneThatIsDueSoonMayStandBehind() {
        add(0, 10, NOW.plus(FAR));
        add(1, 20, NOW.plus(HeldRecords.DISORDER));

        assertThat(held.toRead(NOW)).containsExactly(SECOND);
        assertThat(held.toRead(NOW.plusSeconds(1))).containsExactlyInAnyOrder(FIRST, SECOND);
    }

    @Test
    void readsOnWhereNothingIsHeld() {
        add(0, 10, NOW.plus(FAR));
        held.takeDue(NOW.plus(FAR), WIDE);

        assertThat(held.toRead(NOW)).containsExactlyInAnyOrder(FIRST, SECOND);
        assertThat(held.nextDue()).isEmpty();
    }

    @Test
    void readsOnlyWhereNothingIsHeldWhenMemoryIsFull() {
        for (int number = 0; number < 10; number++) {
            add(0, 10 + number, NOW);
        }

        assertThat(held.toRead(NOW)).containsExactly(SECOND);

        held.takeDue(NOW, new BatchBounds(9, 1_000_000));
        assertThat(held.toRead(NOW)).containsExactlyInAnyOrder(FIRST, SECOND);
    }

    @Test
    void givesTheMemoryOfALostPartitionBack() {
        for (int number = 0; number < 10; number++) {
            add(0, 10 + number, NOW);
        }

        held.drop(List.of(FIRST));
        add(1, 20, NOW);

        assertThat(memory.isFull()).isFalse();
        assertThat(offsets(held.takeDue(NOW, WIDE))).containsExactly(20L);
    }

    @Test
    void beginsAgainWhereATopicHasLostRecords() {
        add(0, 500, NOW.plusSeconds(1));

        add(0, 3, NOW);

        var batch = held.takeDue(NOW.plusSeconds(1), WIDE);
        assertThat(offsets(batch)).containsExactly(3L);
        assertThat(batch.positions()).isEqualTo(Map.of(FIRST, position(4)));
    }

    private void add(int partition, long offset, Instant due) {
        held.add(Waiting.record(partition, offset, NOW, due));
    }

    private static List<Long> offsets(DueBatch batch) {
        return batch.records().stream().map(HeldRecord::offset).toList();
    }

    private static OffsetAndMetadata position(long committed, int... finishedBeyond) {
        BitSet bits = new BitSet();
        for (int bit : finishedBeyond) {
            bits.set(bit);
        }
        return new OffsetAndMetadata(
                committed, new CommitMetadata("-".repeat(CommitMetadata.NONCE_LENGTH), bits).encode(committed));
    }
}

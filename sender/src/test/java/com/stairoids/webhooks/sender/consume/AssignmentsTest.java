package com.stairoids.webhooks.sender.consume;

import static org.assertj.core.api.Assertions.assertThat;

import com.stairoids.webhooks.schemas.offset.CommitMetadata;
import com.stairoids.webhooks.schemas.offset.OffsetWindow;
import com.stairoids.webhooks.schemas.topic.Topic;
import java.time.Duration;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class AssignmentsTest {
    private static final TopicPartition FIRST = new TopicPartition(Topic.DELIVERIES.topicName(), 0);
    private static final TopicPartition SECOND = new TopicPartition(Topic.DELIVERIES.topicName(), 1);
    private static final String NONCE = "AbCdEfGhIj-_";

    private final SlowCoordinator consumer = new SlowCoordinator();
    private final Assignments assignments = new Assignments(consumer);
    private final Recorder recorder = new Recorder();

    @BeforeEach
    void subscribe() {
        consumer.updateBeginningOffsets(Map.of(FIRST, 3L, SECOND, 0L));
        assignments.subscribe(recorder);
    }

    @Test
    void aPartitionGoesOnWhereItsCommitLeftOff() {
        BitSet finished = new BitSet();
        finished.set(2);
        consumer.holds(FIRST, 10, new CommitMetadata(NONCE, finished).encode(10));

        assign(FIRST);

        OffsetWindow window = only().window();
        assertThat(List.of(window.read(10), window.read(11), window.read(12))).containsExactly(true, true, false);
        assertThat(consumer.paused()).isEmpty();
    }

    @Test
    void withoutACommitItStartsAtTheBeginningOfTheLog() {
        assign(FIRST);

        assertThat(only().window().oldestUnfinished()).isEqualTo(3);
    }

    @Test
    void unreadableMetadataStopsThatPartitionOnly() {
        consumer.holds(FIRST, 10, new CommitMetadata(NONCE, new BitSet()).encode(9));

        assign(FIRST, SECOND);

        assertThat(only().partition()).isEqualTo(SECOND);
        assertThat(consumer.paused()).containsExactly(FIRST);
    }

    @Test
    void aPartitionWhoseCommitIsNotKnownYetIsReadOnceItIs() {
        consumer.silent = true;
        assign(FIRST);
        assertThat(assignments.current()).isEmpty();
        assertThat(consumer.paused()).containsExactly(FIRST);

        consumer.silent = false;
        assignments.pauseOrResume(false);

        assertThat(only().partition()).isEqualTo(FIRST);
        assertThat(consumer.paused()).isEmpty();
    }

    @Test
    void whatIsRevokedIsReleasedAndWhatIsLostIsNot() {
        assign(FIRST, SECOND);

        assignments.onPartitionsRevoked(List.of(FIRST));
        assignments.onPartitionsLost(List.of(SECOND));

        assertThat(recorder.released).extracting(Assignment::partition).containsExactly(FIRST);
        assertThat(recorder.lost).extracting(Assignment::partition).containsExactly(SECOND);
        assertThat(assignments.current()).isEmpty();
    }

    @Test
    void whatWasLetGoBeforeIsNotReleasedOnceMoreWhenTheGroupIsLeft() {
        assign(FIRST);
        only().end();

        assignments.onPartitionsRevoked(List.of(FIRST));

        assertThat(recorder.released).isEmpty();
    }

    private void assign(TopicPartition... partitions) {
        consumer.rebalance(List.of(partitions));
        assignments.pauseOrResume(false);
    }

    private Assignment only() {
        assertThat(assignments.current()).hasSize(1);
        return assignments.current().iterator().next();
    }

    /** Says what is committed, or nothing at all. */
    private static final class SlowCoordinator extends MockConsumer<String, byte[]> {
        private boolean silent;
        private final Map<TopicPartition, OffsetAndMetadata> committed = new HashMap<>();

        private SlowCoordinator() {
            super("earliest");
        }

        private void holds(TopicPartition partition, long offset, String metadata) {
            committed.put(partition, new OffsetAndMetadata(offset, metadata));
        }

        @Override
        public synchronized Map<TopicPartition, OffsetAndMetadata> committed(
                Set<TopicPartition> partitions, Duration timeout) {
            if (silent) {
                throw new TimeoutException("no answer");
            }
            return committed;
        }
    }

    private static final class Recorder implements Assignments.Releaser {
        private final List<Assignment> released = new ArrayList<>();
        private final List<Assignment> lost = new ArrayList<>();

        @Override
        public void release(Collection<Assignment> leaving) {
            released.addAll(leaving);
        }

        @Override
        public void lose(Collection<Assignment> gone) {
            lost.addAll(gone);
        }
    }
}

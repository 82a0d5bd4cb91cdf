package com.stairoids.webhooks.schemas.topic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.consumer.internals.AutoOffsetResetStrategy;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
final class PartitionFollowerTest {
    private static final TopicPartition PARTITION = new TopicPartition(Topic.SUBSCRIPTIONS.topicName(), 0);

    private final AtomicInteger unknownPositions = new AtomicInteger();
    private final MockConsumer<String, byte[]> consumer = new Unanswered(unknownPositions);
    private final List<String> taken = new CopyOnWriteArrayList<>();
    private final AtomicLong reached = new AtomicLong();
    private final PartitionFollower follower = new PartitionFollower(Topic.SUBSCRIPTIONS, () -> consumer, this::take);

    @BeforeEach
    void describeTopic() {
        consumer.updateBeginningOffsets(Map.of(PARTITION, 0L));
        consumer.updateEndOffsets(Map.of(PARTITION, 2L));
    }

    @AfterEach
    void close() {
        follower.close();
    }

    @Test
    void hasCaughtUpOnceAllThatWasThereAtTheStartIsTaken() {
        follower.start();
        deliver(0, "one");
        await().until(() -> reached.get() == 1);
        assertThat(follower.caughtUp()).isNotDone();

        deliver(1, "two");

        await().until(follower.caughtUp()::isDone);
        assertThat(taken).containsExactly("one", "two");
        assertThat(follower.ended()).isNotDone();
    }

    @Test
    void waitsForAnEndThatIsNotToldYet() {
        consumer.updateEndOffsets(Map.of(PARTITION, 0L));
        consumer.setOffsetsException(new TimeoutException("no answer within 60 s"));

        follower.start();

        await().until(follower.caughtUp()::isDone);
        assertThat(follower.ended()).isNotDone();
    }

    @Test
    void losesNothingWhileItsPositionIsNotTold() {
        follower.start();
        deliver(0, "one");
        await().until(() -> reached.get() == 1);

        consumer.schedulePollTask(() -> {
            unknownPositions.set(2);
            add(1, "two");
        });

        await().until(follower.caughtUp()::isDone);
        assertThat(unknownPositions).hasValue(0);
        assertThat(taken).containsExactly("one", "two");
        assertThat(follower.ended()).isNotDone();
    }

    @Test
    void endsByAnErrorWhereTheTopicCannotBeRead() {
        consumer.schedulePollTask(() -> consumer.setPollException(new KafkaException("not authorised")));

        follower.start();

        assertThatThrownBy(() -> follower.ended().get(10, TimeUnit.SECONDS))
                .isInstanceOf(ExecutionException.class)
                .hasRootCauseMessage("not authorised");
        assertThat(follower.caughtUp()).isCompletedExceptionally();
    }

    @Test
    void endsByAnErrorAndPromisesNothingWhereWhatIsReadIsNotTaken() {
        follower.start();

        deliver(0, "refused");

        assertThatThrownBy(() -> follower.ended().get(10, TimeUnit.SECONDS))
                .isInstanceOf(ExecutionException.class)
                .hasRootCauseMessage("the table is full");
        assertThat(follower.caughtUp()).isCompletedExceptionally();
        assertThat(reached).hasValue(0);
    }

    @Test
    void closedBeforeItCaughtUpItTellsWhoeverWaits() {
        follower.start();
        await().until(() -> !consumer.assignment().isEmpty());

        follower.close();

        assertThat(follower.ended()).isCompleted();
        assertThatThrownBy(follower.caughtUp()::join).isInstanceOf(CancellationException.class);
        assertThat(consumer.closed()).isTrue();
    }

    @Test
    void canBeClosedThoughItNeverStarted() {
        follower.close();

        assertThat(follower.ended()).isNotDone();
    }

    private void take(ConsumerRecords<String, byte[]> records, long next) {
        for (ConsumerRecord<String, byte[]> record : records) {
            if (record.key().equals("refused")) {
                throw new IllegalStateException("the table is full");
            }
            taken.add(record.key());
        }
        reached.set(next);
    }

    private void deliver(long offset, String key) {
        await().until(() -> !consumer.assignment().isEmpty());
        add(offset, key);
    }

    private void add(long offset, String key) {
        consumer.addRecord(new ConsumerRecord<>(PARTITION.topic(), PARTITION.partition(), offset, key, new byte[0]));
    }

    /** A consumer whom Kafka does not tell its position in time, some times. */
    private static final class Unanswered extends MockConsumer<String, byte[]> {
        private final AtomicInteger times;

        Unanswered(AtomicInteger times) {
            super(AutoOffsetResetStrategy.EARLIEST.name());
            this.times = times;
        }

        @Override
        public synchronized long position(TopicPartition partition) {
            if (times.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
                throw new TimeoutException("no answer within 60 s");
            }
            return super.position(partition);
        }
    }
}

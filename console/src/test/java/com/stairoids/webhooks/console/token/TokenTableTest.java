package com.stairoids.webhooks.console.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.stairoids.webhooks.schemas.topic.Topic;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.consumer.internals.AutoOffsetResetStrategy;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class TokenTableTest {
    private static final TopicPartition PARTITION = new TopicPartition(Topic.TOKENS.topicName(), 0);
    private static final Duration DEADLINE = Duration.ofSeconds(10);

    private final AtomicInteger unknownPositions = new AtomicInteger();
    private final MockConsumer<String, byte[]> consumer = new Unanswered(unknownPositions);
    private final TokenTable table = new TokenTable(() -> consumer, InstantSource.system());

    @BeforeEach
    void describeTopic() {
        consumer.updateBeginningOffsets(Map.of(PARTITION, 0L));
        consumer.updateEndOffsets(Map.of(PARTITION, 0L));
    }

    @AfterEach
    void close() {
        table.close();
    }

    @Test
    void aTopicWhoseEndIsNotToldYetIsWaitedFor() {
        consumer.setOffsetsException(new TimeoutException("no answer within 60 s"));

        table.start();

        await().atMost(DEADLINE).until(table::isReady);
        assertThat(table.ended()).isNotDone();
    }

    @Test
    void aPositionThatIsNotToldYetIsWaitedFor() {
        unknownPositions.set(2);

        table.start();

        await().atMost(DEADLINE).until(table::isReady);
        assertThat(unknownPositions).hasValue(0);
        assertThat(table.ended()).isNotDone();
    }

    @Test
    void whatCannotGetBetterEndsIt() {
        consumer.setOffsetsException(new KafkaException("not authorised"));

        table.start();

        assertThatThrownBy(() -> table.ended().get(DEADLINE.toSeconds(), TimeUnit.SECONDS))
                .isInstanceOf(ExecutionException.class)
                .hasRootCauseMessage("not authorised");
        assertThat(table.isReady()).isFalse();
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

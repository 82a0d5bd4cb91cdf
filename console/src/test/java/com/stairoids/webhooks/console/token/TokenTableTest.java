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
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.consumer.internals.AutoOffsetResetStrategy;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class TokenTableTest {
    private static final TopicPartition PARTITION = new TopicPartition(Topic.TOKENS.topicName(), 0);
    private static final Duration DEADLINE = Duration.ofSeconds(10);

    private final MockConsumer<String, byte[]> consumer = new MockConsumer<>(AutoOffsetResetStrategy.EARLIEST.name());
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
    void isReadyOnceTheTopicIsReadAndNoMoreWhenReadingEnds() {
        assertThat(table.isReady()).isFalse();

        table.start();
        await().atMost(DEADLINE).until(table::isReady);
        table.close();

        assertThat(table.isReady()).isFalse();
        assertThat(table.ended()).isCompleted();
    }

    @Test
    void isNeverReadyWhereTheTopicCannotBeRead() {
        consumer.setOffsetsException(new KafkaException("not authorised"));

        table.start();

        assertThatThrownBy(() -> table.ended().get(DEADLINE.toSeconds(), TimeUnit.SECONDS))
                .isInstanceOf(ExecutionException.class)
                .hasRootCauseMessage("not authorised");
        assertThat(table.isReady()).isFalse();
    }
}

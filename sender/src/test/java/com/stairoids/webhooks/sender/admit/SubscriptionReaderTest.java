package com.stairoids.webhooks.sender.admit;

import static com.stairoids.webhooks.sender.admit.Subscriptions.CIPHER;
import static com.stairoids.webhooks.sender.admit.Subscriptions.change;
import static com.stairoids.webhooks.sender.admit.Subscriptions.key;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.stairoids.webhooks.schemas.topic.Topic;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.consumer.internals.AutoOffsetResetStrategy;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(30)
final class SubscriptionReaderTest {
    private static final TopicPartition PARTITION = new TopicPartition(Topic.SUBSCRIPTIONS.topicName(), 0);

    @TempDir
    private Path state;

    private final MockConsumer<String, byte[]> consumer = new MockConsumer<>(AutoOffsetResetStrategy.EARLIEST.name());
    private SubscriptionTable table;
    private SubscriptionReader reader;

    @BeforeEach
    void open() {
        table = SubscriptionTable.open(new TableSettings(state, 10), CIPHER);
        reader = new SubscriptionReader(() -> consumer, table);
        consumer.updateBeginningOffsets(Map.of(PARTITION, 0L));
        consumer.updateEndOffsets(Map.of(PARTITION, 2L));
    }

    @AfterEach
    void close() {
        reader.close();
        table.close();
    }

    @Test
    void hasCaughtUpOnceAllThatWasThereAtTheStartIsInTheTable() {
        reader.start();
        deliver(0, key(1).toString());
        await().until(() -> table.hasReached(0));
        assertThat(reader.caughtUp()).isNotDone();

        deliver(1, key(2).toString());

        await().until(reader.caughtUp()::isDone);
        assertThat(table.find(key(1))).isPresent();
        assertThat(table.find(key(2))).isPresent();
    }

    @Test
    void passesOverAKeyThatNamesNoEndpoint() {
        reader.start();

        deliver(0, "no key of an endpoint");
        deliver(1, null);

        await().until(() -> table.hasReached(1));
        assertThat(reader.ended()).isNotDone();
    }

    @Test
    void endsByAnErrorWhereTheTopicCannotBeRead() {
        consumer.schedulePollTask(() -> consumer.setPollException(new KafkaException("not authorised")));

        reader.start();

        assertThatThrownBy(() -> reader.ended().get(10, TimeUnit.SECONDS))
                .isInstanceOf(ExecutionException.class)
                .hasRootCauseMessage("not authorised");
        assertThat(reader.caughtUp()).isCompletedExceptionally();
    }

    @Test
    void endsByAnErrorAndPromisesNothingWhereTheTableTakesNoMore() {
        reader.start();
        deliver(0, key(1).toString());
        await().until(() -> table.hasReached(0));
        table.close();

        deliver(1, key(2).toString());

        assertThatThrownBy(() -> reader.ended().get(10, TimeUnit.SECONDS)).isInstanceOf(ExecutionException.class);
        assertThat(table.hasReached(1)).isFalse();
    }

    @Test
    void closedBeforeItCaughtUpItTellsWhoeverWaits() {
        reader.start();
        await().until(() -> !consumer.assignment().isEmpty());

        reader.close();

        assertThat(reader.ended()).isCompleted();
        assertThatThrownBy(reader.caughtUp()::join).isInstanceOf(CancellationException.class);
        assertThat(consumer.closed()).isTrue();
    }

    @Test
    void canBeClosedThoughItNeverStarted() {
        reader.close();

        assertThat(reader.ended()).isNotDone();
    }

    private void deliver(long offset, @Nullable String key) {
        await().until(() -> !consumer.assignment().isEmpty());
        consumer.addRecord(new ConsumerRecord<>(
                PARTITION.topic(),
                PARTITION.partition(),
                offset,
                key,
                change(Subscriptions.key(1), offset + 1).json()));
    }
}

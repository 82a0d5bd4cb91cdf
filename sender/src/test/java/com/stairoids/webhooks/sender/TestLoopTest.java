package com.stairoids.webhooks.sender;

import static org.assertj.core.api.Assertions.assertThat;

import com.stairoids.webhooks.schemas.attempt.Happening;
import com.stairoids.webhooks.schemas.attempt.Happening.CancelReason;
import com.stairoids.webhooks.schemas.attempt.Happening.Cancelled;
import com.stairoids.webhooks.schemas.delivery.DeliveryHeaders;
import com.stairoids.webhooks.schemas.encryption.SecretCipher;
import com.stairoids.webhooks.schemas.json.Json;
import com.stairoids.webhooks.schemas.target.TargetGuard;
import com.stairoids.webhooks.schemas.topic.Topic;
import com.stairoids.webhooks.sender.admit.SubscriptionTable;
import com.stairoids.webhooks.sender.admit.TableSettings;
import com.stairoids.webhooks.sender.consume.Assignments;
import com.stairoids.webhooks.sender.handover.HandOver;
import com.stairoids.webhooks.sender.measure.SenderMeters;
import com.stairoids.webhooks.sender.post.GuardedResolver;
import com.stairoids.webhooks.sender.post.HttpClients;
import com.stairoids.webhooks.sender.post.HttpPoster;
import com.stairoids.webhooks.sender.post.Trust;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class TestLoopTest {
    private static final TopicPartition PARTITION = new TopicPartition(Topic.TESTS.topicName(), 0);
    private static final Instant NOW = Deliveries.NOW;
    private static final SenderMeters METERS = new SenderMeters(new SimpleMeterRegistry(), InstantSource.fixed(NOW));

    private final MockConsumer<String, byte[]> consumer = new MockConsumer<>("earliest");
    private final MockProducer<String, byte[]> producer =
            new MockProducer<>(true, null, new StringSerializer(), new ByteArraySerializer());

    private final AtomicReference<Instant> now = new AtomicReference<>(NOW);
    private Duration untilTheEnd = Duration.ZERO;

    @TempDir
    private Path directory;

    @Test
    void whatNobodyTookUpInTimeIsCancelledAndWhatIsNoDeliveryKeptAside() throws Exception {
        Headers headers = DeliveryHeaders.ofEvent(
                        "evt_1", "signal.created", "ws_1", "dlv_old", "2026-11-24T09:00:00Z", 7, null)
                .toHeaders();

        run(record(0, NOW.minus(TestLoop.LONGEST_WAIT).minusMillis(1), headers), record(1, NOW, new RecordHeaders()));

        ProducerRecord<String, byte[]> logged = producer.history().getLast();
        Cancelled cancelled = (Cancelled) Json.read(logged.value(), Happening.class);
        assertThat(logged.topic()).isEqualTo(Topic.ATTEMPTS.topicName());
        assertThat(cancelled.delivery().id()).isEqualTo("dlv_old");
        assertThat(cancelled.reason()).isEqualTo(CancelReason.TEST_EXPIRED);
        assertThat(producer.history()).hasSize(2);
        assertThat(producer.history().getFirst().topic()).isEqualTo(Topic.DEAD_LETTER.topicName());
    }

    @Test
    void whatMayStillBeWaitedForIsKeptUntilTheTableKnowsItsEndpoint() {
        Headers headers = DeliveryHeaders.ofEvent(
                        "evt_1", "signal.created", "ws_1", "dlv_new", "2026-11-24T09:59:00Z", 7, null)
                .toHeaders();

        run(record(0, NOW.minus(TestLoop.LONGEST_WAIT), headers));

        assertThat(producer.history()).isEmpty();
    }

    @Test
    void whatWaitsInMemoryTooLongIsCancelledToo() throws Exception {
        Headers headers = DeliveryHeaders.ofEvent(
                        "evt_1", "signal.created", "ws_1", "dlv_new", "2026-11-24T09:59:00Z", 7, null)
                .toHeaders();
        untilTheEnd = TestLoop.LONGEST_WAIT.plusMillis(1);

        run(record(0, NOW, headers), record(1, NOW.plusMillis(1), headers));

        assertThat(producer.history()).hasSize(1);
        Cancelled cancelled =
                (Cancelled) Json.read(producer.history().getFirst().value(), Happening.class);
        assertThat(cancelled.reason()).isEqualTo(CancelReason.TEST_EXPIRED);
        assertThat(producer.consumerGroupOffsetsHistory()).hasSize(1);
    }

    /** One turn with these records and one more later, then the loop ends. */
    private void run(ConsumerRecord<?, ?>... records) {
        consumer.updateBeginningOffsets(Map.of(PARTITION, 0L));
        consumer.schedulePollTask(() -> consumer.rebalance(List.of(PARTITION)));
        try (SubscriptionTable table = SubscriptionTable.open(
                        new TableSettings(directory, 10), SecretCipher.ofKeyset(SecretCipher.newKeyset()));
                HttpPoster poster = unusedPoster()) {
            Assignments assignments = new Assignments(consumer, Topic.TESTS);
            HandOver handOver = new HandOver(
                    () -> producer,
                    consumer,
                    () -> "0123456789ab",
                    System::nanoTime,
                    Duration.ofMillis(1),
                    METERS.commits());
            TestLoop loop = new TestLoop(
                    consumer, assignments, table, poster, handOver, METERS.attempts(), Duration.ofSeconds(5), now::get);
            consumer.schedulePollTask(() -> {
                for (ConsumerRecord<?, ?> record : records) {
                    add(record);
                }
            });
            consumer.schedulePollTask(() -> {
                now.set(NOW.plus(untilTheEnd));
                loop.stop();
            });
            loop.run();
        }
    }

    @SuppressWarnings("unchecked")
    private void add(ConsumerRecord<?, ?> record) {
        consumer.addRecord((ConsumerRecord<String, byte[]>) record);
    }

    private static ConsumerRecord<String, byte[]> record(long offset, Instant appended, Headers headers) {
        return new ConsumerRecord<>(
                PARTITION.topic(),
                0,
                offset,
                appended.toEpochMilli(),
                TimestampType.LOG_APPEND_TIME,
                4,
                Deliveries.BODY.length,
                "ep_1",
                Deliveries.BODY,
                headers,
                Optional.empty());
    }

    private static HttpPoster unusedPoster() {
        Duration second = Duration.ofSeconds(1);
        GuardedResolver resolver = new GuardedResolver(
                TargetGuard.strict(), _ -> CompletableFuture.failedFuture(new IllegalStateException("unused")), second);
        return new HttpPoster(
                HttpClients.start(resolver, Trust.context(Optional.empty()), 1, second, second),
                TargetGuard.strict(),
                second,
                second,
                InstantSource.system());
    }
}

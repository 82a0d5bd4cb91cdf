package com.stairoids.webhooks.retryscheduler.due;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.stairoids.webhooks.schemas.delivery.HeaderNames;
import com.stairoids.webhooks.schemas.delivery.HeaderText;
import com.stairoids.webhooks.schemas.delivery.RetryTier;
import com.stairoids.webhooks.schemas.topic.Topic;
import com.stairoids.webhooks.settings.KafkaSettings;
import com.stairoids.webhooks.settings.Settings;
import com.stairoids.webhooks.testing.broker.TestBroker;
import com.stairoids.webhooks.testing.time.SteeredClock;
import com.stairoids.webhooks.testing.topics.TopicReader;
import com.stairoids.webhooks.testing.topics.TopicWriter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What goes wrong around a transaction, and that nothing is lost or doubled by it. */
class TierWorkerIT {
    private static final RetryTier TIER = RetryTier.FIRST;
    private static final int COUNT = 40;
    private static final Duration DEADLINE = Duration.ofSeconds(60);

    @SuppressWarnings("NullAway.Init") // JUnit calls startBroker first.
    private static TestBroker broker;

    private final MeterRegistry meters = new SimpleMeterRegistry();
    private final String run = UUID.randomUUID().toString();
    private final List<TierWorker> workers = new ArrayList<>();
    private final List<Thread> threads = new ArrayList<>();

    @BeforeAll
    static void startBroker() {
        broker = TestBroker.start();
    }

    @AfterAll
    static void stopBroker() {
        broker.close();
    }

    @AfterEach
    void stopWorkers() throws InterruptedException {
        workers.forEach(TierWorker::stop);
        for (Thread thread : threads) {
            thread.join();
        }
    }

    /** By its successor under the same name, who ends the open transaction, and by another, who waits for its end. */
    @ParameterizedTest
    @ValueSource(strings = {"one", "another"})
    void whatAKilledOneHadSentButNotCommittedIsPutBackOnce(String successor) {
        writeDue(COUNT);
        TierWorker killed = start(() -> new KafkaProducer<>(configuration("one")) {
            @Override
            public void commitTransaction() {
                flush();
                throw new Killed();
            }

            @Override
            public void close(Duration timeout) {
                // Killed ones do not.
            }
        });
        await().atMost(DEADLINE).until(killed.ended()::isCompletedExceptionally);

        start(() -> producer(successor));

        assertEachIsPutBackOnce();
    }

    @Test
    void aFailedTransactionIsAbortedAndBegunAgain() {
        AtomicInteger commits = new AtomicInteger();
        start(() -> new KafkaProducer<>(configuration("one")) {
            @Override
            public void commitTransaction() {
                if (commits.incrementAndGet() <= 2) {
                    flush();
                    throw new KafkaException("refused");
                }
                super.commitTransaction();
            }
        });

        writeDue(COUNT);

        assertEachIsPutBackOnce();
    }

    @Test
    void aCommitWhoseAnswerIsLostIsNotRepeated() {
        AtomicInteger commits = new AtomicInteger();
        start(() -> new KafkaProducer<>(configuration("one")) {
            @Override
            public void commitTransaction() {
                super.commitTransaction();
                if (commits.incrementAndGet() <= 2) {
                    throw new TimeoutException("no answer");
                }
            }
        });

        writeDue(COUNT);

        assertEachIsPutBackOnce();
    }

    @Test
    void aFencedProducerIsReplaced() {
        AtomicInteger opened = new AtomicInteger();
        start(() -> {
            opened.incrementAndGet();
            return producer("one");
        });
        writeDue(COUNT);
        await().atMost(DEADLINE).until(() -> putBack().size() == COUNT);
        try (Producer<byte[], byte[]> fencing = producer("one")) {
            fencing.initTransactions();
        }

        writeDue(COUNT);

        await().atMost(DEADLINE).until(() -> putBack().size() >= 2 * COUNT);
        assertThat(putBack()).hasSize(2 * COUNT);
        assertThat(opened).hasValueGreaterThan(1);
    }

    /** The first of the partition is due seconds after the others, and its worker ends before that. */
    @Test
    void whatIsDueBeforeItsPredecessorIsPutBackInTimeAndNotAgainByTheNextOwner() throws InterruptedException {
        SteeredClock clock = new SteeredClock(Instant.now());
        Instant later = clock.instant().plusSeconds(4);
        writeTo(0, "first", later);
        IntStream.range(0, COUNT - 1).forEach(number -> writeTo(0, "early_" + number, clock.instant()));
        TierWorker leaving = start(() -> producer("one"), Duration.ofHours(2), clock);
        await().atMost(DEADLINE).until(() -> putBack().size() == COUNT - 1);
        leaving.stop();
        threads.getLast().join();
        assertThat(putBack()).noneMatch(deliveryId -> deliveryId.endsWith("first"));

        start(() -> producer("another"), Duration.ofHours(2), clock);
        clock.set(later);

        await().atMost(DEADLINE).until(() -> putBack().size() >= COUNT);
        await().during(Duration.ofSeconds(1))
                .atMost(DEADLINE)
                .until(() -> putBack().size() == COUNT);
        assertThat(putBack()).doesNotHaveDuplicates();
    }

    /** An earlier due time is found however much stands before it, as long as it differs by seconds. */
    @Test
    void whatIsDueFiveSecondsBeforeThousandsOfPredecessorsIsPutBackFirst() {
        SteeredClock clock = new SteeredClock(Instant.now());
        try (var writer = new TopicWriter(broker.bootstrapServers())) {
            for (int number = 0; number < 3_000; number++) {
                var _ = writer.send(record(0, "late_" + number, clock.instant().plusSeconds(5)));
            }
            var _ = writer.send(record(0, "early", clock.instant()));
        }

        start(() -> producer("one"), Duration.ofHours(2), clock);

        await().atMost(DEADLINE).until(() -> !putBack().isEmpty());
        assertThat(putBack()).containsExactly(run + "_early");
        clock.advance(Duration.ofSeconds(5));
        await().atMost(DEADLINE).until(() -> putBack().size() == 3_001);
    }

    @Test
    void aPartitionWhoseMetadataCannotBeReadIsLeftAloneAndTheOthersGoOn() throws Exception {
        TopicPartition unreadable = new TopicPartition(TIER.topic().topicName(), 3);
        try (Admin admin =
                Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, broker.bootstrapServers()))) {
            admin.alterConsumerGroupOffsets(
                            "stairoids-retry-scheduler-1m",
                            Map.of(unreadable, new OffsetAndMetadata(0, "?of another version")))
                    .all()
                    .get();
            writeTo(2, "readable", Instant.now());
            writeTo(3, "unreadable", Instant.now());

            start(() -> producer("one"));

            await().atMost(DEADLINE).until(() -> putBack().contains(run + "_readable"));
            await().during(Duration.ofSeconds(1))
                    .atMost(DEADLINE)
                    .until(() -> putBack().equals(List.of(run + "_readable")));
            stopWorkers();
            admin.deleteConsumerGroupOffsets("stairoids-retry-scheduler-1m", Set.of(unreadable))
                    .all()
                    .get();
        }
        start(() -> producer("one"));
        await().atMost(DEADLINE).until(() -> putBack().contains(run + "_unreadable"));
    }

    @Test
    void aClockThatIsSetForwardFreesWhatIsDueByIt() {
        AtomicReference<Instant> clock = new AtomicReference<>(Instant.now());
        start(() -> producer("one"), Duration.ofHours(2), clock::get);
        writeDue(1, Instant.now().plus(Duration.ofHours(1)));
        await().during(Duration.ofSeconds(1))
                .atMost(DEADLINE)
                .until(() -> putBack().isEmpty());

        clock.set(Instant.now().plus(Duration.ofHours(1)));

        await().atMost(DEADLINE).until(() -> putBack().size() == 1);
    }

    @Test
    void aClockThatIsSetBackHoldsNothingForLongerThanItsDueTime() {
        AtomicReference<Instant> clock = new AtomicReference<>(Instant.now().plus(Duration.ofDays(1)));
        TierWorker worker = start(() -> producer("one"), Duration.ofHours(2), clock::get);
        await().atMost(DEADLINE).until(worker::hasJoined);
        clock.set(Instant.now());
        writeDue(1, Instant.now().plus(Duration.ofHours(1)));
        await().during(Duration.ofSeconds(1))
                .atMost(DEADLINE)
                .until(() -> putBack().isEmpty());

        clock.set(Instant.now().plus(Duration.ofHours(1)));

        await().atMost(DEADLINE).until(() -> putBack().size() == 1);
    }

    @Test
    void oneThatIsInterruptedEndsWithoutFailing() {
        TierWorker worker = start(() -> producer("one"));
        await().atMost(DEADLINE).until(worker::hasJoined);

        threads.getLast().interrupt();

        await().atMost(DEADLINE).until(worker.ended()::isDone);
        assertThat(worker.ended()).isCompleted();
    }

    private TierWorker start(Supplier<Producer<byte[], byte[]>> producers) {
        return start(producers, Duration.ofSeconds(1), InstantSource.system());
    }

    private TierWorker start(Supplier<Producer<byte[], byte[]>> producers, Duration delay, InstantSource time) {
        TierWorker worker = new TierWorker(
                TIER,
                delay,
                clients("one").consumer(TIER),
                new HandOver(producers),
                new BatchBounds(10, 1024 * 1024),
                new HeldBytes(Long.MAX_VALUE),
                time,
                new TierMeters(meters, "1m", time));
        workers.add(worker);
        threads.add(Thread.ofPlatform().start(worker));
        return worker;
    }

    private static Producer<byte[], byte[]> producer(String instance) {
        return clients(instance).producer(TIER);
    }

    private static Map<String, Object> configuration(String instance) {
        return clients(instance).producerConfiguration(TIER);
    }

    private static TierClients clients(String instance) {
        var settings = Settings.of(Map.of("kafka.bootstrap-servers", broker.bootstrapServers()));
        return new TierClients(KafkaSettings.of(settings), instance, 500, 256 * 1024);
    }

    private void writeDue(int count) {
        writeDue(count, Instant.now());
    }

    private void writeDue(int count, Instant due) {
        try (var writer = new TopicWriter(broker.bootstrapServers())) {
            for (int number = 0; number < count; number++) {
                writer.write(TIER.topic(), "ep_" + number, Waiting.BODY, Waiting.headers(run + "_" + number, due));
            }
        }
    }

    private void writeTo(int partition, String deliveryId, Instant due) {
        try (var writer = new TopicWriter(broker.bootstrapServers())) {
            writer.write(record(partition, deliveryId, due));
        }
    }

    private ProducerRecord<byte[], byte[]> record(int partition, String deliveryId, Instant due) {
        return new ProducerRecord<>(
                TIER.topic().topicName(),
                partition,
                null,
                Waiting.KEY,
                Waiting.BODY,
                Waiting.headers(run + "_" + deliveryId, due));
    }

    private void assertEachIsPutBackOnce() {
        await().atMost(DEADLINE).until(() -> putBack().size() >= COUNT);
        await().during(Duration.ofSeconds(1))
                .atMost(DEADLINE)
                .until(() -> putBack().size() == COUNT);
        assertThat(putBack())
                .containsExactlyInAnyOrderElementsOf(IntStream.range(0, COUNT)
                        .mapToObj(number -> run + "_" + number)
                        .toList());
    }

    /** This test's own, among all that the class's tests put back. */
    private List<String> putBack() {
        return TopicReader.readAll(broker.bootstrapServers(), Topic.DELIVERIES).stream()
                .map(record -> HeaderText.read(record.headers(), HeaderNames.DELIVERY_ID)
                        .orElse(""))
                .filter(deliveryId -> deliveryId.startsWith(run))
                .toList();
    }

    private static final class Killed extends Error {}
}

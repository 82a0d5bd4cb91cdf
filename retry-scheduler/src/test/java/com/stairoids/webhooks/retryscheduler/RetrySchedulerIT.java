package com.stairoids.webhooks.retryscheduler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.stairoids.webhooks.schemas.delivery.DeliveryHeaders;
import com.stairoids.webhooks.schemas.delivery.HeaderNames;
import com.stairoids.webhooks.schemas.delivery.HeaderText;
import com.stairoids.webhooks.schemas.delivery.MalformedHeadersException;
import com.stairoids.webhooks.schemas.delivery.RetryTier;
import com.stairoids.webhooks.schemas.topic.Topic;
import com.stairoids.webhooks.settings.KafkaSettings;
import com.stairoids.webhooks.settings.Settings;
import com.stairoids.webhooks.testing.broker.TestBroker;
import com.stairoids.webhooks.testing.topics.TopicReader;
import com.stairoids.webhooks.testing.topics.TopicWriter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.MemberDescription;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RetrySchedulerIT {
    private static final String DELAYS = "1s,2s,3s,4s,5s";
    private static final Duration DEADLINE = Duration.ofSeconds(60);

    /** The promise; on less than four cores a moment's lack of processors is longer. */
    private static final Duration LATEST =
            Duration.ofSeconds(Runtime.getRuntime().availableProcessors() >= 4 ? 1 : 10);

    @SuppressWarnings("NullAway.Init") // JUnit calls startBroker first.
    private static TestBroker broker;

    @SuppressWarnings("NullAway.Init") // JUnit calls startBroker first.
    private static TopicWriter writer;

    private final String run = UUID.randomUUID().toString();
    private final List<RetryScheduler> started = new ArrayList<>();

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it first.
    private Path state;

    @BeforeAll
    static void startBroker() {
        broker = TestBroker.start();
        writer = new TopicWriter(broker.bootstrapServers());
    }

    @AfterAll
    static void stopBroker() {
        writer.close();
        broker.close();
    }

    @AfterEach
    void stopSchedulers() {
        started.forEach(RetryScheduler::close);
    }

    @Test
    void putsADeliveryOfEveryTierBackWithinASecondAfterItIsDueAndNotBefore() {
        startReady(DELAYS);
        Instant due = Instant.now();
        Map<String, Instant> dueTimes = new HashMap<>();
        for (RetryTier tier : RetryTier.values()) {
            due = due.plusSeconds(1);
            dueTimes.put(run + tier, due);
            write(tier.topic(), run + tier, due);
        }

        var putBack = awaitPutBack(dueTimes.size());

        assertThat(putBack).hasSize(dueTimes.size()).allSatisfy(record -> {
            Instant dueAt = dueTimes.getOrDefault(deliveryId(record), Instant.EPOCH);
            assertThat(Instant.ofEpochMilli(record.timestamp())).isBetween(dueAt.minusMillis(1), dueAt.plus(LATEST));
        });
        List<Duration> late = putBack.stream()
                .map(record -> Duration.between(
                        dueTimes.getOrDefault(deliveryId(record), Instant.EPOCH),
                        Instant.ofEpochMilli(record.timestamp())))
                .sorted()
                .toList();
        assertThat(late.get(late.size() / 2))
                .as("the median, which one stall of the machine does not change")
                .isLessThanOrEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void putsBackKeyBodyAndHeadersAsTheyCame() throws MalformedHeadersException {
        byte[] key = {(byte) 0xC3, 0x28, 0};
        byte[] body = "{\"n\": 1.10, \"n\": 12345678901234567890, \"e\":\"\\u00e4ä\"}".getBytes(StandardCharsets.UTF_8);
        Headers headers = headers(id(0), Instant.now());
        startReady(DELAYS);

        writer.write(new ProducerRecord<>(Topic.RETRY_1M.topicName(), null, null, key, body, headers));

        var putBack = awaitPutBack(1).getFirst();
        assertThat(putBack.key()).isEqualTo(key);
        assertThat(putBack.value()).isEqualTo(body);
        assertThat(DeliveryHeaders.of(putBack.headers()))
                .isEqualTo(DeliveryHeaders.of(headers).dueAt(null));
    }

    @Test
    void putsOnWhatIsNoDelivery() {
        Headers headers = new RecordHeaders().add(HeaderNames.DELIVERY_ID, id(0).getBytes(StandardCharsets.UTF_8));
        startReady(DELAYS);

        writer.write(Topic.RETRY_5M, null, null, headers);

        var putOn = awaitPutBack(1).getFirst();
        assertThat(putOn.key()).isNull();
        assertThat(putOn.value()).isNull();
        assertThat(putOn.headers().toArray()).isEqualTo(headers.toArray());
    }

    @Test
    void putsBackWhatBecameDueWhileItWasDown() {
        for (int number = 0; number < 50; number++) {
            write(Topic.RETRY_1M, id(number), Instant.now().minusSeconds(60));
        }

        startReady(DELAYS);

        assertThat(awaitPutBack(50)).extracting(RetrySchedulerIT::deliveryId).doesNotHaveDuplicates();
    }

    @Test
    void freesWhatWaitsWhenADelayIsShortened() {
        startReady("1h,2h,3h,4h,5h");
        write(Topic.RETRY_8H, id(0), Instant.now().plus(Duration.ofHours(5)));
        await().during(Duration.ofSeconds(2))
                .atMost(DEADLINE)
                .until(() -> putBack().isEmpty());
        stopSchedulers();

        startReady(DELAYS);

        assertThat(awaitPutBack(1)).hasSize(1);
    }

    @Test
    void sharesPartitionsWithAnotherAndLosesNothingWhenItLeaves() {
        startReady(DELAYS);
        RetryScheduler leaving = start(DELAYS);
        await().atMost(DEADLINE).until(() -> leaving.isReady() && eachHasTwoPartitions());
        for (int number = 0; number < 400; number++) {
            send(Topic.RETRY_1M, id(number), Instant.now().plusMillis(5L * number));
        }
        await().atMost(DEADLINE).until(() -> putBack().size() > 50);

        leaving.close();

        awaitPutBack(400);
        assertThat(leaving.ended()).isCompleted();
        assertThat(putBack())
                .extracting(RetrySchedulerIT::deliveryId)
                .hasSize(400)
                .doesNotHaveDuplicates();
    }

    @Test
    void putsTwentyThousandThatAreDueAtOnceBackOnceEach() {
        int count = 20_000;
        Instant due = Instant.now().plusSeconds(8);
        for (int number = 0; number < count; number++) {
            send(Topic.RETRY_30M, id(number), due);
        }
        startReady("10s,10s,10s,10s,10s");

        var putBack = awaitPutBack(count);

        assertThat(putBack)
                .extracting(RetrySchedulerIT::deliveryId)
                .hasSize(count)
                .doesNotHaveDuplicates();
        long last = putBack.stream().mapToLong(ConsumerRecord::timestamp).max().orElseThrow();
        Duration took = Duration.between(due, Instant.ofEpochMilli(last));
        System.getLogger("measured").log(System.Logger.Level.INFO, "20,000 at once took {0}", took);
        assertThat(took).isPositive();
    }

    @Test
    void endsCleanly() {
        RetryScheduler scheduler = startReady(DELAYS);

        scheduler.close();
        scheduler.close();

        assertThat(scheduler.ended()).isCompleted();
        assertThat(scheduler.isReady()).isFalse();
    }

    private RetryScheduler startReady(String delays) {
        RetryScheduler scheduler = start(delays);
        await().atMost(DEADLINE).until(scheduler::isReady);
        return scheduler;
    }

    private RetryScheduler start(String delays) {
        var settings = Settings.of(Map.of(
                "kafka.bootstrap-servers",
                broker.bootstrapServers(),
                "retry.delays",
                delays,
                "retry-scheduler.state-directory",
                state.resolve("scheduler-" + started.size()).toString()));
        RetryScheduler scheduler = RetryScheduler.start(
                RetrySchedulerSettings.of(settings), KafkaSettings.of(settings), new SimpleMeterRegistry());
        started.add(scheduler);
        return scheduler;
    }

    private String id(int number) {
        return run + "_" + number;
    }

    private static void write(Topic tier, String deliveryId, Instant due) {
        writer.write(tier, "ep_" + deliveryId, new byte[] {'{', '}'}, headers(deliveryId, due));
    }

    private static void send(Topic tier, String deliveryId, Instant due) {
        byte[] key = ("ep_" + deliveryId).getBytes(StandardCharsets.UTF_8);
        var _ = writer.send(new ProducerRecord<>(
                tier.topicName(), null, null, key, new byte[] {'{', '}'}, headers(deliveryId, due)));
    }

    private static Headers headers(String deliveryId, Instant due) {
        return DeliveryHeaders.ofEvent("evt_1", "signal.created", "ws_1", deliveryId, "2026-11-01T12:00:00Z", 3, null)
                .failed(Instant.parse("2026-11-01T12:00:01Z"), "503")
                .dueAt(due)
                .toHeaders();
    }

    private List<ConsumerRecord<byte[], byte[]>> awaitPutBack(int count) {
        await().atMost(DEADLINE)
                .pollInterval(Duration.ofMillis(200))
                .until(() -> putBack().size() >= count);
        return putBack();
    }

    /** This test's own, among all that the class's tests put back. */
    private List<ConsumerRecord<byte[], byte[]>> putBack() {
        return TopicReader.readAllBytes(broker.bootstrapServers(), Topic.DELIVERIES).stream()
                .filter(record -> deliveryId(record).startsWith(run))
                .toList();
    }

    private static String deliveryId(ConsumerRecord<?, ?> record) {
        return HeaderText.read(record.headers(), HeaderNames.DELIVERY_ID).orElse("");
    }

    private static boolean eachHasTwoPartitions() throws InterruptedException, ExecutionException {
        try (Admin admin =
                Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, broker.bootstrapServers()))) {
            var groups = admin.describeConsumerGroups(List.of("stairoids-retry-scheduler-1m"));
            var members = groups.all().get().values().stream()
                    .flatMap(group -> group.members().stream())
                    .toList();
            return members.stream()
                            .map(MemberDescription::assignment)
                            .allMatch(assignment -> assignment.topicPartitions().size() == 2)
                    && members.size() == 2;
        }
    }
}

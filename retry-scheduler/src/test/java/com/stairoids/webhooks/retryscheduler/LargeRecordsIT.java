package com.stairoids.webhooks.retryscheduler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.stairoids.webhooks.schemas.delivery.Cause;
import com.stairoids.webhooks.schemas.delivery.DeliveryHeaders;
import com.stairoids.webhooks.schemas.delivery.HeaderNames;
import com.stairoids.webhooks.schemas.delivery.HeaderText;
import com.stairoids.webhooks.schemas.delivery.Parking;
import com.stairoids.webhooks.schemas.replay.ReplayRequest;
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
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The largest bodies that the router lets through, with the longest headers. */
class LargeRecordsIT {
    private static final int COUNT = 24;
    /** {@code router.max-event-bytes}: as it is by default, and as large as it may be set. */
    private static final int LARGEST_BODY = 256 * 1024;

    private static final int LARGEST_ALLOWED_BODY = 1024 * 1024;
    private static final Duration DEADLINE = Duration.ofSeconds(60);

    /** Of each run alone: what one broker was asked for is another's to send. */
    @TempDir
    private Path directory;

    /**
     * In one transaction as far as the bounds go: the batch is larger than a request may be. Bodies of noise, which no
     * compression makes smaller.
     *
     * @param arriving how the tier's records are compressed
     * @param leaving how the retry-scheduler compresses
     */
    @ParameterizedTest
    @CsvSource({
        LARGEST_BODY + ",none,none",
        LARGEST_ALLOWED_BODY + ",none,none",
        LARGEST_ALLOWED_BODY + ",zstd,none",
        LARGEST_ALLOWED_BODY + ",none,zstd",
        LARGEST_ALLOWED_BODY + ",gzip,snappy"
    })
    void passThroughTheTiersAndTheReplaysWhateverTheCompression(int bodyBytes, String arriving, String leaving) {
        Map<Integer, byte[]> bodies = new HashMap<>();
        try (TestBroker broker = TestBroker.start();
                TopicWriter writer = new TopicWriter(broker.bootstrapServers(), arriving)) {
            for (int number = 0; number < COUNT; number++) {
                byte[] body = new byte[bodyBytes];
                new Random(number).nextBytes(body);
                bodies.put(number, body);
                writer.write(record(number, body));
            }
            var settings = Settings.of(Map.of(
                    "kafka.bootstrap-servers", broker.bootstrapServers(),
                    "kafka.client.compression.type", leaving,
                    "retry-scheduler.state-directory", directory.toString(),
                    "retry-scheduler.batch-bytes", Integer.toString(64 * 1024 * 1024)));

            try (var _ = RetryScheduler.start(
                    RetrySchedulerSettings.of(settings), KafkaSettings.of(settings), new SimpleMeterRegistry())) {
                await().atMost(DEADLINE)
                        .pollInterval(Duration.ofSeconds(1))
                        .until(() -> putBack(broker).size() >= COUNT);
                assertThat(putBack(broker)).hasSize(COUNT).allSatisfy(record -> {
                    int number = number(record);
                    assertThat(Arrays.equals(record.value(), bodies.get(number)))
                            .as("body of %d is as it was", number)
                            .isTrue();
                    assertThat(record.key()).isEqualTo(longKey());
                });
            }
        }
    }

    /** A third each in two tiers and among the replays that are asked for. */
    private static ProducerRecord<byte[], byte[]> record(int number, byte[] body) {
        DeliveryHeaders headers = headers(number);
        if (number % 3 == 0) {
            ReplayRequest request =
                    new ReplayRequest(new String(longKey(), StandardCharsets.UTF_8), headers, "r".repeat(128));
            byte[] key = request.key().getBytes(StandardCharsets.UTF_8);
            return new ProducerRecord<>(Topic.REPLAYS.topicName(), null, null, key, body, request.toHeaders());
        }
        Topic tier = number % 3 == 1 ? Topic.RETRY_1M : Topic.RETRY_8H;
        return new ProducerRecord<>(tier.topicName(), null, null, longKey(), body, headers.toHeaders());
    }

    private static byte[] longKey() {
        return ("ep_" + "k".repeat(125)).getBytes(StandardCharsets.UTF_8);
    }

    private static DeliveryHeaders headers(int number) {
        String longest = "x".repeat(100);
        return new DeliveryHeaders(
                "evt_" + longest,
                "account.score_changed",
                "ws_" + longest,
                "dlv_" + number,
                5,
                "2026-11-01T12:00:00.123456789Z",
                Instant.parse("2026-11-01T12:00:00.123Z"),
                Instant.parse("2026-11-01T12:00:00.123456789Z"),
                Instant.now(),
                "e".repeat(DeliveryHeaders.LAST_ERROR_BYTES),
                Cause.REPLAY,
                "dlv_" + longest,
                Long.MAX_VALUE,
                "00-" + "a".repeat(32) + "-" + "b".repeat(16) + "-01",
                new Parking(Duration.ofMillis(Long.MAX_VALUE), null, null));
    }

    private static int number(ConsumerRecord<?, ?> record) {
        String replayed =
                HeaderText.read(record.headers(), HeaderNames.REPLAY_OF).orElseThrow();
        String id = replayed.contains("x")
                ? HeaderText.read(record.headers(), HeaderNames.DELIVERY_ID).orElseThrow()
                : replayed;
        return Integer.parseInt(id.substring("dlv_".length()));
    }

    private static List<ConsumerRecord<byte[], byte[]>> putBack(TestBroker broker) {
        return TopicReader.readAllBytes(broker.bootstrapServers(), Topic.DELIVERIES);
    }
}

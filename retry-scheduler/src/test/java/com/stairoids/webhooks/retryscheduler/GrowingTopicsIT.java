package com.stairoids.webhooks.retryscheduler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.stairoids.webhooks.schemas.delivery.DeliveryHeaders;
import com.stairoids.webhooks.schemas.delivery.HeaderNames;
import com.stairoids.webhooks.schemas.delivery.HeaderText;
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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Partitions are added to the topics of a running retry-scheduler, with deliveries that wait and deliveries that come. */
class GrowingTopicsIT {
    private static final int GROWN = 2 * TestBroker.PARTITIONS;
    /** Within which new partitions are noticed, and some more for the group to share them out. */
    private static final Duration METADATA_AGE = Duration.ofSeconds(5);

    private static final Duration DEADLINE = METADATA_AGE.plusSeconds(30);

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it.
    private Path stateDirectory;

    @Test
    void loseAndDoubleNothingAndTheNewPartitionsAreTakenUpWithinTheMetadataAge() throws Exception {
        try (TestBroker broker = TestBroker.start();
                TopicWriter writer = new TopicWriter(broker.bootstrapServers())) {
            var settings = Settings.of(Map.of(
                    "kafka.bootstrap-servers",
                    broker.bootstrapServers(),
                    "kafka.client.metadata.max.age.ms",
                    Long.toString(METADATA_AGE.toMillis()),
                    "retry-scheduler.state-directory",
                    stateDirectory.toString(),
                    "retry.delays",
                    "1m,1m,1m,1m,1m"));
            RetryScheduler scheduler = RetryScheduler.start(
                    RetrySchedulerSettings.of(settings), KafkaSettings.of(settings), new SimpleMeterRegistry());
            try (scheduler) {
                await().atMost(DEADLINE).until(scheduler::isReady);
                int before = write(
                        writer, 0, TestBroker.PARTITIONS, 50, Instant.now().plusSeconds(5));

                grow(broker.bootstrapServers());
                Instant grown = Instant.now();
                int count = writeAnew(broker, before, GROWN, 50, grown.plusSeconds(1));

                await().atMost(DEADLINE)
                        .pollInterval(Duration.ofMillis(500))
                        .until(() -> putBack(broker).size() >= count);
                await().during(Duration.ofSeconds(1))
                        .atMost(DEADLINE)
                        .until(() -> putBack(broker).size() == count);
                assertThat(putBack(broker))
                        .extracting(GrowingTopicsIT::deliveryId)
                        .doesNotHaveDuplicates();
            }
        }
    }

    /** By a producer that has not seen the topics as they were. */
    private static int writeAnew(TestBroker broker, int from, int partitions, int perPartition, Instant due) {
        try (TopicWriter writer = new TopicWriter(broker.bootstrapServers())) {
            return write(writer, from, partitions, perPartition, due);
        }
    }

    /** Writes to every tier's partitions in turn, and says how many there are then. */
    private static int write(TopicWriter writer, int from, int partitions, int perPartition, Instant due) {
        int number = from;
        for (RetryTier tier : RetryTier.values()) {
            for (int turn = 0; turn < partitions * perPartition; turn++) {
                byte[] key = ("ep_" + number).getBytes(StandardCharsets.UTF_8);
                var headers = DeliveryHeaders.ofEvent(
                                "evt_1", "signal.created", "ws_1", "dlv_" + number, "2026-11-01T12:00:00Z", 3, null)
                        .failed(Instant.parse("2026-11-01T12:00:01Z"), "503")
                        .dueAt(due)
                        .toHeaders();
                var _ = writer.send(new ProducerRecord<>(
                        tier.topic().topicName(), turn % partitions, null, key, new byte[] {'{', '}'}, headers));
                number++;
            }
        }
        return number;
    }

    private static void grow(String bootstrapServers) throws InterruptedException, ExecutionException {
        Map<String, NewPartitions> growth = new HashMap<>();
        growth.put(Topic.DELIVERIES.topicName(), NewPartitions.increaseTo(GROWN));
        for (RetryTier tier : RetryTier.values()) {
            growth.put(tier.topic().topicName(), NewPartitions.increaseTo(GROWN));
        }
        try (Admin admin = Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers))) {
            admin.createPartitions(growth).all().get();
            awaitLeaders(admin, growth.keySet());
        }
    }

    /** Kafka confirms new partitions before their leaders serve them. */
    private static void awaitLeaders(Admin admin, Set<String> topics) {
        Map<TopicPartition, OffsetSpec> partitions = new HashMap<>();
        for (String topic : topics) {
            for (int partition = 0; partition < GROWN; partition++) {
                partitions.put(new TopicPartition(topic, partition), OffsetSpec.latest());
            }
        }
        await().atMost(DEADLINE)
                .ignoreExceptions()
                .until(() -> admin.listOffsets(partitions).all().get().size() == partitions.size());
    }

    private static List<ConsumerRecord<byte[], byte[]>> putBack(TestBroker broker) {
        return TopicReader.readAllBytes(broker.bootstrapServers(), Topic.DELIVERIES);
    }

    private static String deliveryId(ConsumerRecord<?, ?> record) {
        return HeaderText.read(record.headers(), HeaderNames.DELIVERY_ID).orElse("");
    }
}

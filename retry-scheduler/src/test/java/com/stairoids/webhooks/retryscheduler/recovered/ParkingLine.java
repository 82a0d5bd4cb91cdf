package com.stairoids.webhooks.retryscheduler.recovered;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.awaitility.Awaitility.await;

import com.stairoids.webhooks.retryscheduler.RetryScheduler;
import com.stairoids.webhooks.retryscheduler.RetrySchedulerSettings;
import com.stairoids.webhooks.schemas.delivery.HeaderNames;
import com.stairoids.webhooks.schemas.delivery.HeaderText;
import com.stairoids.webhooks.schemas.topic.ChangelogTopic;
import com.stairoids.webhooks.schemas.topic.Topic;
import com.stairoids.webhooks.settings.KafkaSettings;
import com.stairoids.webhooks.settings.Settings;
import com.stairoids.webhooks.testing.broker.TestBroker;
import com.stairoids.webhooks.testing.topics.TopicReader;
import com.stairoids.webhooks.testing.topics.TopicWriter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/** The topics on both sides of a retry-scheduler, as a sender sees them. */
final class ParkingLine implements AutoCloseable {
    static final Duration DEADLINE = Duration.ofMinutes(2);

    private final TestBroker broker = TestBroker.start();
    private final TopicWriter writer = new TopicWriter(broker.bootstrapServers());

    String bootstrapServers() {
        return broker.bootstrapServers();
    }

    /** Starts a retry-scheduler and waits until it is ready. */
    RetryScheduler start(Path state, Map<String, String> settings) {
        RetryScheduler scheduler = start(bootstrapServers(), state, settings);
        await().atMost(DEADLINE).until(scheduler::isReady);
        return scheduler;
    }

    static RetryScheduler start(String bootstrapServers, Path state, Map<String, String> settings) {
        Map<String, String> all = new HashMap<>(settings);
        all.put(KafkaSettings.BOOTSTRAP_SERVERS.name(), bootstrapServers);
        all.put(RetrySchedulerSettings.STATE_DIRECTORY.name(), state.toString());
        Settings given = Settings.of(all);
        return RetryScheduler.start(
                RetrySchedulerSettings.of(given), KafkaSettings.of(given), new SimpleMeterRegistry());
    }

    /** Parks deliveries {@code <endpoint>_<number>}, from one number to another, and waits until they are written. */
    void park(String endpoint, int from, int to, byte[] body) {
        Instant now = Instant.now();
        List<Future<RecordMetadata>> sent = IntStream.range(from, to)
                .mapToObj(number -> writer.send(new ProducerRecord<>(
                        Topic.PARKED.topicName(),
                        null,
                        null,
                        endpoint.getBytes(UTF_8),
                        body,
                        ParkedDeliveries.parked(endpoint + "_" + number, now.plusMillis(number)))))
                .toList();
        await().atMost(DEADLINE).until(() -> sent.stream().allMatch(Future::isDone));
    }

    /** Waits until all that was parked so far is in the store. */
    void awaitParked() {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers()))) {
            await().atMost(DEADLINE).until(() -> {
                Map<TopicPartition, OffsetAndMetadata> read = admin.listConsumerGroupOffsets(
                                ChangelogTopic.Application.RECOVERED.id())
                        .partitionsToOffsetAndMetadata()
                        .get();
                Map<TopicPartition, OffsetSpec> partitions = IntStream.range(0, TestBroker.PARTITIONS)
                        .mapToObj(partition -> new TopicPartition(Topic.PARKED.topicName(), partition))
                        .collect(Collectors.toMap(partition -> partition, _ -> OffsetSpec.latest()));
                return admin.listOffsets(partitions).all().get().entrySet().stream()
                        .allMatch(end -> end.getValue().offset() == 0
                                || end.getValue().offset() == offset(read.get(end.getKey())));
            });
        }
    }

    private static long offset(@Nullable OffsetAndMetadata read) {
        return read == null ? 0 : read.offset();
    }

    void grant(String endpoint, String epoch, long granted, @Nullable Instant notBefore) {
        writer.write(Topic.ENDPOINT_HEALTH, endpoint, ParkedDeliveries.grant(epoch, granted, notBefore));
    }

    /** The deliveries of the endpoint that were let go, in their order. */
    List<ConsumerRecord<String, byte[]>> released(String endpoint) {
        return TopicReader.readAll(bootstrapServers(), Topic.DELIVERIES).stream()
                .filter(record -> endpoint.equals(record.key()))
                .toList();
    }

    List<String> releasedIds(String endpoint) {
        return released(endpoint).stream()
                .map(record -> header(record, HeaderNames.DELIVERY_ID))
                .toList();
    }

    static String header(ConsumerRecord<?, ?> record, String name) {
        return HeaderText.read(record.headers(), name).orElse("");
    }

    @Override
    public void close() {
        writer.close();
        broker.close();
    }
}

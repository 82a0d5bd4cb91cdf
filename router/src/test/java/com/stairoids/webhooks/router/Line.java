package com.stairoids.webhooks.router;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.awaitility.Awaitility.await;

import com.stairoids.webhooks.schemas.delivery.HeaderNames;
import com.stairoids.webhooks.schemas.delivery.HeaderText;
import com.stairoids.webhooks.schemas.event.Identifiers;
import com.stairoids.webhooks.schemas.topic.Topic;
import com.stairoids.webhooks.settings.KafkaSettings;
import com.stairoids.webhooks.settings.Settings;
import com.stairoids.webhooks.testing.broker.TestBroker;
import com.stairoids.webhooks.testing.topics.TopicReader;
import com.stairoids.webhooks.testing.topics.TopicWriter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.config.ConfigResource;
import org.jspecify.annotations.Nullable;

/** The topics on both sides of a router: what upstream and admins write, and what came out of it. */
final class Line implements AutoCloseable {
    private static final Duration DEADLINE = Duration.ofSeconds(30);
    private static final byte[] MARK = "a mark, which is no JSON".getBytes(UTF_8);

    private final TestBroker broker = TestBroker.start();
    private final TopicWriter writer = new TopicWriter(broker.bootstrapServers());

    String bootstrapServers() {
        return broker.bootstrapServers();
    }

    /** Starts a router and waits until it is ready. */
    Router startRouter(Path state) {
        Settings settings = Settings.of(Map.of(
                KafkaSettings.BOOTSTRAP_SERVERS.name(),
                bootstrapServers(),
                RouterSettings.STATE_DIRECTORY.name(),
                state.toString()));
        Router router =
                Router.start(RouterSettings.of(settings), KafkaSettings.of(settings), new SimpleMeterRegistry());
        await().atMost(DEADLINE).until(router::isReady);
        return router;
    }

    /** Writes an endpoint, or a tombstone. */
    RecordMetadata subscribe(String workspace, String endpoint, byte @Nullable [] value) {
        return writer.write(Topic.SUBSCRIPTIONS, workspace + "/" + endpoint, value);
    }

    /** The same under any key. */
    void subscribe(@Nullable String key, byte @Nullable [] value) {
        writer.write(Topic.SUBSCRIPTIONS, key, value);
    }

    /** Writes an event to the signals. */
    RecordMetadata produce(byte @Nullable [] value) {
        return produce("one key", value);
    }

    RecordMetadata produce(String key, byte @Nullable [] value) {
        return writer.write(Topic.SIGNALS, key, value);
    }

    /** Writes a record with a timestamp of its producer's. */
    RecordMetadata produce(Topic topic, long timestamp, byte[] value) {
        return writer.write(new ProducerRecord<>(topic.topicName(), null, timestamp, null, value));
    }

    /** Writes events to the signals, as fast as may be, and waits until all are there. */
    void produceAll(List<byte[]> values) {
        List<Future<RecordMetadata>> sent = values.stream()
                .map(value -> writer.send(new ProducerRecord<>(Topic.SIGNALS.topicName(), value)))
                .toList();
        await().atMost(DEADLINE).until(() -> sent.stream().allMatch(Future::isDone));
    }

    /** Waits until the workspace's signals go to {@code count} endpoints. */
    void awaitReceivers(String workspace, int count) {
        await().atMost(DEADLINE)
                .until(() -> deliveriesOf(produce(Events.signal(workspace))).size() == count);
    }

    /** Waits until the records, all in one partition, have been routed, and returns those that went to an endpoint. */
    List<RecordMetadata> deliveredOf(List<RecordMetadata> records, String endpoint) {
        awaitRouted(records.getLast());
        Set<String> deliveries = TopicReader.readAll(bootstrapServers(), Topic.DELIVERIES).stream()
                .map(delivery -> header(delivery, HeaderNames.DELIVERY_ID))
                .collect(Collectors.toSet());
        return records.stream()
                .filter(at ->
                        deliveries.contains(Identifiers.deliveryId(at.topic(), at.partition(), at.offset(), endpoint)))
                .toList();
    }

    private void awaitRouted(RecordMetadata at) {
        rejectionOf(writer.write(new ProducerRecord<>(at.topic(), at.partition(), null, MARK)));
    }

    /** Waits until the record has been routed, and returns its deliveries. */
    List<ConsumerRecord<String, byte[]>> deliveriesOf(RecordMetadata at) {
        awaitRouted(at);
        return TopicReader.readAll(bootstrapServers(), Topic.DELIVERIES).stream()
                .filter(delivery -> header(delivery, HeaderNames.DELIVERY_ID)
                        .equals(Identifiers.deliveryId(at.topic(), at.partition(), at.offset(), delivery.key())))
                .toList();
    }

    /** Waits until the record has been rejected. */
    ConsumerRecord<String, byte[]> rejectionOf(RecordMetadata at) {
        return rejectionsOf(List.of(at)).getFirst();
    }

    /** Waits until all of them have been rejected. */
    List<ConsumerRecord<String, byte[]>> rejectionsOf(List<RecordMetadata> records) {
        return await().atMost(DEADLINE)
                .until(
                        () -> {
                            Map<List<String>, ConsumerRecord<String, byte[]>> rejected = rejectedBySource();
                            return records.stream()
                                    .map(Line::coordinates)
                                    .flatMap(at -> Stream.ofNullable(rejected.get(at)))
                                    .toList();
                        },
                        found -> found.size() == records.size());
    }

    private Map<List<String>, ConsumerRecord<String, byte[]>> rejectedBySource() {
        return TopicReader.readAll(bootstrapServers(), Topic.REJECTED_EVENTS).stream()
                .collect(Collectors.toMap(
                        rejected -> List.of(
                                header(rejected, HeaderNames.SOURCE_TOPIC),
                                header(rejected, HeaderNames.SOURCE_PARTITION),
                                header(rejected, HeaderNames.SOURCE_OFFSET)),
                        rejected -> rejected));
    }

    private static List<String> coordinates(RecordMetadata at) {
        return List.of(at.topic(), Integer.toString(at.partition()), Long.toString(at.offset()));
    }

    /** Lets producers choose timestamps, as on a topic that was not made as declared. */
    void letPassAnyTimestamp(Topic topic) {
        ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic.topicName());
        List<AlterConfigOp> changes = Stream.of(
                        new ConfigEntry("message.timestamp.type", "CreateTime"),
                        new ConfigEntry("message.timestamp.after.max.ms", Long.toString(Long.MAX_VALUE)))
                .map(entry -> new AlterConfigOp(entry, AlterConfigOp.OpType.SET))
                .toList();
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers()))) {
            admin.incrementalAlterConfigs(Map.of(resource, changes))
                    .all()
                    .toCompletionStage()
                    .toCompletableFuture()
                    .join();
        }
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

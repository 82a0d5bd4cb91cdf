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
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
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
        Router router = Router.start(RouterSettings.of(settings), KafkaSettings.of(settings));
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

    /** The same without waiting for it to be written. */
    void send(String key, byte[] value) {
        var _ = writer.send(new ProducerRecord<>(Topic.SIGNALS.topicName(), key.getBytes(UTF_8), value));
    }

    /** Waits until the workspace's signals go to {@code count} endpoints. */
    void awaitReceivers(String workspace, int count) {
        await().atMost(DEADLINE)
                .until(() -> deliveriesOf(produce(Events.signal(workspace))).size() == count);
    }

    /** Waits until the record has been routed, and returns its deliveries. */
    List<ConsumerRecord<String, byte[]>> deliveriesOf(RecordMetadata at) {
        rejectionOf(writer.write(new ProducerRecord<>(at.topic(), at.partition(), null, MARK)));
        return TopicReader.readAll(bootstrapServers(), Topic.DELIVERIES).stream()
                .filter(delivery -> header(delivery, HeaderNames.DELIVERY_ID)
                        .equals(Identifiers.deliveryId(at.topic(), at.partition(), at.offset(), delivery.key())))
                .toList();
    }

    /** Waits until the record has been rejected. */
    ConsumerRecord<String, byte[]> rejectionOf(RecordMetadata at) {
        Predicate<ConsumerRecord<String, byte[]>> same =
                rejected -> header(rejected, HeaderNames.SOURCE_TOPIC).equals(at.topic())
                        && header(rejected, HeaderNames.SOURCE_PARTITION).equals(Integer.toString(at.partition()))
                        && header(rejected, HeaderNames.SOURCE_OFFSET).equals(Long.toString(at.offset()));
        return await().atMost(DEADLINE)
                .until(
                        () -> TopicReader.readAll(bootstrapServers(), Topic.REJECTED_EVENTS).stream()
                                .filter(same)
                                .findFirst(),
                        Optional::isPresent)
                .orElseThrow();
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

package com.stairoids.webhooks.bench;

import com.stairoids.webhooks.schemas.topic.Topic;
import com.stairoids.webhooks.settings.KafkaSettings;
import com.stairoids.webhooks.settings.Settings;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/** Produces events of the documented example's shape and size. */
final class Events implements AutoCloseable {
    private final KafkaProducer<String, byte[]> producer;
    private final String workspace;
    private final AtomicReference<@Nullable Exception> failure = new AtomicReference<>();

    /** @param linger how long the producer may wait to fill a batch */
    Events(Settings settings, String workspace, Duration linger) {
        Map<String, Object> configuration =
                new HashMap<>(KafkaSettings.of(settings).producer());
        configuration.put(ProducerConfig.LINGER_MS_CONFIG, linger.toMillis());
        this.producer = new KafkaProducer<>(configuration);
        this.workspace = workspace;
    }

    /** Sends without waiting; a failure is thrown by a later call. */
    void send(String id) {
        send(workspace, id);
    }

    /** The same for another workspace. */
    void send(String otherWorkspace, String id) {
        requireSent();
        var _ = producer.send(
                new ProducerRecord<>(Topic.SIGNALS.topicName(), id, body(otherWorkspace, id)), (_, exception) -> {
                    if (exception != null) {
                        failure.compareAndSet(null, exception);
                    }
                });
    }

    void flush() {
        producer.flush();
        requireSent();
    }

    /** The event as produced, which is also the body that its endpoints receive. */
    byte[] body(String id) {
        return body(workspace, id);
    }

    private static byte[] body(String workspace, String id) {
        return """
        {"event":"signal.created","id":"%s","created_at":"2024-06-15T14:32:07Z","workspace_id":"%s",\
        "data":{"signal":{"id":"sig_01HJKL5678MNOPQR","type":"page_view","source":"segment",\
        "created_at":"2024-06-15T14:32:05Z","properties":{"url":"https://www.acme.com/pricing",\
        "referrer":"https://www.google.com"},"account":{"id":"acc_01HSTU9012VWXYZ1","domain":"acme.com",\
        "name":"Acme Corp"},"contact":{"id":"con_01H2345ABCDE6789","email":"jane.doe@acme.com","name":"Jane Doe"}}}}""".formatted(id, workspace).getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        producer.close();
    }

    private void requireSent() {
        Exception failed = failure.get();
        if (failed != null) {
            throw new IllegalStateException("an event was not produced", failed);
        }
    }
}

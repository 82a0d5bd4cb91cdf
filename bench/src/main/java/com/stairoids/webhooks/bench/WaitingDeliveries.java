package com.stairoids.webhooks.bench;

import com.stairoids.webhooks.schemas.delivery.DeliveryHeaders;
import com.stairoids.webhooks.schemas.topic.Topic;
import com.stairoids.webhooks.settings.KafkaSettings;
import com.stairoids.webhooks.settings.Settings;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/** Writes deliveries that wait in a tier. A body begins with its number and its due time, 8 bytes each. */
final class WaitingDeliveries implements AutoCloseable {
    static final int LEAST_BODY_BYTES = 2 * Long.BYTES;

    private final KafkaProducer<String, byte[]> producer;
    private final Topic tier;
    private final int bodyBytes;
    private final AtomicReference<@Nullable Exception> failure = new AtomicReference<>();

    WaitingDeliveries(Settings settings, Topic tier, int bodyBytes) {
        Map<String, Object> configuration =
                new HashMap<>(KafkaSettings.of(settings).producer());
        configuration.put(ProducerConfig.LINGER_MS_CONFIG, 20);
        configuration.put(ProducerConfig.BATCH_SIZE_CONFIG, 128 * 1024);
        this.producer = new KafkaProducer<>(configuration);
        this.tier = tier;
        this.bodyBytes = Math.max(bodyBytes, LEAST_BODY_BYTES);
    }

    /** Sends without waiting; a failure is thrown by a later call. */
    void send(long number, Instant due) {
        requireSent();
        byte[] body = new byte[bodyBytes];
        ByteBuffer.wrap(body).putLong(number).putLong(due.toEpochMilli());
        var headers = DeliveryHeaders.ofEvent(
                        "evt_" + number, "signal.created", "ws_1", "dlv_" + number, "2026-11-01T12:00:00Z", 3, null)
                .failed(Instant.parse("2026-11-01T12:00:01Z"), "503")
                .dueAt(due)
                .toHeaders();
        var _ = producer.send(
                new ProducerRecord<>(tier.topicName(), null, null, "ep_" + number, body, headers), (_, exception) -> {
                    if (exception != null) {
                        failure.compareAndSet(null, exception);
                    }
                });
    }

    void flush() {
        producer.flush();
        requireSent();
    }

    @Override
    public void close() {
        producer.close();
    }

    private void requireSent() {
        Exception failed = failure.get();
        if (failed != null) {
            throw new IllegalStateException("a delivery could not be written", failed);
        }
    }
}

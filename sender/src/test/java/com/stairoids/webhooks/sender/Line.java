package com.stairoids.webhooks.sender;

import static org.awaitility.Awaitility.await;

import com.stairoids.webhooks.schemas.delivery.DeliveryHeaders;
import com.stairoids.webhooks.schemas.encryption.SecretCipher;
import com.stairoids.webhooks.schemas.endpoint.EndpointKey;
import com.stairoids.webhooks.schemas.endpoint.EndpointStatus;
import com.stairoids.webhooks.schemas.endpoint.Subscription;
import com.stairoids.webhooks.schemas.json.Json;
import com.stairoids.webhooks.schemas.signature.SigningSecret;
import com.stairoids.webhooks.schemas.target.TargetGuard;
import com.stairoids.webhooks.schemas.topic.Topic;
import com.stairoids.webhooks.settings.KafkaSettings;
import com.stairoids.webhooks.settings.Settings;
import com.stairoids.webhooks.testing.topics.TopicWriter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;

/** What stands around a sender in tests: the subscriptions it reads and the deliveries it is given. */
final class Line implements AutoCloseable {
    static final SigningSecret SECRET = SigningSecret.generate(new SecureRandom());

    private final SecretCipher cipher = SecretCipher.ofKeyset(SecretCipher.newKeyset());
    private final String bootstrapServers;
    private final TopicWriter writer;

    Line(String bootstrapServers) {
        this.bootstrapServers = bootstrapServers;
        this.writer = new TopicWriter(bootstrapServers);
    }

    /** Starts a sender that may send to loopback, and waits until it is ready. */
    Sender startSender(Map<String, String> settings) {
        return startSender(settings, new SimpleMeterRegistry());
    }

    /** The same, with its meters in {@code registry}. */
    Sender startSender(Map<String, String> settings, MeterRegistry registry) {
        Map<String, String> all = new HashMap<>(settings);
        all.put("kafka.bootstrap-servers", bootstrapServers);
        all.putIfAbsent("sender.state-directory", "target/sender");
        Settings given = Settings.of(all);
        TargetGuard guard = new TargetGuard(List.of("127.0.0.0/8"), true);
        Sender sender = Sender.start(SenderSettings.of(given), KafkaSettings.of(given), cipher, guard, registry);
        await().atMost(Duration.ofSeconds(30)).until(sender::isReady);
        return sender;
    }

    /** Registers an endpoint of {@code ws_1}; returns the offset of its record. */
    long subscribe(String endpoint, URI url, EndpointStatus status) {
        Subscription subscription = new Subscription(
                endpoint,
                url.toString(),
                List.of("signal.created"),
                status,
                List.of(new Subscription.EncryptedSecret(
                        cipher.encrypt(SECRET.reveal(), endpoint), Deliveries.NOW, null)),
                null,
                List.of(new Subscription.EncryptedHeader("X-Custom", cipher.encrypt("custom value", endpoint))),
                null,
                1,
                Deliveries.NOW,
                Deliveries.NOW);
        return writer.write(Topic.SUBSCRIPTIONS, new EndpointKey("ws_1", endpoint).toString(), Json.write(subscription))
                .offset();
    }

    /** Deletes an endpoint; returns the offset of its tombstone. */
    long unsubscribe(String endpoint) {
        return writer.write(Topic.SUBSCRIPTIONS, new EndpointKey("ws_1", endpoint).toString(), null)
                .offset();
    }

    /** Produces a delivery on which {@code attempts} were made before. */
    void deliver(String endpoint, String deliveryId, long subscriptionOffset, int attempts) {
        writer.write(Topic.DELIVERIES, endpoint, Deliveries.BODY, headers(deliveryId, subscriptionOffset, attempts));
    }

    /** Produces a first delivery to a partition of choice. */
    void deliverTo(int partition, String endpoint, String deliveryId, long subscriptionOffset) {
        writer.write(new ProducerRecord<>(
                Topic.DELIVERIES.topicName(),
                partition,
                endpoint.getBytes(StandardCharsets.UTF_8),
                Deliveries.BODY,
                headers(deliveryId, subscriptionOffset, 0)));
    }

    void write(Topic topic, String key, byte[] value, Headers headers) {
        writer.write(topic, key, value, headers);
    }

    @Override
    public void close() {
        writer.close();
    }

    private static Headers headers(String deliveryId, long subscriptionOffset, int attempts) {
        DeliveryHeaders headers = DeliveryHeaders.ofEvent(
                        "evt_1", "signal.created", "ws_1", deliveryId, "2026-11-24T09:59:59Z", subscriptionOffset, null)
                .acceptedAt(Instant.now());
        for (int attempt = 0; attempt < attempts; attempt++) {
            headers = headers.failed(Deliveries.NOW, "earlier failure");
        }
        return headers.toHeaders();
    }
}

package com.stairoids.webhooks.bench;

import com.stairoids.webhooks.schemas.attempt.DeliveryIdentity;
import com.stairoids.webhooks.schemas.attempt.DeliveryIdentity.Coordinates;
import com.stairoids.webhooks.schemas.attempt.Happening;
import com.stairoids.webhooks.schemas.attempt.Happening.Failure;
import com.stairoids.webhooks.schemas.attempt.Happening.HttpHeader;
import com.stairoids.webhooks.schemas.attempt.Happening.Outcome;
import com.stairoids.webhooks.schemas.attempt.Happening.Request;
import com.stairoids.webhooks.schemas.attempt.Happening.Response;
import com.stairoids.webhooks.schemas.attempt.Happening.Timings;
import com.stairoids.webhooks.schemas.delivery.Cause;
import com.stairoids.webhooks.schemas.delivery.FailureReason;
import com.stairoids.webhooks.schemas.event.EventType;
import com.stairoids.webhooks.schemas.json.Json;
import com.stairoids.webhooks.schemas.topic.Topic;
import com.stairoids.webhooks.settings.KafkaSettings;
import com.stairoids.webhooks.settings.Settings;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/** Writes what a sender writes of deliveries to one endpoint: one attempt each, of which one in so many was the last failure. */
final class LoggedAttempts implements AutoCloseable {
    static final String WORKSPACE = "ws_01HABC1234DEFGHI";
    static final String ENDPOINT = "ep_01M85ZTS78ZA8EVXBSEBT7CB6J";

    private static final List<String> EVENT_TYPES =
            Arrays.stream(EventType.values()).map(EventType::wireName).toList();

    private static final List<HttpHeader> HEADERS = List.of(
            new HttpHeader("Content-Type", "application/json"),
            new HttpHeader("X-Stairoids-Signature", "(masked)"),
            new HttpHeader("X-Stairoids-Delivery", "dlv_0123456789abcdef0123456789abcdef"),
            new HttpHeader("User-Agent", "Stairoids-Webhooks"));

    private final KafkaProducer<String, byte[]> producer;
    private final int rare;
    private final byte[] answer;
    private final AtomicReference<@Nullable Exception> failure = new AtomicReference<>();

    LoggedAttempts(Settings settings, int rare, int answerBytes) {
        Map<String, Object> configuration =
                new HashMap<>(KafkaSettings.of(settings).producer());
        configuration.put(ProducerConfig.LINGER_MS_CONFIG, 20);
        configuration.put(ProducerConfig.BATCH_SIZE_CONFIG, 128 * 1024);
        this.producer = new KafkaProducer<>(configuration);
        this.rare = rare;
        this.answer = new byte[answerBytes];
    }

    static String deliveryId(int number) {
        return "dlv_%032x".formatted(number * 0x9E3779B97F4A7C15L);
    }

    void write(int deliveries) {
        for (int number = 0; number < deliveries; number++) {
            var _ = producer.send(
                    new ProducerRecord<>(Topic.ATTEMPTS.topicName(), ENDPOINT, Json.write(attempted(number))),
                    (_, exception) -> failure.compareAndSet(null, exception));
        }
        producer.flush();
        Exception failed = failure.get();
        if (failed != null) {
            throw new IllegalStateException("an attempt could not be written", failed);
        }
    }

    private Happening attempted(int number) {
        boolean failed = number % rare == 0;
        Instant now = Instant.now();
        return new Happening.Attempted(
                new DeliveryIdentity(
                        deliveryId(number),
                        "evt_%026d".formatted(number),
                        EVENT_TYPES.get(number % EVENT_TYPES.size()),
                        WORKSPACE,
                        ENDPOINT,
                        "2026-11-01T12:00:00Z",
                        Cause.EVENT,
                        null,
                        new Coordinates(Topic.DELIVERIES.topicName(), 3, number)),
                now,
                failed ? 6 : 1,
                failed ? Outcome.FAILED : Outcome.DELIVERED,
                failed ? new Failure(FailureReason.HTTP_STATUS, "The endpoint answered 500.") : null,
                new Request("https://hooks.example.com/stairoids", HEADERS),
                new Response(failed ? 500 : 200, HEADERS, answer, false),
                new Timings(now.minusMillis(number % 300), null, number % 300),
                null);
    }

    @Override
    public void close() {
        producer.close();
    }
}

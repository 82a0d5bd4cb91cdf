package com.stairoids.webhooks.endpoints.testdelivery;

import com.github.f4b6a3.ulid.Ulid;
import com.stairoids.webhooks.endpoints.Sighting;
import com.stairoids.webhooks.schemas.delivery.DeliveryHeaders;
import com.stairoids.webhooks.schemas.endpoint.EndpointKey;
import com.stairoids.webhooks.schemas.event.EventType;
import com.stairoids.webhooks.schemas.json.Json;
import com.stairoids.webhooks.schemas.topic.Topic;
import com.stairoids.webhooks.settings.KafkaSettings;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;

/**
 * Asks for test deliveries: a sample of an event type, as a new event of the endpoint's workspace, which a sender sends
 * ahead of all others, once, whatever the endpoint's status and event types. Thread-safe.
 */
public final class TestDeliveries implements AutoCloseable {
    /** Somebody waits for the answer. */
    private static final int TIMEOUT_MS = 10_000;

    private static final int ULID_RANDOM_BYTES = 10;
    private static final int DELIVERY_ID_BYTES = 16;

    private final Producer<String, byte[]> producer;
    private final InstantSource time;
    private final SecureRandom random;

    TestDeliveries(Producer<String, byte[]> producer, InstantSource time, SecureRandom random) {
        this.producer = producer;
        this.time = time;
        this.random = random;
    }

    public static TestDeliveries open(KafkaSettings kafka, InstantSource time, SecureRandom random) {
        Map<String, Object> configuration = kafka.producer();
        configuration.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, TIMEOUT_MS);
        configuration.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, TIMEOUT_MS / 2);
        configuration.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, TIMEOUT_MS);
        return new TestDeliveries(new KafkaProducer<>(configuration), time, random);
    }

    /**
     * Asks for one; returns once Kafka has taken it.
     *
     * @throws KafkaException where Kafka does not within 20 s; the test may be sent all the same
     */
    public TestDelivery send(Sighting sighting, EventType type) {
        Instant now = time.instant().truncatedTo(ChronoUnit.MILLIS);
        EndpointKey endpoint = sighting.endpoint().key();
        TestDelivery delivery = new TestDelivery(newDeliveryId(), newEventId(now), type.wireName(), now);
        DeliveryHeaders headers = headers(delivery, endpoint.workspaceId(), sighting.subscriptionOffset());
        byte[] body = Json.write(TestBody.of(type, delivery.eventId(), now, endpoint.workspaceId()));
        await(new ProducerRecord<>(Topic.TESTS.topicName(), null, endpoint.endpointId(), body, headers.toHeaders()));
        return delivery;
    }

    private static DeliveryHeaders headers(TestDelivery delivery, String workspaceId, long subscriptionOffset) {
        return DeliveryHeaders.ofEvent(
                        delivery.eventId(),
                        delivery.eventType(),
                        workspaceId,
                        delivery.deliveryId(),
                        delivery.createdAt().toString(),
                        subscriptionOffset,
                        null)
                .asTest();
    }

    private void await(ProducerRecord<String, byte[]> record) {
        try {
            var _ = producer.send(record).get();
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof KafkaException refusal ? refusal : new KafkaException(e.getCause());
        }
    }

    private String newEventId(Instant now) {
        return "evt_" + new Ulid(now.toEpochMilli(), randomBytes(ULID_RANDOM_BYTES));
    }

    private String newDeliveryId() {
        return "dlv_" + HexFormat.of().formatHex(randomBytes(DELIVERY_ID_BYTES));
    }

    private byte[] randomBytes(int count) {
        byte[] bytes = new byte[count];
        random.nextBytes(bytes);
        return bytes;
    }

    @Override
    public void close() {
        producer.close();
    }
}

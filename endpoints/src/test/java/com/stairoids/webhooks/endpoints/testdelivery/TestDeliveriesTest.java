package com.stairoids.webhooks.endpoints.testdelivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.stairoids.webhooks.endpoints.Endpoint;
import com.stairoids.webhooks.endpoints.Sighting;
import com.stairoids.webhooks.schemas.delivery.Cause;
import com.stairoids.webhooks.schemas.delivery.DeliveryHeaders;
import com.stairoids.webhooks.schemas.endpoint.EndpointKey;
import com.stairoids.webhooks.schemas.endpoint.Subscription;
import com.stairoids.webhooks.schemas.event.EventType;
import com.stairoids.webhooks.schemas.json.Json;
import com.stairoids.webhooks.schemas.json.MalformedJsonException;
import com.stairoids.webhooks.schemas.sample.Samples;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;

class TestDeliveriesTest {
    private static final Instant NOW = Instant.parse("2026-11-25T10:00:00.123456Z");

    private final MockProducer<String, byte[]> producer =
            new MockProducer<>(true, null, new StringSerializer(), new ByteArraySerializer());
    private final TestDeliveries tests = new TestDeliveries(producer, InstantSource.fixed(NOW), new SecureRandom());

    @ParameterizedTest
    @EnumSource(EventType.class)
    void aTestIsANewEventOfTheWorkspaceWithTheSamplesData(EventType type) throws Exception {
        TestDelivery sent = tests.send(sighting(), type);

        var record = producer.history().getFirst();
        JsonNode body = Json.readTree(new String(record.value(), StandardCharsets.UTF_8));
        JsonNode sample = Json.readTree(new String(Samples.domainEvent(type), StandardCharsets.UTF_8));
        assertThat(record.topic()).isEqualTo("stairoids.tests");
        assertThat(record.key()).isEqualTo("ep_1");
        assertThat(body.propertyNames()).containsExactly("event", "id", "created_at", "workspace_id", "data");
        assertThat(body.path("event").asString()).isEqualTo(type.wireName());
        assertThat(body.path("id").asString()).isEqualTo(sent.eventId()).matches("evt_[0-9A-HJKMNP-TV-Z]{26}");
        assertThat(body.path("created_at").asString()).isEqualTo("2026-11-25T10:00:00.123Z");
        assertThat(body.path("workspace_id").asString()).isEqualTo("ws_1");
        assertThat(body.path("data")).isEqualTo(sample.path("data"));
    }

    @Test
    void itsHeadersSayThatItIsATestAndWhichEndpointWasSeen() throws Exception {
        TestDelivery sent = tests.send(sighting(), EventType.SIGNAL_SCORED);

        DeliveryHeaders headers =
                DeliveryHeaders.of(producer.history().getFirst().headers());
        assertThat(headers.cause()).isEqualTo(Cause.TEST);
        assertThat(headers.deliveryId()).isEqualTo(sent.deliveryId()).matches("dlv_[0-9a-f]{32}");
        assertThat(headers.eventId()).isEqualTo(sent.eventId());
        assertThat(headers.eventType()).isEqualTo("signal.scored");
        assertThat(headers.subscriptionOffset()).isEqualTo(42);
        assertThat(headers.attempt()).isZero();
    }

    @Test
    void noTwoTestsAreOneEvent() {
        TestDelivery first = tests.send(sighting(), EventType.SIGNAL_SCORED);
        TestDelivery second = tests.send(sighting(), EventType.SIGNAL_SCORED);

        assertThat(first.eventId()).isNotEqualTo(second.eventId());
        assertThat(first.deliveryId()).isNotEqualTo(second.deliveryId());
    }

    @Test
    void whoAsksIsToldThatKafkaDidNotTakeIt() {
        producer.sendException = new TimeoutException("no leader");

        assertThatThrownBy(() -> tests.send(sighting(), EventType.SIGNAL_SCORED))
                .isInstanceOf(TimeoutException.class);
    }

    private static Sighting sighting() {
        try {
            Subscription subscription = Json.read(Samples.subscription(), Subscription.class);
            return new Sighting(new Endpoint(new EndpointKey("ws_1", "ep_1"), subscription), 42);
        } catch (MalformedJsonException e) {
            throw new AssertionError(e);
        }
    }
}

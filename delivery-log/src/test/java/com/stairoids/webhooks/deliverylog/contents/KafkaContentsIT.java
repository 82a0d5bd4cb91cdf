package com.stairoids.webhooks.deliverylog.contents;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.stairoids.webhooks.deliverylog.DeliveryContents;
import com.stairoids.webhooks.deliverylog.DeliveryPosition;
import com.stairoids.webhooks.deliverylog.DeliveryState;
import com.stairoids.webhooks.deliverylog.LogEntry;
import com.stairoids.webhooks.deliverylog.LoggedDelivery;
import com.stairoids.webhooks.deliverylog.Lookup;
import com.stairoids.webhooks.deliverylog.view.Happenings;
import com.stairoids.webhooks.schemas.attempt.DeliveryIdentity;
import com.stairoids.webhooks.schemas.attempt.DeliveryIdentity.Coordinates;
import com.stairoids.webhooks.schemas.attempt.Happening;
import com.stairoids.webhooks.schemas.delivery.Cause;
import com.stairoids.webhooks.schemas.delivery.DeliveryHeaders;
import com.stairoids.webhooks.schemas.json.Json;
import com.stairoids.webhooks.schemas.topic.Topic;
import com.stairoids.webhooks.settings.KafkaSettings;
import com.stairoids.webhooks.settings.Settings;
import com.stairoids.webhooks.testing.broker.TestBroker;
import com.stairoids.webhooks.testing.topics.TopicWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

@TestInstance(Lifecycle.PER_CLASS)
class KafkaContentsIT {
    private static final Duration DEADLINE = Duration.ofSeconds(30);
    private static final byte[] BODY = "{\"n\":1.10}".getBytes(UTF_8);
    private static final Instant NOW = Instant.parse("2026-11-01T12:00:00Z");

    private final TestBroker broker = TestBroker.start();
    private final TopicWriter writer = new TopicWriter(broker.bootstrapServers());
    private final RecordReader records = new RecordReader(kafka(broker.bootstrapServers()));
    private final DeliveryContents contents = new KafkaContents(records);

    @AfterAll
    void stop() {
        records.close();
        writer.close();
        broker.close();
    }

    @Test
    void theBodyIsReadWithItsHeadersByteForByte() {
        RecordMetadata where = writeBody("ep_1", "dlv_1");

        assertThat(contents.body(delivery("dlv_1", where), DEADLINE))
                .isInstanceOfSatisfying(
                        Lookup.Found.class,
                        found -> assertThat(found.value())
                                .isInstanceOfSatisfying(DeliveryContents.DeliveryRecord.class, record -> {
                                    assertThat(record.body()).isEqualTo(BODY);
                                    assertThat(record.headers()).isEqualTo(headers("dlv_1"));
                                }));
    }

    @Test
    void anothersBodyIsNotShown() {
        RecordMetadata where = writeBody("ep_1", "dlv_other");

        assertThat(contents.body(delivery("dlv_1", where), DEADLINE)).isInstanceOf(Lookup.Expired.class);
    }

    @Test
    void whatItsTopicKeepsNoMoreHasExpired() throws Exception {
        RecordMetadata where = writeBody("ep_expired", "dlv_1");
        TopicPartition partition = new TopicPartition(where.topic(), where.partition());
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
            admin.deleteRecords(Map.of(partition, RecordsToDelete.beforeOffset(where.offset() + 1)))
                    .all()
                    .get();
        }

        assertThat(contents.body(delivery("dlv_1", where), DEADLINE)).isInstanceOf(Lookup.Expired.class);
    }

    @Test
    void aBodyWhosePlaceNobodyKnowsHasExpired() {
        assertThat(contents.body(delivery("dlv_1", null), DEADLINE)).isInstanceOf(Lookup.Expired.class);
    }

    @Test
    void everyAttemptIsReadInOrderAndWhatIsNoneHasExpired() {
        Happenings one = Happenings.of("ws_1", "ep_1", "dlv_1", NOW);
        Happening first = one.failed(1, 10);
        Happening second = one.at(NOW.plusSeconds(1)).delivered(2, 20);
        RecordMetadata firstPlace = writer.write(Topic.ATTEMPTS, "ep_1", Json.write(first));
        RecordMetadata foreign = writer.write(
                Topic.ATTEMPTS,
                "ep_1",
                Json.write(Happenings.of("ws_2", "ep_1", "dlv_1", NOW).delivered(1, 1)));
        RecordMetadata secondPlace = writer.write(Topic.ATTEMPTS, "ep_1", Json.write(second));

        List<Lookup<Happening.Attempted>> found =
                contents.attempts(delivery("dlv_1", null, firstPlace, foreign, secondPlace), DEADLINE);

        assertThat(found).hasSize(3);
        assertThat(found.getFirst())
                .isInstanceOfSatisfying(
                        Lookup.Found.class,
                        attempt -> assertThat(Json.write(attempt.value())).isEqualTo(Json.write(first)));
        assertThat(found.get(1)).isInstanceOf(Lookup.Expired.class);
        assertThat(found.getLast())
                .isInstanceOfSatisfying(
                        Lookup.Found.class,
                        attempt -> assertThat(Json.write(attempt.value())).isEqualTo(Json.write(second)));
    }

    @Test
    void aKafkaThatDoesNotAnswerIsSaidSoByTheDeadline() {
        try (RecordReader nowhere = new RecordReader(kafka("127.0.0.1:1"))) {
            long began = System.nanoTime();
            Lookup<?> lookup = nowhere.read(
                    new TopicPartition(Topic.DELIVERIES.topicName(), 0), 0, Deadline.in(Duration.ofMillis(300)));

            assertThat(lookup).isInstanceOf(Lookup.Unanswered.class);
            assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(5));
        }
    }

    private RecordMetadata writeBody(String endpoint, String delivery) {
        return writer.write(Topic.DELIVERIES, endpoint, BODY, headers(delivery).toHeaders());
    }

    private static DeliveryHeaders headers(String delivery) {
        return DeliveryHeaders.ofEvent(
                "evt_" + delivery, "signal.created", "ws_1", delivery, "2026-11-01T11:59:00Z", 3, null);
    }

    private static LoggedDelivery delivery(String id, @Nullable RecordMetadata body, RecordMetadata... attempts) {
        DeliveryIdentity identity = new DeliveryIdentity(
                id,
                "evt_" + id,
                "signal.created",
                "ws_1",
                "ep_1",
                "2026-11-01T11:59:00Z",
                Cause.EVENT,
                null,
                body == null ? null : new Coordinates(body.topic(), body.partition(), body.offset()));
        List<LogEntry> entries = Arrays.stream(attempts)
                .<LogEntry>map(place -> new LogEntry.Attempted(
                        NOW, 1, null, 200, null, 1, null, new LogEntry.Place(place.partition(), place.offset())))
                .toList();
        return new LoggedDelivery(identity, new DeliveryPosition(1, 0, 0), new DeliveryState.Delivered(NOW), entries);
    }

    private static KafkaSettings kafka(String bootstrapServers) {
        return KafkaSettings.of(Settings.of(Map.of(KafkaSettings.BOOTSTRAP_SERVERS.name(), bootstrapServers)));
    }
}

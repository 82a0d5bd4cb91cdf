package com.stairoids.webhooks.deadletters.replay;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import com.stairoids.webhooks.deadletters.DeadLetter;
import com.stairoids.webhooks.deadletters.DeadLetterFilter;
import com.stairoids.webhooks.schemas.delivery.DeliveryHeaders;
import com.stairoids.webhooks.schemas.delivery.HeaderNames;
import com.stairoids.webhooks.schemas.delivery.HeaderText;
import com.stairoids.webhooks.schemas.topic.ChangelogTopic;
import com.stairoids.webhooks.schemas.topic.Topic;
import com.stairoids.webhooks.settings.KafkaSettings;
import com.stairoids.webhooks.settings.Settings;
import com.stairoids.webhooks.testing.broker.TestBroker;
import com.stairoids.webhooks.testing.topics.TopicReader;
import com.stairoids.webhooks.testing.topics.TopicWriter;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ReplayIT {
    private static final Instant NOW = Instant.parse("2026-11-01T12:00:00Z");
    private static final byte[] BODY = "{\"n\":1.10}".getBytes(UTF_8);
    private static final DeadLetterFilter WANTED = DeadLetterFilter.any().ofWorkspace("ws_1");
    private static final Endpoints ENDPOINTS = endpoint -> switch (endpoint.endpointId()) {
        case "ep_off" -> Endpoints.Standing.DISABLED;
        case "ep_gone" -> Endpoints.Standing.DELETED;
        default -> Endpoints.Standing.ENABLED;
    };

    /** One walk through all of it, since each look reads the topics from their beginning. */
    @Test
    void asksForWhatIsWantedOnceInEachRunAndSaysWhomItRefuses() throws InterruptedException {
        try (TestBroker broker = TestBroker.start();
                TopicWriter writer = new TopicWriter(broker.bootstrapServers())) {
            writer.write(Topic.DEAD_LETTER, "ep_1", BODY, dead("ws_1", "dlv_1", NOW));
            writer.write(Topic.DEAD_LETTER, "ep_1", BODY, dead("ws_1", "dlv_2", NOW));
            writer.write(Topic.DEAD_LETTER, "ep_1", BODY, dead("ws_2", "dlv_other", NOW));
            writer.write(Topic.DEAD_LETTER, "ep_off", BODY, dead("ws_1", "dlv_off", NOW));
            writer.write(Topic.DEAD_LETTER, "ep_gone", BODY, dead("ws_1", "dlv_gone", NOW));
            writer.write(Topic.DEAD_LETTER, "ep_1", BODY, dead("ws_1", "dlv_old", NOW.minus(Duration.ofDays(400))));
            writer.write(Topic.DEAD_LETTER, "ep_1", BODY, noDelivery());
            KafkaSettings kafka = KafkaSettings.of(
                    Settings.of(Map.of(KafkaSettings.BOOTSTRAP_SERVERS.name(), broker.bootstrapServers())));
            Watching watching = new Watching();

            ReplayCount counted = replay(kafka, null).count(ReplayListener.NOBODY);
            ReplayCount first = replay(kafka, null).ask(1000, watching);
            ReplayCount second = replay(kafka, null).ask(1000, ReplayListener.NOBODY);
            ReplayCount again = replay(kafka, "monday").ask(1000, ReplayListener.NOBODY);
            ReplayCount resumed = replay(kafka, "monday").ask(1000, ReplayListener.NOBODY);

            assertThat(counted.asked()).isEqualTo(2);
            assertThat(first.asked()).isEqualTo(2);
            assertThat(first.taken()).isEqualTo(2);
            assertThat(first.refused())
                    .containsOnly(
                            entry(Refusal.ENDPOINT_DISABLED, 1L),
                            entry(Refusal.ENDPOINT_DELETED, 1L),
                            entry(Refusal.TOO_OLD, 1L),
                            entry(Refusal.NO_DELIVERY, 1L));
            assertThat(watching.refused).hasSize(4);
            assertThat(second.asked()).isZero();
            assertThat(second.askedBefore()).isEqualTo(2);
            assertThat(again.asked()).isEqualTo(2);
            assertThat(resumed.askedBefore()).isEqualTo(2);
            List<ConsumerRecord<String, byte[]>> written =
                    TopicReader.readAll(broker.bootstrapServers(), Topic.REPLAYS);
            assertThat(written)
                    .extracting(ConsumerRecord::key)
                    .containsExactlyInAnyOrder("dlv_1", "dlv_2", "dlv_1", "dlv_2");
            assertThat(written).allSatisfy(record -> assertThat(record.value()).isEqualTo(BODY));
        }
    }

    /** Requests are kept for two weeks, the ledger's entries for more than a year. */
    @Test
    void knowsByTheLedgerWhatWasReplayedOnceItsRequestIsGone() throws Exception {
        try (TestBroker broker = TestBroker.start();
                TopicWriter writer = new TopicWriter(broker.bootstrapServers())) {
            createLedger(broker.bootstrapServers());
            for (String id : List.of("dlv_first", "dlv_monday", "dlv_forgotten", "dlv_never")) {
                writer.write(Topic.DEAD_LETTER, "ep_1", BODY, dead("ws_1", id, NOW));
            }
            enter(writer, "dlv_first/", longToBytes(NOW.toEpochMilli()));
            enter(writer, "dlv_monday/monday", longToBytes(NOW.toEpochMilli()));
            enter(writer, "dlv_forgotten/", null);
            KafkaSettings kafka = KafkaSettings.of(
                    Settings.of(Map.of(KafkaSettings.BOOTSTRAP_SERVERS.name(), broker.bootstrapServers())));

            ReplayCount counted = replay(kafka, null).count(ReplayListener.NOBODY);
            ReplayCount monday = replay(kafka, "monday").count(ReplayListener.NOBODY);
            ReplayCount asked = replay(kafka, null).ask(1000, ReplayListener.NOBODY);

            assertThat(counted.asked()).isEqualTo(2);
            assertThat(counted.askedBefore()).isEqualTo(2);
            assertThat(monday.asked()).isEqualTo(3);
            assertThat(monday.askedBefore()).isEqualTo(1);
            assertThat(asked.askedBefore()).isEqualTo(2);
            assertThat(TopicReader.readAll(broker.bootstrapServers(), Topic.REPLAYS))
                    .extracting(ConsumerRecord::key)
                    .containsExactlyInAnyOrder("dlv_forgotten", "dlv_never");
        }
    }

    private static void createLedger(String servers) throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", servers))) {
            admin.createTopics(List.of(new NewTopic(ChangelogTopic.REPLAY_LEDGER.topicName(), 2, (short) 1)))
                    .all()
                    .get();
        }
    }

    private static void enter(TopicWriter writer, String key, byte @Nullable [] value) {
        writer.write(
                new ProducerRecord<>(ChangelogTopic.REPLAY_LEDGER.topicName(), null, null, key.getBytes(UTF_8), value));
    }

    private static byte[] longToBytes(long value) {
        return ByteBuffer.allocate(Long.BYTES).putLong(value).array();
    }

    private static Replay replay(KafkaSettings kafka, @Nullable String run) {
        return new Replay(kafka, WANTED, run, ENDPOINTS, NOW);
    }

    private static Headers dead(String workspace, String id, Instant died) {
        Headers headers = DeliveryHeaders.ofEvent("evt_1", "signal.created", workspace, id, NOW.toString(), 3, null)
                .failed(NOW, "503")
                .toHeaders();
        HeaderText.write(headers, HeaderNames.REASON, "http-status");
        HeaderText.write(headers, HeaderNames.DEAD_LETTERED_AT, died);
        return headers;
    }

    private static Headers noDelivery() {
        Headers headers = new RecordHeaders();
        HeaderText.write(headers, HeaderNames.WORKSPACE_ID, "ws_1");
        return headers;
    }

    private static final class Watching implements ReplayListener {
        final List<Refusal> refused = new ArrayList<>();

        @Override
        public void refused(DeadLetter letter, Refusal why) {
            refused.add(why);
        }

        @Override
        public void progressed(ReplayCount soFar) {
            // What it comes to is what counts here.
        }
    }
}

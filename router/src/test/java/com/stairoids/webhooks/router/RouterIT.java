package com.stairoids.webhooks.router;

import static com.stairoids.webhooks.router.Line.header;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.stairoids.webhooks.schemas.delivery.HeaderNames;
import com.stairoids.webhooks.schemas.topic.Topic;
import com.stairoids.webhooks.testing.topics.TopicWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@TestInstance(Lifecycle.PER_CLASS)
class RouterIT {
    private final Line line = new Line();
    private Router router;

    @BeforeAll
    void start(@TempDir Path state) {
        router = line.startRouter(state);
    }

    @AfterAll
    void stop() {
        router.close();
        line.close();
    }

    @Test
    void sendsAnEventToEachEndpointThatReceivesIt() {
        line.subscribe("ws_each", "end_a", Endpoints.enabled("signal.created"));
        line.subscribe("ws_each", "end_b", Endpoints.enabled("signal.scored", "signal.created"));
        line.subscribe("ws_each", "end_c", Endpoints.disabled("signal.created"));
        line.subscribe("ws_each", "end_d", Endpoints.enabled("account.score_changed"));
        line.subscribe("ws_each0", "end_e", Endpoints.enabled("signal.created"));
        line.awaitReceivers("ws_each0", 1);

        RecordMetadata event = line.produce(Events.signal("ws_each", "\"n\":1.10"));

        assertThat(line.deliveriesOf(event))
                .extracting(ConsumerRecord::key)
                .containsExactlyInAnyOrder("end_a", "end_b");
    }

    @Test
    void keepsBadRecordsOfEveryKindByteForByteAndSendsTheNextGoodOne() {
        List<BadRecord> bad = BadRecord.all().toList();
        line.subscribe("ws_good", "end_a", Endpoints.enabled("signal.created"));
        line.awaitReceivers("ws_good", 1);

        List<RecordMetadata> written =
                bad.stream().map(record -> line.produce("key", record.value())).toList();
        RecordMetadata good = line.produce("key", Events.signal("ws_good"));

        assertThat(line.deliveriesOf(good)).hasSize(1);
        List<ConsumerRecord<String, byte[]>> rejected = line.rejectionsOf(written);
        assertThat(rejected)
                .extracting(record -> header(record, HeaderNames.REASON))
                .containsExactlyElementsOf(
                        bad.stream().map(record -> record.reason().code()).toList());
        assertThat(rejected)
                .extracting(ConsumerRecord::value)
                .containsExactlyElementsOf(bad.stream().map(BadRecord::value).toList());
    }

    @Test
    void refusesATimestampFarAheadWhereTheTopicLetsItPass() {
        long ahead = Instant.now().plus(Duration.ofDays(400)).toEpochMilli();
        line.letPassAnyTimestamp(Topic.AUTOMATIONS);

        RecordMetadata bad = line.produce(Topic.AUTOMATIONS, ahead, "{}".getBytes(UTF_8));

        ConsumerRecord<String, byte[]> rejected = line.rejectionOf(bad);
        assertThat(header(rejected, HeaderNames.REASON)).isEqualTo("bad-timestamp");
        assertThat(header(rejected, HeaderNames.SOURCE_TIMESTAMP))
                .isEqualTo(Instant.ofEpochMilli(ahead).toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"zstd", "gzip"})
    void keepsTheFirstMebibyteOfFiftyMegabytesThatCompressedToLittle(String compression) {
        byte[] huge = new byte[50_000_000];
        Arrays.fill(huge, (byte) 'z');
        String longKey = "k".repeat(5000);
        line.subscribe("ws_huge", "end_a", Endpoints.enabled("signal.created"));
        line.awaitReceivers("ws_huge", 1);

        RecordMetadata bad;
        try (TopicWriter writer = new TopicWriter(line.bootstrapServers(), compression)) {
            bad = writer.write(Topic.SIGNALS, longKey, huge);
        }
        RecordMetadata good = line.produce(longKey, Events.signal("ws_huge"));

        ConsumerRecord<String, byte[]> rejected = line.rejectionOf(bad);
        assertThat(header(rejected, HeaderNames.REASON)).isEqualTo("oversize");
        assertThat(header(rejected, HeaderNames.SOURCE_SIZE)).isEqualTo("50000000");
        assertThat(rejected.value()).isEqualTo(Arrays.copyOf(huge, 1024 * 1024));
        assertThat(rejected.key()).hasSize(1024);
        assertThat(header(rejected, HeaderNames.SOURCE_KEY_SIZE)).isEqualTo("5000");
        assertThat(line.deliveriesOf(good)).hasSize(1);
    }

    @Test
    void livesThroughSubscriptionsThatCannotBeRead() {
        line.subscribe("ws_mess", "end_a", "no JSON".getBytes(UTF_8));
        line.subscribe("ws_mess", "end_b", "{}".getBytes(UTF_8));
        line.subscribe("ws_mess", "end_c", "null".getBytes(UTF_8));
        line.subscribe("ws_mess", "end_d", new byte[0]);
        line.subscribe("no key of an endpoint", Endpoints.enabled("signal.created"));
        line.subscribe("ws_mess/a/b", Endpoints.enabled("signal.created"));
        RecordMetadata last = line.subscribe("ws_mess", "end_good", Endpoints.enabled("signal.created"));
        line.awaitReceivers("ws_mess", 1);

        RecordMetadata event = line.produce(Events.signal("ws_mess"));

        assertThat(line.deliveriesOf(event)).singleElement().satisfies(delivery -> {
            assertThat(delivery.key()).isEqualTo("end_good");
            assertThat(header(delivery, HeaderNames.SUBSCRIPTION_OFFSET)).isEqualTo(Long.toString(last.offset()));
        });
    }

    @Test
    void followsATombstoneWithinTwoSeconds() {
        line.subscribe("ws_change", "end_a", Endpoints.enabled("signal.created"));
        line.awaitReceivers("ws_change", 1);

        long tombstone = line.subscribe("ws_change", "end_a", null).timestamp();

        List<RecordMetadata> events = new ArrayList<>();
        await().atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(50))
                .until(() -> {
                    events.add(line.produce(Events.signal("ws_change")));
                    return events.getLast().timestamp() > tombstone + 4_000;
                });
        List<RecordMetadata> delivered = line.deliveredOf(events, "end_a");
        assertThat(delivered)
                .extracting(event -> Duration.ofMillis(event.timestamp() - tombstone))
                .as("how long after it, as Kafka has it, events were still delivered")
                .allSatisfy(after -> assertThat(after).isLessThanOrEqualTo(Duration.ofSeconds(2)));
    }
}

package com.stairoids.webhooks.retryscheduler.asked;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.stairoids.webhooks.schemas.attempt.DeliveryIdentity;
import com.stairoids.webhooks.schemas.attempt.Happening;
import com.stairoids.webhooks.schemas.delivery.Cause;
import com.stairoids.webhooks.schemas.delivery.DeliveryHeaders;
import com.stairoids.webhooks.schemas.delivery.HeaderNames;
import com.stairoids.webhooks.schemas.delivery.HeaderText;
import com.stairoids.webhooks.schemas.json.Json;
import com.stairoids.webhooks.schemas.replay.ReplayRequest;
import com.stairoids.webhooks.schemas.topic.Topic;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.stream.IntStream;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.LongDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.test.TestRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AskedTopologyTest {
    private static final Path GOLDEN = Path.of("src/test/resources/asked-topology.txt");
    private static final Path KEPT = Path.of("src/test/resources/compatibility/0.1");
    private static final Instant NOW = Instant.parse("2026-11-01T12:00:00Z");
    private static final byte[] BODY = "{\"n\":1.10}".getBytes(UTF_8);
    private static final LedgerRules RULES = new LedgerRules(Duration.ofDays(425), Duration.ofHours(1), 3);

    private final ReplayCounts counts = new ReplayCounts();
    private final Topology topology = new AskedTopology(AskedTopology.Topics.DECLARED, RULES, counts).build();
    private TopologyTestDriver driver;
    private TestInputTopic<String, byte[]> replays;
    private TestOutputTopic<String, byte[]> deliveries;
    private TestOutputTopic<String, byte[]> attempts;
    private TestOutputTopic<String, byte[]> deadLetters;

    @TempDir
    private Path state;

    @BeforeEach
    void start() {
        Properties properties = new Properties();
        properties.put(StreamsConfig.APPLICATION_ID_CONFIG, "test");
        properties.put(StreamsConfig.STATE_DIR_CONFIG, state.toString());
        driver = new TopologyTestDriver(topology, properties, NOW);
        replays = driver.createInputTopic(
                Topic.REPLAYS.topicName(), new StringSerializer(), new ByteArraySerializer(), NOW, Duration.ZERO);
        deliveries = output(Topic.DELIVERIES);
        attempts = output(Topic.ATTEMPTS);
        deadLetters = output(Topic.DEAD_LETTER);
    }

    @AfterEach
    void stop() {
        driver.close();
    }

    /** The ledger's changelog is all there is of what was replayed, for 425 days. */
    @Test
    void whatVersion01EnteredIsNotReplayedAgain() throws Exception {
        byte[] key = Files.readAllBytes(KEPT.resolve("replay-ledger.key"));
        byte[] value = Files.readAllBytes(KEPT.resolve("replay-ledger.value"));
        KeyValueStore<String, Long> ledger = driver.getKeyValueStore(AskedTopology.LEDGER_STORE);
        ledger.put(new StringDeserializer().deserialize("", key), new LongDeserializer().deserialize("", value));

        ask("dlv_dd83343440fd061c52fd8b5198bfbb88", null);
        ask("dlv_dd83343440fd061c52fd8b5198bfbb88", "monday");
        ask("dlv_66ec1112e6b23e03c2a04acb804075a0", null);

        assertThat(deliveries.readRecordsToList())
                .as("once more in a run of its own, and what was not replayed")
                .hasSize(2);
    }

    @Test
    void isDescribedAsCommitted() throws Exception {
        assertThat(topology.describe().toString()).isEqualTo(Files.readString(GOLDEN));
    }

    @Test
    void aRequestMakesANewDeliveryOfTheSameEventWithTheSameBytes() throws Exception {
        ask("dlv_dead", null);

        TestRecord<String, byte[]> replay = deliveries.readRecord();
        DeliveryHeaders headers = DeliveryHeaders.of(replay.getHeaders());
        assertThat(replay.key()).isEqualTo("ep_1");
        assertThat(replay.value()).isEqualTo(BODY);
        assertThat(headers.eventId()).isEqualTo("evt_1");
        assertThat(headers.createdAt()).isEqualTo("2026-10-01T12:00:00Z");
        assertThat(headers.deliveryId()).startsWith("dlv_").isNotEqualTo("dlv_dead");
        assertThat(headers.cause()).isEqualTo(Cause.REPLAY);
        assertThat(headers.replayOf()).isEqualTo("dlv_dead");
        assertThat(headers.attempt()).isZero();
        assertThat(headers.firstAttemptAt()).isNull();
        assertThat(headers.lastError()).isNull();
        assertThat(replay.getHeaders().lastHeader(HeaderNames.ENDPOINT_ID)).isNull();
    }

    @Test
    void theLogSaysOfTheDeadOneWhichDeliveryReplaysIt() throws Exception {
        ask("dlv_dead", null);

        TestRecord<String, byte[]> entry = attempts.readRecord();
        assertThat(entry.key()).isEqualTo("ep_1");
        assertThat(Json.read(entry.value(), Happening.class))
                .isEqualTo(new Happening.Replayed(
                        DeliveryIdentity.of("ep_1", dead("dlv_dead"), null),
                        NOW,
                        new ReplayRequest("ep_1", dead("dlv_dead"), null).replayId()));
    }

    @Test
    void askingAgainSendsNothing() {
        ask("dlv_dead", null);
        ask("dlv_dead", null);

        assertThat(deliveries.readRecordsToList()).hasSize(1);
        assertThat(attempts.readRecordsToList()).hasSize(1);
        assertThat(counts.sent()).isEqualTo(1);
        assertThat(counts.repeated()).isEqualTo(1);
    }

    @Test
    void anIdThatBeginsLikeAnotherIsAnotherDelivery() {
        ask("dlv_10", null);
        ask("dlv_1-", null);
        ask("dlv_1", null);
        ask("dlv_", null);

        assertThat(deliveries.readRecordsToList()).hasSize(4);
    }

    @Test
    void aRunSendsOnceWhatWasSentBefore() {
        ask("dlv_dead", null);
        ask("dlv_dead", "monday");
        ask("dlv_dead", "monday");
        ask("dlv_dead", "tuesday");

        assertThat(deliveries.readRecordsToList())
                .extracting(record -> header(record, HeaderNames.DELIVERY_ID))
                .hasSize(3)
                .doesNotHaveDuplicates();
    }

    @Test
    void whatARunHasSentIsNotSentWithoutOne() {
        ask("dlv_dead", "monday");
        ask("dlv_dead", null);

        assertThat(deliveries.readRecordsToList()).hasSize(1);
    }

    @Test
    void remembersForAsLongAsADeadLetterMayLast() {
        ask("dlv_dead", null);

        driver.advanceWallClockTime(RULES.kept());
        ask("dlv_dead", null);

        assertThat(deliveries.readRecordsToList()).hasSize(1);
    }

    @Test
    void forgetsWhatIsOlderAFewAtATimeAndNothingElse() {
        IntStream.range(0, 10).forEach(number -> ask("dlv_" + number, null));
        driver.advanceWallClockTime(RULES.kept().minus(RULES.everySweep()));
        ask("dlv_later", null);

        driver.advanceWallClockTime(RULES.everySweep().plusMillis(1));
        assertThat(remembered()).hasSize(8).contains("dlv_later/");
        for (int sweep = 0; sweep < 3; sweep++) {
            driver.advanceWallClockTime(RULES.everySweep());
        }

        assertThat(remembered()).containsExactly("dlv_later/");
    }

    @Test
    void whatIsNoRequestIsKeptAsideAndTheNextOneIsAnswered() {
        Headers withoutCause = request("dlv_dead", null).remove(HeaderNames.CAUSE);
        replays.pipeInput(new TestRecord<>("dlv_dead", BODY, withoutCause));
        replays.pipeInput(new TestRecord<>("dlv_other", BODY, request("dlv_dead", null)));
        replays.pipeInput(new TestRecord<>("dlv_dead", null, request("dlv_dead", null)));
        replays.pipeInput(new TestRecord<>(null, BODY, new RecordHeaders()));
        replays.pipeInput(
                new TestRecord<>("dlv_dead", new byte[ReplayRequest.MOST_BODY_BYTES + 1], request("dlv_dead", null)));
        ask("dlv_dead", null);

        List<TestRecord<String, byte[]>> kept = deadLetters.readRecordsToList();
        assertThat(kept)
                .extracting(record -> header(record, HeaderNames.REASON))
                .hasSize(5)
                .containsOnly("malformed-delivery");
        assertThat(kept)
                .extracting(record -> header(record, HeaderNames.LAST_ERROR))
                .containsExactly(
                        "header cause is missing",
                        "the record's key is not its delivery-id",
                        "the record has no value, which would be the body",
                        "header event-id is missing",
                        "the record is larger than any delivery");
        assertThat(header(kept.getFirst(), HeaderNames.SOURCE_TOPIC)).isEqualTo(Topic.REPLAYS.topicName());
        assertThat(kept.getLast().value()).hasSize(ReplayRequest.MOST_BODY_BYTES);
        assertThat(deliveries.readRecordsToList()).hasSize(1);
        assertThat(counts.malformed()).isEqualTo(5);
    }

    private List<String> remembered() {
        try (var entries = driver.<String, Long>getKeyValueStore(AskedTopology.LEDGER_STORE)
                .all()) {
            List<String> keys = new ArrayList<>();
            entries.forEachRemaining(entry -> keys.add(entry.key));
            return keys;
        }
    }

    private void ask(String deliveryId, @Nullable String run) {
        replays.pipeInput(new TestRecord<>(deliveryId, BODY, request(deliveryId, run)));
    }

    private static Headers request(String deliveryId, @Nullable String run) {
        return new ReplayRequest("ep_1", dead(deliveryId), run).toHeaders();
    }

    private static DeliveryHeaders dead(String deliveryId) {
        return DeliveryHeaders.ofEvent("evt_1", "signal.created", "ws_1", deliveryId, "2026-10-01T12:00:00Z", 3, null)
                .failed(NOW.minusSeconds(60), "503");
    }

    private TestOutputTopic<String, byte[]> output(Topic topic) {
        return driver.createOutputTopic(topic.topicName(), new StringDeserializer(), new ByteArrayDeserializer());
    }

    private static String header(TestRecord<?, ?> record, String name) {
        return HeaderText.read(record.getHeaders(), name).orElse("");
    }
}

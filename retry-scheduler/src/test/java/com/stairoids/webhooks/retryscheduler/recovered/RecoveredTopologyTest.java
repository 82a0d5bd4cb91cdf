package com.stairoids.webhooks.retryscheduler.recovered;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.stairoids.webhooks.retryscheduler.due.BatchBounds;
import com.stairoids.webhooks.schemas.attempt.Happening;
import com.stairoids.webhooks.schemas.delivery.DeliveryHeaders;
import com.stairoids.webhooks.schemas.delivery.FailureReason;
import com.stairoids.webhooks.schemas.delivery.HeaderNames;
import com.stairoids.webhooks.schemas.delivery.HeaderText;
import com.stairoids.webhooks.schemas.delivery.MalformedHeadersException;
import com.stairoids.webhooks.schemas.delivery.Parking;
import com.stairoids.webhooks.schemas.json.Json;
import com.stairoids.webhooks.schemas.topic.Topic;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Properties;
import java.util.stream.IntStream;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.test.TestRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RecoveredTopologyTest {
    private static final Path GOLDEN = Path.of("src/test/resources/recovered-topology.txt");
    private static final Instant NOW = Instant.parse("2026-11-01T12:00:00Z");
    private static final byte[] BODY = "{\"n\":1.10}".getBytes(UTF_8);
    private static final ParkingRules RULES =
            new ParkingRules(Duration.ofSeconds(60), Parking.LONGEST, new BatchBounds(20, 100_000));

    private final StoreMemory memory = new StoreMemory(8 * 1024 * 1024);
    private final Topology topology = topology(RULES);
    private TopologyTestDriver driver;
    private TestInputTopic<String, byte[]> parked;
    private TestInputTopic<String, byte[]> health;
    private TestOutputTopic<String, byte[]> deliveries;
    private TestOutputTopic<String, byte[]> deadLetters;
    private TestOutputTopic<String, byte[]> attempts;

    @TempDir
    private Path state;

    @BeforeEach
    void start() {
        start(topology);
    }

    private void restart(BatchBounds batch) {
        driver.close();
        start(topology(new ParkingRules(RULES.askAfter(), RULES.parkedAtMost(), batch)));
    }

    @AfterEach
    void stop() {
        driver.close();
        memory.close();
    }

    @Test
    void isTheTopologyThatWasCommitted() throws IOException {
        String description = topology.describe().toString();

        assertThat(description)
                .as("write what is on the left to %s where the change is meant", GOLDEN)
                .isEqualTo(Files.readString(GOLDEN));
    }

    @Test
    void keepsWhatNobodyGranted() {
        park("end_a", "dlv_1");

        assertThat(released()).isEmpty();
    }

    @Test
    void letsGoAsManyAsAreGrantedAndMoreAsTheGrantGrows() {
        IntStream.rangeClosed(1, 6).forEach(number -> park("end_a", "dlv_" + number));
        grant("end_a", "one", 2);
        assertThat(released()).containsExactly("dlv_1", "dlv_2");

        grant("end_a", "one", 5);

        assertThat(released()).containsExactly("dlv_3", "dlv_4", "dlv_5");
    }

    @Test
    void letsGoWhatIsParkedWhileThereIsAGrant() {
        grant("end_a", "one", 1);

        park("end_a", "dlv_1");
        park("end_a", "dlv_2");

        assertThat(released()).containsExactly("dlv_1");
    }

    @Test
    void letsNothingGoTwiceForTheSameHealthRecord() {
        IntStream.rangeClosed(1, 4).forEach(number -> park("end_a", "dlv_" + number));
        grant("end_a", "one", 2);

        grant("end_a", "one", 2);

        assertThat(released()).containsExactly("dlv_1", "dlv_2");
    }

    @Test
    void letsNothingGoForAGrantThatShrank() {
        IntStream.rangeClosed(1, 4).forEach(number -> park("end_a", "dlv_" + number));
        grant("end_a", "one", 2);
        released();

        grant("end_a", "one", 1);
        grant("end_a", "one", 3);

        assertThat(released()).containsExactly("dlv_3");
    }

    @Test
    void countsAnewInANewEpoch() throws MalformedHeadersException {
        IntStream.rangeClosed(1, 4).forEach(number -> park("end_a", "dlv_" + number));
        grant("end_a", "one", 2);
        released();

        grant("end_a", "two", 1);

        TestRecord<String, byte[]> released = deliveries.readRecord();
        assertThat(release(released)).isEqualTo(new Parking.Release("two", 1));
        assertThat(deliveries.isEmpty()).isTrue();
    }

    @Test
    void saysHowManyAreStillParkedBehindEach() {
        IntStream.rangeClosed(1, 3).forEach(number -> park("end_a", "dlv_" + number));
        park("end_b", "dlv_other");

        grant("end_a", "one", 9);

        assertThat(deliveries.readRecordsToList())
                .extracting(RecoveredTopologyTest::release)
                .containsExactly(
                        new Parking.Release("one", 2), new Parking.Release("one", 1), new Parking.Release("one", 0));
    }

    @Test
    void letsGoKeyBodyAndHeadersAsTheyCameButForTheParking() {
        Headers headers = ParkedDeliveries.parkedAgain("dlv_1", Duration.ofSeconds(7), NOW.minusSeconds(2));
        headers.add("of-others", new byte[] {-1, 0});
        headers.add("of-none", null);
        parked.pipeInput(new TestRecord<>("end_a", BODY, headers));

        grant("end_a", "one", 1);

        TestRecord<String, byte[]> released = deliveries.readRecord();
        Headers expected = new RecordHeaders(headers);
        HeaderText.write(expected, HeaderNames.PARKED_SINCE, null);
        HeaderText.write(expected, HeaderNames.PARKED_MS, "9000");
        HeaderText.write(expected, HeaderNames.RELEASE_EPOCH, "one");
        HeaderText.write(expected, HeaderNames.PARKED_LEFT, "0");
        assertThat(released.key()).isEqualTo("end_a");
        assertThat(released.value()).isEqualTo(BODY);
        assertThat(released.getHeaders().toArray()).containsExactlyInAnyOrder(expected.toArray());
    }

    @Test
    void waitsUntilTheGrantIsInForce() {
        park("end_a", "dlv_1");
        park("end_a", "dlv_2");
        health.pipeInput("end_a", ParkedDeliveries.grant("one", 1, NOW.plusSeconds(30)));
        driver.advanceWallClockTime(Duration.ofMillis(29_999));
        assertThat(released()).isEmpty();

        driver.advanceWallClockTime(Duration.ofMillis(1));

        assertThat(released()).containsExactly("dlv_1");
    }

    @Test
    void asksAfterAMinuteOfSilenceOnceAMinute() throws MalformedHeadersException {
        park("end_a", "dlv_1");
        park("end_a", "dlv_2");
        driver.advanceWallClockTime(Duration.ofMillis(59_999));
        assertThat(deliveries.isEmpty()).isTrue();

        driver.advanceWallClockTime(Duration.ofMillis(1));
        TestRecord<String, byte[]> first = deliveries.readRecord();
        driver.advanceWallClockTime(Duration.ofMillis(59_999));
        assertThat(deliveries.isEmpty()).isTrue();
        driver.advanceWallClockTime(Duration.ofMillis(1));

        assertThat(release(first)).isEqualTo(new Parking.Release(Parking.Release.UNASKED, 1));
        assertThat(release(deliveries.readRecord())).isEqualTo(new Parking.Release(Parking.Release.UNASKED, 0));
    }

    @Test
    void asksAMinuteAfterTheLastGrantWasUsedUpOrCameIntoForce() {
        IntStream.rangeClosed(1, 3).forEach(number -> park("end_a", "dlv_" + number));
        grant("end_a", "one", 1);
        park("end_b", "dlv_b1");
        park("end_b", "dlv_b2");
        health.pipeInput("end_b", ParkedDeliveries.grant("one", 1, NOW.plusSeconds(30)));
        released();
        driver.advanceWallClockTime(Duration.ofSeconds(60));
        assertThat(released()).containsExactlyInAnyOrder("dlv_2", "dlv_b1");

        driver.advanceWallClockTime(Duration.ofSeconds(30));

        assertThat(released()).containsExactly("dlv_b2");
    }

    @Test
    void anUnaskedOneCountsAgainstNoGrant() {
        IntStream.rangeClosed(1, 4).forEach(number -> park("end_a", "dlv_" + number));
        grant("end_a", "one", 1);
        driver.advanceWallClockTime(Duration.ofSeconds(60));
        released();

        grant("end_a", "one", 2);

        assertThat(released()).containsExactly("dlv_3");
    }

    @Test
    void aMinuteOfSilenceBeginsWhenSomethingIsParked() {
        grant("end_a", "one", 0);
        driver.advanceWallClockTime(Duration.ofSeconds(90));
        park("end_a", "dlv_1");
        driver.advanceWallClockTime(Duration.ofSeconds(59));
        assertThat(released()).isEmpty();

        driver.advanceWallClockTime(Duration.ofSeconds(1));

        assertThat(released()).containsExactly("dlv_1");
    }

    @Test
    void forgetsAGrantByItsTombstone() {
        grant("end_a", "one", 5);
        health.pipeInput("end_a", (byte[]) null);

        park("end_a", "dlv_1");

        assertThat(released()).isEmpty();
        assertThat(driver.getKeyValueStore(RecoveredTopology.ENDPOINT_STORE).get("end_a"))
                .isNotNull();
    }

    @Test
    void remembersNothingOfAnEndpointThatHasNothing() {
        park("end_a", "dlv_1");
        grant("end_a", "one", 5);

        health.pipeInput("end_a", (byte[]) null);

        assertThat(driver.getKeyValueStore(RecoveredTopology.ENDPOINT_STORE).get("end_a"))
                .isNull();
        assertThat(driver.getKeyValueStore(RecoveredTopology.PARKED_STORE).all().hasNext())
                .isFalse();
    }

    @Test
    void letsGoInTheOrderInWhichTheyWouldDieAndThenOfArrival() {
        parked.pipeInput(new TestRecord<>("end_a", BODY, ParkedDeliveries.parked("dlv_3", NOW)));
        parked.pipeInput(new TestRecord<>("end_a", BODY, ParkedDeliveries.parked("dlv_4", NOW)));
        parked.pipeInput(new TestRecord<>("end_a", BODY, ParkedDeliveries.parked("dlv_2", NOW.minusMillis(1))));
        parked.pipeInput(
                new TestRecord<>("end_a", BODY, ParkedDeliveries.parkedAgain("dlv_1", Duration.ofHours(3), NOW)));

        grant("end_a", "one", 4);

        assertThat(released()).containsExactly("dlv_1", "dlv_2", "dlv_3", "dlv_4");
    }

    @Test
    void anEndpointWhoseIdBeginsLikeAnothersKeepsItsOwn() {
        for (String endpoint : List.of("end_1", "end_10", "end_1-", "end_", "end_1_2")) {
            park(endpoint, "dlv_of_" + endpoint);
            park(endpoint, "dlv_of_" + endpoint);
        }

        grant("end_1", "one", 9);

        assertThat(released()).containsExactly("dlv_of_end_1", "dlv_of_end_1");
    }

    @Test
    void makesDeadLettersOfWhatWasParkedForTooLongWithItsTrueCountOfAttempts() throws Exception {
        parked.pipeInput(
                new TestRecord<>("end_a", BODY, ParkedDeliveries.parkedAgain("dlv_1", Duration.ofHours(23), NOW)));
        health.pipeInput("end_a", ParkedDeliveries.grant("one", 0, NOW.plus(Duration.ofDays(30))));
        driver.advanceWallClockTime(Duration.ofMinutes(60).minusMillis(1));
        assertThat(deadLetters.isEmpty()).isTrue();

        driver.advanceWallClockTime(Duration.ofMillis(1));

        TestRecord<String, byte[]> dead = deadLetters.readRecord();
        DeliveryHeaders headers = DeliveryHeaders.of(dead.getHeaders());
        assertThat(dead.key()).isEqualTo("end_a");
        assertThat(dead.value()).isEqualTo(BODY);
        assertThat(headers.attempt()).isEqualTo(1);
        assertThat(headers.parking()).isEqualTo(new Parking(Duration.ofHours(24), null, null));
        assertThat(headers.lastError())
                .isEqualTo("Its endpoint did not take it: it has waited for 1d in all, after 1 attempt."
                        + " The last one failed: 503");
        assertThat(header(dead, HeaderNames.REASON)).isEqualTo("endpoint-unavailable");
        assertThat(header(dead, HeaderNames.DEAD_LETTERED_AT)).isEqualTo("2026-11-01T13:00:00Z");
        assertThat(Json.read(attempts.readValue(), Happening.class))
                .isInstanceOfSatisfying(Happening.DeadLettered.class, died -> {
                    assertThat(died.delivery().id()).isEqualTo("dlv_1");
                    assertThat(died.delivery().endpointId()).isEqualTo("end_a");
                    assertThat(died.attempts()).isEqualTo(1);
                    assertThat(died.failure().reason()).isEqualTo(FailureReason.ENDPOINT_UNAVAILABLE);
                });
        assertThat(deliveries.isEmpty()).isTrue();
    }

    @Test
    void theDeadAreNotLetGoByAGrantThatComesLater() {
        parked.pipeInput(
                new TestRecord<>("end_a", BODY, ParkedDeliveries.parked("dlv_old", NOW.minus(Duration.ofHours(25)))));
        park("end_a", "dlv_new");

        grant("end_a", "one", 2);

        assertThat(deadLetters.readRecordsToList()).hasSize(1);
        assertThat(deliveries.readRecordsToList())
                .singleElement()
                .satisfies(released -> assertThat(release(released)).isEqualTo(new Parking.Release("one", 0)));
    }

    @Test
    void letsGoNoMoreAtOnceThanATransactionMayHold() {
        restart(new BatchBounds(4, 100_000));
        IntStream.rangeClosed(1, 10).forEach(number -> park("end_a", "dlv_" + number));
        grant("end_a", "one", 10);
        assertThat(released()).hasSize(4);

        driver.advanceWallClockTime(Duration.ofMillis(1));
        assertThat(released()).hasSize(4);
        driver.advanceWallClockTime(Duration.ofMillis(1));

        assertThat(released()).hasSize(2);
    }

    @Test
    void countsBytesTowardsWhatATransactionMayHold() {
        for (int number = 1; number <= 4; number++) {
            parked.pipeInput(new TestRecord<>("end_a", new byte[60_000], ParkedDeliveries.parked("dlv", NOW)));
        }

        grant("end_a", "one", 4);

        assertThat(released()).hasSize(2);
    }

    @Test
    void endpointsTakeTurnsWhereOneHasMoreThanATransactionHolds() {
        restart(new BatchBounds(4, 100_000));
        IntStream.rangeClosed(1, 12).forEach(number -> park("end_a", "dlv_a"));
        park("end_b", "dlv_b");
        grant("end_a", "one", 12);
        grant("end_b", "one", 1);
        driver.advanceWallClockTime(Duration.ofMillis(1));
        assertThat(released()).hasSize(8).doesNotContain("dlv_b");

        driver.advanceWallClockTime(Duration.ofMillis(1));

        assertThat(released()).hasSize(4).startsWith("dlv_b");
    }

    @Test
    void putsOnWhatIsNoDeliveryAsItIs() {
        Headers headers = new RecordHeaders().add(HeaderNames.DELIVERY_ID, "dlv_1".getBytes(UTF_8));
        parked.pipeInput(new TestRecord<>(null, null, headers));
        parked.pipeInput(new TestRecord<>(null, BODY, ParkedDeliveries.parked("dlv_1", NOW)));
        parked.pipeInput(new TestRecord<>("no endpoint", BODY, ParkedDeliveries.parked("dlv_1", NOW)));
        parked.pipeInput(new TestRecord<>("end_a", BODY, headers));

        List<TestRecord<String, byte[]>> putOn = deliveries.readRecordsToList();

        assertThat(putOn).extracting(TestRecord::key).containsExactly(null, null, "no endpoint", "end_a");
        assertThat(putOn.getFirst().value()).isNull();
        assertThat(putOn.getLast().getHeaders().toArray()).isEqualTo(headers.toArray());
    }

    @Test
    void putsOnWhatWasParkedForATimeBeyondAllBounds() {
        Headers headers = ParkedDeliveries.parked("dlv_1", NOW);
        HeaderText.write(headers, HeaderNames.PARKED_SINCE, Instant.MAX);

        parked.pipeInput(new TestRecord<>("end_a", BODY, headers));

        assertThat(deliveries.readRecordsToList()).hasSize(1);
    }

    @Test
    void parksADeliveryThatDoesNotSaySinceWhen() throws MalformedHeadersException {
        parked.pipeInput(new TestRecord<>(
                "end_a", BODY, ParkedDeliveries.delivery("dlv_1").toHeaders(), NOW));
        assertThat(deliveries.isEmpty()).isTrue();
        driver.advanceWallClockTime(Duration.ofSeconds(5));

        grant("end_a", "one", 1);

        assertThat(DeliveryHeaders.of(deliveries.readRecord().getHeaders())
                        .parking()
                        .before())
                .isEqualTo(Duration.ofSeconds(5));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "no JSON",
                "null",
                "{}",
                "{\"state\":\"closed\",\"epoch\":\"one\",\"granted\":-1,\"since\":\"2026-11-01T12:00:00Z\"}",
                "{\"state\":\"closed\",\"epoch\":\"one\",\"granted\":1,\"since\":\"2026-11-01T12:00:00Z\","
                        + "\"not_before\":\"+1000000-01-01T00:00:00Z\"}"
            })
    void passesOverAHealthRecordThatCannotBeRead(String value) {
        park("end_a", "dlv_1");
        health.pipeInput("end_a", value.getBytes(UTF_8));
        health.pipeInput("no endpoint", ParkedDeliveries.grant("one", 1, null));
        health.pipeInput(null, ParkedDeliveries.grant("one", 1, null));
        assertThat(released()).isEmpty();

        grant("end_a", "one", 1);

        assertThat(released()).containsExactly("dlv_1");
    }

    private void start(Topology started) {
        Properties properties = new Properties();
        properties.put(StreamsConfig.APPLICATION_ID_CONFIG, "test");
        properties.put(StreamsConfig.STATE_DIR_CONFIG, state.toString());
        properties.put(StreamsConfig.ROCKSDB_CONFIG_SETTER_CLASS_CONFIG, StoreMemory.Setter.class);
        properties.put(StoreMemory.PROPERTY, memory);
        driver = new TopologyTestDriver(started, properties, NOW);
        parked = driver.createInputTopic(
                Topic.PARKED.topicName(), new StringSerializer(), new ByteArraySerializer(), NOW, Duration.ZERO);
        health = driver.createInputTopic(
                Topic.ENDPOINT_HEALTH.topicName(), new StringSerializer(), new ByteArraySerializer());
        deliveries = output(Topic.DELIVERIES);
        deadLetters = output(Topic.DEAD_LETTER);
        attempts = output(Topic.ATTEMPTS);
    }

    private TestOutputTopic<String, byte[]> output(Topic topic) {
        return driver.createOutputTopic(topic.topicName(), new StringDeserializer(), new ByteArrayDeserializer());
    }

    private void park(String endpoint, String deliveryId) {
        parked.pipeInput(new TestRecord<>(endpoint, BODY, ParkedDeliveries.parked(deliveryId, NOW)));
    }

    private void grant(String endpoint, String epoch, long granted) {
        health.pipeInput(endpoint, ParkedDeliveries.grant(epoch, granted, null));
    }

    /** The ids of those let go since this was asked last, in their order. */
    private List<String> released() {
        return deliveries.readRecordsToList().stream()
                .map(record -> header(record, HeaderNames.DELIVERY_ID))
                .toList();
    }

    private static Topology topology(ParkingRules rules) {
        return new RecoveredTopology(RecoveredTopology.Topics.DECLARED, rules).build();
    }

    private static Parking.@Nullable Release release(TestRecord<String, byte[]> released) {
        try {
            return DeliveryHeaders.of(released.getHeaders()).parking().release();
        } catch (MalformedHeadersException e) {
            throw new AssertionError(e);
        }
    }

    private static String header(TestRecord<?, ?> record, String name) {
        return HeaderText.read(record.getHeaders(), name).orElse("");
    }
}

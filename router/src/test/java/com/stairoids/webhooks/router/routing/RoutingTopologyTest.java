package com.stairoids.webhooks.router.routing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.stairoids.webhooks.router.Endpoints;
import com.stairoids.webhooks.router.Events;
import com.stairoids.webhooks.router.rejection.RejectionLog;
import com.stairoids.webhooks.schemas.delivery.Cause;
import com.stairoids.webhooks.schemas.delivery.DeliveryHeaders;
import com.stairoids.webhooks.schemas.delivery.HeaderNames;
import com.stairoids.webhooks.schemas.delivery.HeaderText;
import com.stairoids.webhooks.schemas.delivery.MalformedHeadersException;
import com.stairoids.webhooks.schemas.delivery.Parking;
import com.stairoids.webhooks.schemas.delivery.SourceHeaders;
import com.stairoids.webhooks.schemas.event.Identifiers;
import com.stairoids.webhooks.schemas.topic.Topic;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Properties;
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
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RoutingTopologyTest {
    private static final Path GOLDEN = Path.of("src/test/resources/topology.txt");
    private static final Instant NOW = Instant.parse("2026-11-01T12:00:00Z");
    private static final RoutingLimits LIMITS = new RoutingLimits(2_000_000, 3);
    private static final String TRACEPARENT = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";

    private final MeterRegistry meters = new SimpleMeterRegistry();
    private final Topology topology =
            new RoutingTopology(RoutingTopology.SOURCES, LIMITS, new RejectionLog(), meters).build();

    private TopologyTestDriver driver;
    private TestInputTopic<String, byte[]> subscriptions;
    private TestInputTopic<byte[], byte[]> signals;
    private TestOutputTopic<String, byte[]> deliveries;
    private TestOutputTopic<byte[], byte[]> rejected;

    @BeforeEach
    void start(@TempDir Path state) {
        Properties properties = new Properties();
        properties.put(StreamsConfig.STATE_DIR_CONFIG, state.toString());
        driver = new TopologyTestDriver(topology, properties, NOW);
        subscriptions = driver.createInputTopic(
                Topic.SUBSCRIPTIONS.topicName(), new StringSerializer(), new ByteArraySerializer());
        signals = input(Topic.SIGNALS);
        deliveries = driver.createOutputTopic(
                Topic.DELIVERIES.topicName(), new StringDeserializer(), new ByteArrayDeserializer());
        rejected = driver.createOutputTopic(
                Topic.REJECTED_EVENTS.topicName(), new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    @AfterEach
    void stop() {
        driver.close();
    }

    @Test
    void isTheTopologyThatWasCommitted() throws IOException {
        String description = topology.describe().toString();

        assertThat(description)
                .as("write what is on the left to %s where the change is meant", GOLDEN)
                .isEqualTo(Files.readString(GOLDEN));
    }

    @Test
    void makesOneDeliveryForEachEndpointThatReceivesTheEvent() throws MalformedHeadersException {
        subscriptions.pipeInput("ws_1/end_other", Endpoints.enabled("account.score_changed"));
        subscriptions.pipeInput("ws_1/end_off", Endpoints.disabled("signal.created"));
        subscriptions.pipeInput("ws_1/end_a", Endpoints.enabled("signal.created"));
        subscriptions.pipeInput("ws_10/end_theirs", Endpoints.enabled("signal.created"));
        subscriptions.pipeInput("ws_1/end_b", Endpoints.enabled("signal.scored", "signal.created"));

        signals.pipeInput(null, Events.signal("ws_1", "\"n\":1.10"), NOW.toEpochMilli());

        List<TestRecord<String, byte[]>> made = deliveries.readRecordsToList();
        assertThat(made).extracting(TestRecord::key).containsExactly("end_a", "end_b");
        assertThat(made.get(1).getHeaders().toArray()).hasSize(9);
        assertThat(DeliveryHeaders.of(made.get(1).getHeaders()))
                .isEqualTo(new DeliveryHeaders(
                        Identifiers.derivedEventId("stairoids.signals", 0, 0, NOW.toEpochMilli()),
                        "signal.created",
                        "ws_1",
                        Identifiers.deliveryId("stairoids.signals", 0, 0, "end_b"),
                        0,
                        "2026-11-01T12:00:00Z",
                        NOW,
                        null,
                        null,
                        null,
                        Cause.EVENT,
                        null,
                        4,
                        null,
                        Parking.NEVER));
        assertThat(new String(made.get(1).value(), UTF_8)).endsWith("\"data\":{\"signal\":{\"n\":1.10}}}");
        assertThat(rejected.isEmpty()).isTrue();
    }

    @Test
    void makesNothingOfAnEventThatNobodyReceives() {
        signals.pipeInput(Events.signal("ws_1"));

        assertThat(deliveries.isEmpty()).isTrue();
        assertThat(rejected.isEmpty()).isTrue();
    }

    @Test
    void takesTheLatestRecordOfAnEndpoint() {
        subscriptions.pipeInput("ws_1/end_a", Endpoints.enabled("signal.created"));
        subscriptions.pipeInput("ws_1/end_b", Endpoints.enabled("signal.created"));
        subscriptions.pipeInput("ws_1/end_a", (byte[]) null);
        subscriptions.pipeInput("ws_1/end_b", Endpoints.enabled("signal.created", "signal.scored"));

        signals.pipeInput(Events.signal("ws_1"));

        assertThat(deliveries.readRecordsToList()).singleElement().satisfies(delivery -> {
            assertThat(delivery.key()).isEqualTo("end_b");
            assertThat(header(delivery, HeaderNames.SUBSCRIPTION_OFFSET)).isEqualTo("3");
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "no JSON", "null", "[]", "{}", "{\"event_types\":[null]}"})
    void passesOverAnEndpointThatCannotBeRead(String value) {
        subscriptions.pipeInput("ws_1/end_a", value.getBytes(UTF_8));
        subscriptions.pipeInput("ws_1/end_b", Endpoints.enabled("signal.created"));

        signals.pipeInput(Events.signal("ws_1"));

        assertThat(deliveries.readKeyValuesToList())
                .extracting(made -> made.key)
                .containsExactly("end_b");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/", "ws_1", "ws_1/", "/end_a", "ws_1/end/a", "ws_1/end a", "ws_1/\uFFFD"})
    void passesOverAKeyThatNamesNoEndpoint(String key) {
        subscriptions.pipeInput(key, Endpoints.enabled("signal.created"));
        subscriptions.pipeInput(null, Endpoints.enabled("signal.created"));

        signals.pipeInput(Events.signal("ws_1"));

        assertThat(deliveries.isEmpty()).isTrue();
    }

    @Test
    void refusesAnEventForTooManyEndpointsWhole() {
        byte[] event = Events.signal("ws_1");
        for (int endpoint = 0; endpoint < LIMITS.maxEndpointsPerWorkspace(); endpoint++) {
            subscriptions.pipeInput("ws_1/end_" + endpoint, Endpoints.enabled("signal.created"));
        }
        signals.pipeInput(event);
        subscriptions.pipeInput("ws_1/end_last", Endpoints.enabled("signal.created"));

        signals.pipeInput(event);

        assertThat(deliveries.readKeyValuesToList()).hasSize(3);
        TestRecord<byte[], byte[]> refused = rejected.readRecord();
        assertThat(header(refused, HeaderNames.REASON)).isEqualTo("too-many-endpoints");
        assertThat(refused.value()).isEqualTo(event);
    }

    @Test
    void saysWhyWhatAndWhereOfWhatItRefuses() {
        byte[] key = {(byte) 0xFF, 1};
        byte[] value = {'{', 0, (byte) 0xFE};
        Instant timestamp = Instant.parse("2026-10-31T23:00:00.001Z");
        signals.pipeInput(Events.signal("ws_1"));

        signals.pipeInput(new TestRecord<>(key, value, forged(), timestamp));

        TestRecord<byte[], byte[]> refused = rejected.readRecord();
        assertThat(refused.key()).isEqualTo(key);
        assertThat(refused.value()).isEqualTo(value);
        assertThat(refused.getRecordTime()).isEqualTo(NOW);
        assertThat(refused.getHeaders().toArray()).hasSize(9);
        assertThat(header(refused, HeaderNames.REASON)).isEqualTo("invalid-utf-8");
        assertThat(header(refused, HeaderNames.REMEDY)).startsWith("The value is not UTF-8 at byte 2. Encode");
        assertThat(header(refused, HeaderNames.SOURCE_TOPIC)).isEqualTo("stairoids.signals");
        assertThat(header(refused, HeaderNames.SOURCE_PARTITION)).isEqualTo("0");
        assertThat(header(refused, HeaderNames.SOURCE_OFFSET)).isEqualTo("1");
        assertThat(header(refused, HeaderNames.SOURCE_TIMESTAMP)).isEqualTo("2026-10-31T23:00:00.001Z");
        assertThat(header(refused, HeaderNames.SOURCE_SIZE)).isEqualTo("3");
        assertThat(header(refused, HeaderNames.SOURCE_KEY_SIZE)).isEqualTo("2");
        assertThat(header(refused, "source-header-reason")).isEqualTo("forged");
    }

    @Test
    void keepsTheHeadersOfWhatItRefusesAsFarAsThereIsRoom() {
        Headers headers = new RecordHeaders();
        HeaderText.write(headers, HeaderNames.TRACEPARENT, TRACEPARENT);
        headers.add("x-bytes", new byte[] {(byte) 0xFF});
        headers.add("x-large", new byte[16 * 1024]);

        signals.pipeInput(new TestRecord<>(null, new byte[] {'{'}, headers, NOW));

        TestRecord<byte[], byte[]> refused = rejected.readRecord();
        headers.remove("x-large");
        assertThat(SourceHeaders.restore(refused.getHeaders())).isEqualTo(headers);
        assertThat(header(refused, HeaderNames.SOURCE_HEADERS_LEFT_OUT)).isEqualTo("1");
        assertThat(header(refused, HeaderNames.SOURCE_KEY_SIZE)).isEmpty();
    }

    @Test
    void goesOnAfterARefusal() {
        subscriptions.pipeInput("ws_1/end_a", Endpoints.enabled("signal.created"));
        signals.pipeInput(null, null, NOW.toEpochMilli());

        signals.pipeInput(Events.signal("ws_1"));

        assertThat(header(rejected.readRecord(), HeaderNames.REASON)).isEqualTo("null-value");
        assertThat(deliveries.readKeyValuesToList()).hasSize(1);
    }

    @Test
    void keepsTheBeginningOfAKeyAndAValueThatAreTooLong() {
        signals.pipeInput(new byte[5000], new byte[2_000_001]);

        TestRecord<byte[], byte[]> refused = rejected.readRecord();
        assertThat(refused.key()).hasSize(1024);
        assertThat(refused.value()).hasSize(1024 * 1024);
        assertThat(header(refused, HeaderNames.SOURCE_SIZE)).isEqualTo("2000001");
        assertThat(header(refused, HeaderNames.SOURCE_KEY_SIZE)).isEqualTo("5000");
    }

    @Test
    void stampsDeliveriesWithItsOwnClock() {
        subscriptions.pipeInput("ws_1/end_a", Endpoints.enabled("signal.created"));

        signals.pipeInput(null, Events.signal("ws_1"), NOW.plusSeconds(80_000).toEpochMilli());

        assertThat(deliveries.readRecord().getRecordTime()).isEqualTo(NOW);
    }

    @Test
    void refusesATimestampThatIsFarAhead() {
        signals.pipeInput(null, Events.signal("ws_1"), NOW.plusSeconds(90_000).toEpochMilli());

        assertThat(header(rejected.readRecord(), HeaderNames.REASON)).isEqualTo("bad-timestamp");
    }

    @Test
    void readsEachTypeFromItsOwnTopic() {
        String event = "{\"event\":\"contact.score_changed\",\"workspace_id\":\"ws_1\",\"data\":{\"contact\":{}}}";
        subscriptions.pipeInput("ws_1/end_a", Endpoints.enabled("contact.score_changed"));
        input(Topic.ACCOUNTS).pipeInput(event.getBytes(UTF_8));

        input(Topic.CONTACTS).pipeInput(event.getBytes(UTF_8));

        assertThat(header(rejected.readRecord(), HeaderNames.REASON)).isEqualTo("wrong-topic");
        assertThat(rejected.isEmpty()).isTrue();
        assertThat(deliveries.readKeyValuesToList()).hasSize(1);
    }

    @Test
    void handsOnTheTraceparent() {
        assertThat(traceparentOf(TRACEPARENT)).isEqualTo(TRACEPARENT);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7",
                "00-4BF92F3577B34DA6A3CE929D0E0E4736-00f067aa0ba902b7-01",
                "ff-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01",
                "00-00000000000000000000000000000000-00f067aa0ba902b7-01",
                "00-4bf92f3577b34da6a3ce929d0e0e4736-0000000000000000-01",
                "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01\r\nX: y",
            })
    void dropsATraceparentOfAnotherForm(String traceparent) {
        assertThat(traceparentOf(traceparent)).isEmpty();
    }

    private String traceparentOf(String traceparent) {
        subscriptions.pipeInput("ws_1/end_a", Endpoints.enabled("signal.created"));
        Headers headers = new RecordHeaders();
        HeaderText.write(headers, HeaderNames.TRACEPARENT, traceparent);
        signals.pipeInput(new TestRecord<>(null, Events.signal("ws_1"), headers, NOW));
        return header(deliveries.readRecord(), HeaderNames.TRACEPARENT);
    }

    /** What a producer might send to pass for the router's own notes. */
    private static Headers forged() {
        Headers headers = new RecordHeaders();
        headers.add("router-source-timestamp", new byte[] {-1, -1, -1, -1, -1, -1, -1, -1});
        headers.add(HeaderNames.REASON, "forged".getBytes(UTF_8));
        return headers;
    }

    private TestInputTopic<byte[], byte[]> input(Topic topic) {
        return driver.createInputTopic(topic.topicName(), new ByteArraySerializer(), new ByteArraySerializer());
    }

    private static String header(TestRecord<?, ?> record, String name) {
        return HeaderText.read(record.getHeaders(), name).orElse("");
    }
}

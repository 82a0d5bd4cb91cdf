package com.stairoids.webhooks.router.routing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.stairoids.webhooks.router.Endpoints;
import com.stairoids.webhooks.router.Events;
import com.stairoids.webhooks.router.rejection.RejectionLog;
import com.stairoids.webhooks.router.rejection.RejectionReason;
import com.stairoids.webhooks.schemas.event.EventType;
import com.stairoids.webhooks.schemas.topic.Topic;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RoutingMetersTest {
    private static final Instant NOW = Instant.parse("2026-11-01T12:00:00Z");

    private final MeterRegistry meters = new SimpleMeterRegistry();

    @TempDir
    Path state;

    private TopologyTestDriver driver;
    private TestInputTopic<String, byte[]> subscriptions;
    private TestInputTopic<byte[], byte[]> signals;

    @BeforeEach
    void start() {
        Properties properties = new Properties();
        properties.put(StreamsConfig.APPLICATION_ID_CONFIG, "test");
        properties.put(StreamsConfig.STATE_DIR_CONFIG, state.toString());
        RoutingLimits limits = new RoutingLimits(2_000_000, 2);
        driver = new TopologyTestDriver(
                new RoutingTopology(RoutingTopology.SOURCES, limits, new RejectionLog(), meters).build(),
                properties,
                NOW);
        subscriptions = driver.createInputTopic(
                Topic.SUBSCRIPTIONS.topicName(), new StringSerializer(), new ByteArraySerializer());
        signals = driver.createInputTopic(
                Topic.SIGNALS.topicName(), new ByteArraySerializer(), new ByteArraySerializer());
    }

    @AfterEach
    void stop() {
        driver.close();
    }

    @Test
    void countsAnEventByWhatBecameOfItAndEachDelivery() {
        signals.pipeInput(Events.signal("ws_1"));
        subscriptions.pipeInput("ws_1/end_a", Endpoints.enabled("signal.created"));
        subscriptions.pipeInput("ws_1/end_b", Endpoints.enabled("signal.created"));

        signals.pipeInput(Events.signal("ws_1"));

        assertThat(events("signal.created", "unmatched")).isEqualTo(1);
        assertThat(events("signal.created", "routed")).isEqualTo(1);
        assertThat(meters.get("stairoids.router.deliveries")
                        .tag("event_type", "signal.created")
                        .counter()
                        .count())
                .isEqualTo(2);
    }

    @Test
    void measuresFromTheEventsAppendAndOnlyWhatWasRouted() {
        signals.pipeInput(null, Events.signal("ws_1"), NOW.minusSeconds(9).toEpochMilli());
        subscriptions.pipeInput("ws_1/end_a", Endpoints.enabled("signal.created"));

        signals.pipeInput(null, Events.signal("ws_1"), NOW.minusMillis(40).toEpochMilli());
        signals.pipeInput(null, Events.signal("ws_1"), NOW.plusMillis(5).toEpochMilli());

        var routing = meters.get("stairoids.router.routing").timer();
        assertThat(routing.count()).isEqualTo(2);
        assertThat(routing.totalTime(TimeUnit.MILLISECONDS)).isEqualTo(40);
    }

    @Test
    void countsARefusalByItsReasonAndByTheTypeWhereItIsKnown() {
        for (String endpoint : new String[] {"a", "b", "c"}) {
            subscriptions.pipeInput("ws_1/end_" + endpoint, Endpoints.enabled("signal.created"));
        }

        signals.pipeInput("{}".getBytes(UTF_8));
        signals.pipeInput(Events.signal("ws_1"));

        assertThat(events("other", "rejected")).isEqualTo(1);
        assertThat(events("signal.created", "rejected")).isEqualTo(1);
        assertThat(rejected("missing-member")).isEqualTo(1);
        assertThat(rejected("too-many-endpoints")).isEqualTo(1);
    }

    @Test
    void everySeriesIsThereFromTheStart() {
        for (RejectionReason reason : RejectionReason.values()) {
            assertThat(rejected(reason.code())).isZero();
        }
        assertThat(meters.find("stairoids.router.events").counters())
                .hasSize(3 * EventType.values().length + 1)
                .allMatch(counter -> counter.count() == 0);
        assertThat(meters.find("stairoids.router.deliveries").counters())
                .extracting(counter -> counter.getId().getTag("event_type"))
                .containsExactlyInAnyOrderElementsOf(Arrays.stream(EventType.values())
                        .map(EventType::wireName)
                        .toList());
    }

    @Test
    void countsSubscriptionsAsTheyComeChangeAndGo() {
        subscriptions.pipeInput("ws_1/end_a", Endpoints.enabled("signal.created"));
        subscriptions.pipeInput("ws_1/end_a", Endpoints.disabled("signal.created"));
        subscriptions.pipeInput("ws_1/end_b", Endpoints.enabled("signal.created"));
        subscriptions.pipeInput("ws_2/end_c", Endpoints.enabled("signal.created"));
        subscriptions.pipeInput("ws_1/end_b", (byte[]) null);
        subscriptions.pipeInput("ws_9/end_never", (byte[]) null);

        assertThat(meters.get("stairoids.router.subscriptions").gauge().value()).isEqualTo(2);
    }

    private double events(String type, String outcome) {
        return meters.get("stairoids.router.events")
                .tag("event_type", type)
                .tag("outcome", outcome)
                .counter()
                .count();
    }

    private double rejected(String reason) {
        return meters.get("stairoids.rejected.events")
                .tag("reason", reason)
                .counter()
                .count();
    }
}

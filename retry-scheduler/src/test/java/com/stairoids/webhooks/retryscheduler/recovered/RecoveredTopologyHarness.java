package com.stairoids.webhooks.retryscheduler.recovered;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.stairoids.webhooks.retryscheduler.due.BatchBounds;
import com.stairoids.webhooks.schemas.delivery.DeliveryHeaders;
import com.stairoids.webhooks.schemas.delivery.HeaderNames;
import com.stairoids.webhooks.schemas.delivery.HeaderText;
import com.stairoids.webhooks.schemas.delivery.MalformedHeadersException;
import com.stairoids.webhooks.schemas.delivery.Parking;
import com.stairoids.webhooks.schemas.topic.Topic;
import com.stairoids.webhooks.streams.StoreMemory;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Properties;
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
import org.junit.jupiter.api.io.TempDir;

/** The topology on Kafka Streams' test driver, with what goes in and comes out. */
abstract class RecoveredTopologyHarness {
    static final Instant NOW = Instant.parse("2026-11-01T12:00:00Z");
    static final byte[] BODY = "{\"n\":1.10}".getBytes(UTF_8);
    static final ParkingRules RULES =
            new ParkingRules(Duration.ofSeconds(60), Parking.LONGEST, new BatchBounds(20, 100_000));

    final StoreMemory memory = new StoreMemory(8 * 1024 * 1024);
    final MeterRegistry registry = new SimpleMeterRegistry();
    Instant now = NOW;
    final Topology topology = topology(RULES);
    TopologyTestDriver driver;
    TestInputTopic<String, byte[]> parked;
    TestInputTopic<String, byte[]> health;
    TestOutputTopic<String, byte[]> deliveries;
    TestOutputTopic<String, byte[]> deadLetters;
    TestOutputTopic<String, byte[]> attempts;

    @TempDir
    Path state;

    @BeforeEach
    void start() {
        start(topology);
    }

    void restart(BatchBounds batch) {
        driver.close();
        start(topology(new ParkingRules(RULES.askAfter(), RULES.parkedAtMost(), batch)));
    }

    @AfterEach
    void stop() {
        driver.close();
        memory.close();
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

    TestOutputTopic<String, byte[]> output(Topic topic) {
        return driver.createOutputTopic(topic.topicName(), new StringDeserializer(), new ByteArrayDeserializer());
    }

    void park(String endpoint, String deliveryId) {
        parked.pipeInput(new TestRecord<>(endpoint, BODY, ParkedDeliveries.parked(deliveryId, NOW)));
    }

    void grant(String endpoint, String epoch, long granted) {
        health.pipeInput(endpoint, ParkedDeliveries.grant(epoch, granted, null));
    }

    /** The ids of those let go since this was asked last, in their order. */
    List<String> released() {
        return deliveries.readRecordsToList().stream()
                .map(record -> header(record, HeaderNames.DELIVERY_ID))
                .toList();
    }

    Topology topology(ParkingRules rules) {
        ParkingMeters meters = new ParkingMeters(registry, () -> now);
        return new RecoveredTopology(RecoveredTopology.Topics.DECLARED, rules, meters).build();
    }

    static Parking.@Nullable Release release(TestRecord<String, byte[]> released) {
        try {
            return DeliveryHeaders.of(released.getHeaders()).parking().release();
        } catch (MalformedHeadersException e) {
            throw new AssertionError(e);
        }
    }

    static String header(TestRecord<?, ?> record, String name) {
        return HeaderText.read(record.getHeaders(), name).orElse("");
    }
}

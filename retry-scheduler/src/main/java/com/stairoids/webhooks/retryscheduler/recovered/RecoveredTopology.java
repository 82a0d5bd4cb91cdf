package com.stairoids.webhooks.retryscheduler.recovered;

import com.stairoids.webhooks.schemas.json.Json;
import com.stairoids.webhooks.schemas.json.MalformedJsonException;
import com.stairoids.webhooks.schemas.topic.ChangelogTopic;
import com.stairoids.webhooks.schemas.topic.Topic;
import java.util.Map;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.AutoOffsetReset;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/**
 * What is parked and what its endpoints' senders grant, brought together by partition: both topics have the endpoint's id
 * for a key and as many partitions as each other. The store of parked deliveries is logged record by record; what is
 * known of the endpoints is cached, and logged once for each commit.
 */
public final class RecoveredTopology {
    static final String PARKED_STORE = ChangelogTopic.PARKED_DELIVERIES.storeName();
    static final String ENDPOINT_STORE = ChangelogTopic.WAITING_ENDPOINTS.storeName();

    private static final String PARKED_SOURCE = "parked-source";
    private static final String HEALTH_SOURCE = "health-source";
    private static final String PARKED_READER = "parked-reader";
    private static final String HEALTH_READER = "health-reader";
    private static final String PARKING_LOT = "parking-lot";
    private static final Departures.Names SINKS = new Departures.Names("deliveries", "dead-letters", "attempts");

    private final Topics topics;
    private final ParkingRules rules;
    private final ParkingMeters meters;

    public RecoveredTopology(Topics topics, ParkingRules rules, ParkingMeters meters) {
        this.topics = topics;
        this.rules = rules;
        this.meters = meters;
    }

    public Topology build() {
        Topology topology = new Topology();
        addSource(topology, PARKED_SOURCE, topics.parked());
        addSource(topology, HEALTH_SOURCE, topics.health());
        topology.addProcessor(PARKED_READER, () -> new ParkedReader(PARKING_LOT, SINKS.deliveries()), PARKED_SOURCE);
        topology.addProcessor(HEALTH_READER, HealthReader::new, HEALTH_SOURCE);
        topology.addProcessor(PARKING_LOT, () -> new ParkingLot(rules, SINKS, meters), PARKED_READER, HEALTH_READER);
        topology.addStateStore(parkedStore(), PARKING_LOT);
        topology.addStateStore(endpointStore(), PARKING_LOT);
        addSink(topology, SINKS.deliveries(), topics.deliveries(), PARKING_LOT, PARKED_READER);
        addSink(topology, SINKS.deadLetters(), topics.deadLetters(), PARKING_LOT);
        addSink(topology, SINKS.attempts(), topics.attempts(), PARKING_LOT);
        return topology;
    }

    /**
     * The two are read in the order of the broker's times, so that what was parked before a grant is in the store before
     * it. A time before 1970 would have Streams drop the record.
     */
    private static void addSource(Topology topology, String name, Topic topic) {
        topology.addSource(
                AutoOffsetReset.earliest(),
                name,
                (record, _) -> Math.max(0, record.timestamp()),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer(),
                topic.topicName());
    }

    private static void addSink(Topology topology, String name, Topic topic, String... parents) {
        topology.addSink(name, topic.topicName(), new ByteArraySerializer(), new ByteArraySerializer(), parents);
    }

    private static StoreBuilder<KeyValueStore<Bytes, byte[]>> parkedStore() {
        return Stores.keyValueStoreBuilder(
                        Stores.persistentKeyValueStore(PARKED_STORE), Serdes.Bytes(), Serdes.ByteArray())
                .withLoggingEnabled(logged())
                .withCachingDisabled();
    }

    private static StoreBuilder<KeyValueStore<String, WaitingEndpoint>> endpointStore() {
        return Stores.keyValueStoreBuilder(
                        Stores.persistentKeyValueStore(ENDPOINT_STORE), Serdes.String(), endpointSerde())
                .withLoggingEnabled(logged())
                .withCachingEnabled();
    }

    private static Map<String, String> logged() {
        return ChangelogTopic.configuration();
    }

    private static Serde<WaitingEndpoint> endpointSerde() {
        return Serdes.serdeFrom((_, endpoint) -> endpoint == null ? null : Json.write(endpoint), (_, stored) -> {
            try {
                return stored == null ? null : Json.read(stored, WaitingEndpoint.class);
            } catch (MalformedJsonException e) {
                throw new SerializationException("what is known of an endpoint cannot be read", e);
            }
        });
    }

    /** The topics on both sides. */
    public record Topics(Topic parked, Topic health, Topic deliveries, Topic deadLetters, Topic attempts) {
        public static final Topics DECLARED =
                new Topics(Topic.PARKED, Topic.ENDPOINT_HEALTH, Topic.DELIVERIES, Topic.DEAD_LETTER, Topic.ATTEMPTS);
    }
}

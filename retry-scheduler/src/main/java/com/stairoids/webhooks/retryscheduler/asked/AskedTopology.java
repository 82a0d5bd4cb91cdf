package com.stairoids.webhooks.retryscheduler.asked;

import com.stairoids.webhooks.schemas.topic.ChangelogTopic;
import com.stairoids.webhooks.schemas.topic.Topic;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.AutoOffsetReset;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/** Requests for replays, by the dead delivery's id, and the ledger of those that were answered, partition by partition. */
final class AskedTopology {
    static final String LEDGER_STORE = ChangelogTopic.REPLAY_LEDGER.storeName();

    private static final String SOURCE = "replays-source";
    private static final String READER = "request-reader";
    private static final String REPLAYER = "replayer";
    private static final String DEAD_LETTERS = "dead-letters";
    private static final Replayer.Names SINKS = new Replayer.Names("deliveries", "attempts");

    private final Topics topics;
    private final LedgerRules rules;
    private final ReplayCounts counts;

    AskedTopology(Topics topics, LedgerRules rules, ReplayCounts counts) {
        this.topics = topics;
        this.rules = rules;
        this.counts = counts;
    }

    /** A new topology. */
    Topology build() {
        Topology topology = new Topology();
        // A time before 1970 would have Streams drop the record.
        topology.addSource(
                AutoOffsetReset.earliest(),
                SOURCE,
                (record, _) -> Math.max(0, record.timestamp()),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer(),
                topics.replays().topicName());
        topology.addProcessor(READER, () -> new RequestReader(REPLAYER, DEAD_LETTERS, counts), SOURCE);
        topology.addProcessor(REPLAYER, () -> new Replayer(rules, SINKS, counts), READER);
        topology.addStateStore(ledgerStore(), REPLAYER);
        addSink(topology, SINKS.deliveries(), topics.deliveries(), REPLAYER);
        addSink(topology, SINKS.attempts(), topics.attempts(), REPLAYER);
        addSink(topology, DEAD_LETTERS, topics.deadLetters(), READER);
        return topology;
    }

    private static void addSink(Topology topology, String name, Topic topic, String parent) {
        topology.addSink(name, topic.topicName(), new ByteArraySerializer(), new ByteArraySerializer(), parent);
    }

    private static StoreBuilder<KeyValueStore<String, Long>> ledgerStore() {
        return Stores.keyValueStoreBuilder(Stores.persistentKeyValueStore(LEDGER_STORE), Serdes.String(), Serdes.Long())
                .withLoggingEnabled(ChangelogTopic.configuration())
                .withCachingDisabled();
    }

    /** The topics on both sides. */
    record Topics(Topic replays, Topic deliveries, Topic attempts, Topic deadLetters) {
        static final Topics DECLARED = new Topics(Topic.REPLAYS, Topic.DELIVERIES, Topic.ATTEMPTS, Topic.DEAD_LETTER);
    }
}

package com.stairoids.webhooks.deliverylog.view;

import com.stairoids.webhooks.schemas.topic.Topic;
import java.time.Duration;
import java.util.Map;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.AutoOffsetReset;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/**
 * The attempts, partition by partition, into two stores: the deliveries, logged record by record, and what is known of their
 * endpoints, which changes with each of them and so is cached and logged once for each commit.
 */
public final class LogTopology {
    /** Deliveries, and what they are found by. */
    public static final String DELIVERY_STORE = "deliveries";

    /** Endpoints, their hours, and how far the stores are. */
    public static final String TOTAL_STORE = "totals";

    /**
     * What a changelog forgets at last. A store forgets sooner, unless its process was down for longer than this besides; a
     * group's position is lost by then too.
     */
    private static final Duration AFTER_RETENTION = Duration.ofDays(30);

    /** Small enough that what was overwritten is compacted away soon: all of it is read when a state directory is lost. */
    private static final int SEGMENT_BYTES = 64 * 1024 * 1024;

    private static final String SOURCE = "attempts-source";
    private static final String WRITER = "log-writer";

    private final Topic attempts;
    private final ExpiryRules rules;
    private final Progress progress;

    /** @param progress which the stores' threads keep up to date */
    public LogTopology(Topic attempts, ExpiryRules rules, Progress progress) {
        this.attempts = attempts;
        this.rules = rules;
        this.progress = progress;
    }

    /** A new topology. */
    public Topology build() {
        Topology topology = new Topology();
        // A time before 1970 would have Streams drop the record.
        topology.addSource(
                AutoOffsetReset.earliest(),
                SOURCE,
                (record, _) -> Math.max(0, record.timestamp()),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer(),
                attempts.topicName());
        topology.addProcessor(WRITER, () -> new LogWriter(rules, progress), SOURCE);
        topology.addStateStore(store(DELIVERY_STORE).withCachingDisabled(), WRITER);
        topology.addStateStore(store(TOTAL_STORE).withCachingEnabled(), WRITER);
        return topology;
    }

    private StoreBuilder<KeyValueStore<Bytes, byte[]>> store(String name) {
        return Stores.keyValueStoreBuilder(Stores.persistentKeyValueStore(name), Serdes.Bytes(), Serdes.ByteArray())
                .withLoggingEnabled(changelog());
    }

    /** What an instance leaves behind that is never started again goes by itself. */
    private Map<String, String> changelog() {
        return Map.of(
                "cleanup.policy",
                "compact,delete",
                "retention.ms",
                Long.toString(rules.retention().plus(AFTER_RETENTION).toMillis()),
                "segment.bytes",
                Integer.toString(SEGMENT_BYTES),
                "max.message.bytes",
                Integer.toString(Topic.ATTEMPTS.maxMessageBytes()),
                "unclean.leader.election.enable",
                "false");
    }
}

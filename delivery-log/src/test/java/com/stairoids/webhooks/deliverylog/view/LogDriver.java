package com.stairoids.webhooks.deliverylog.view;

import com.stairoids.webhooks.deliverylog.LogUnavailableException;
import com.stairoids.webhooks.deliverylog.LoggedDelivery;
import com.stairoids.webhooks.deliverylog.browse.LogBrowser;
import com.stairoids.webhooks.deliverylog.browse.OpenStores;
import com.stairoids.webhooks.deliverylog.browse.Statistician;
import com.stairoids.webhooks.schemas.attempt.Happening;
import com.stairoids.webhooks.schemas.json.Json;
import com.stairoids.webhooks.schemas.topic.Topic;
import com.stairoids.webhooks.streams.StoreMemory;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.rocksdb.CompressionType;

/** The view on Kafka Streams' test driver, with RocksDB, and what answers from it. */
public final class LogDriver implements AutoCloseable {
    public static final Instant NOW = Instant.parse("2026-11-01T12:00:00Z");
    public static final Duration RETENTION = Duration.ofDays(30);

    private final StoreMemory memory = new StoreMemory(8 * 1024 * 1024, CompressionType.LZ4_COMPRESSION);
    private final TopologyTestDriver driver;
    private final TestInputTopic<String, byte[]> attempts;
    private final OpenStores stores;
    final Progress progress = new Progress();

    public LogDriver(Path state) {
        this(state, ExpiryRules.of(RETENTION));
    }

    LogDriver(Path state, ExpiryRules rules) {
        Properties properties = new Properties();
        properties.put(StreamsConfig.APPLICATION_ID_CONFIG, "test");
        properties.put(StreamsConfig.STATE_DIR_CONFIG, state.toString());
        properties.put(StreamsConfig.ROCKSDB_CONFIG_SETTER_CLASS_CONFIG, StoreMemory.Setter.class);
        properties.put(StoreMemory.PROPERTY, memory);
        driver = new TopologyTestDriver(new LogTopology(Topic.ATTEMPTS, rules, progress).build(), properties, NOW);
        attempts =
                driver.createInputTopic(Topic.ATTEMPTS.topicName(), new StringSerializer(), new ByteArraySerializer());
        stores = () -> List.of(new OpenStores.Partition(deliveries(), totals()));
    }

    /** Appended when it happened. */
    public void write(Happening happening) {
        write(happening, happening.at());
    }

    public void write(Happening happening, Instant appended) {
        attempts.pipeInput(happening.delivery().endpointId(), Json.write(happening), appended);
    }

    void writeBytes(byte[] value) {
        attempts.pipeInput("ep_1", value, NOW);
    }

    public void advance(Duration wallClock) {
        driver.advanceWallClockTime(wallClock);
    }

    public OpenStores stores() {
        return stores;
    }

    public LogBrowser browser() {
        return new LogBrowser(stores);
    }

    public Statistician statistician() {
        return new Statistician(stores);
    }

    public Optional<LoggedDelivery> find(String workspace, String delivery) {
        try {
            return browser().find(workspace, delivery);
        } catch (LogUnavailableException e) {
            throw new AssertionError(e);
        }
    }

    KeyValueStore<Bytes, byte[]> deliveries() {
        return driver.getKeyValueStore(LogTopology.DELIVERY_STORE);
    }

    KeyValueStore<Bytes, byte[]> totals() {
        return driver.getKeyValueStore(LogTopology.TOTAL_STORE);
    }

    long entries(KeyValueStore<Bytes, byte[]> store) {
        long count = 0;
        try (KeyValueIterator<Bytes, byte[]> all = store.all()) {
            while (all.hasNext()) {
                all.next();
                count++;
            }
        }
        return count;
    }

    @Override
    public void close() {
        driver.close();
        memory.close();
    }
}

package com.stairoids.webhooks.retryscheduler.store;

import com.stairoids.webhooks.schemas.topic.ChangelogTopic.Application;
import com.stairoids.webhooks.settings.KafkaSettings;
import com.stairoids.webhooks.streams.ChangelogReplication;
import com.stairoids.webhooks.streams.StoreMemory;
import com.stairoids.webhooks.streams.StreamsProperties;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.streams.StreamsConfig;

/** How Kafka Streams runs an application whose stores hold what is nowhere else. */
public final class StoreConfiguration {
    /** Each has a transaction of its own; one lets several thousand go in a second. */
    private static final int THREADS = 1;

    /** Read and not worked on yet, for a partition: some MiB of the largest deliveries. */
    private static final int BUFFERED_RECORDS = 20;

    private static final int MAX_POLL_RECORDS = 200;

    private static final int FETCH_MAX_BYTES = 8 * 1024 * 1024;

    /** What was changed in cached stores and is not logged yet. */
    private static final int CACHE_BYTES = 4 * 1024 * 1024;

    private StoreConfiguration() {}

    /**
     * The application's configuration.
     *
     * @param stateDirectory in which each application has a directory of its own
     * @param memory of all stores of this process
     * @throws ExecutionException where the cluster does not say how the topic is replicated that the stores are filled from
     */
    public static StreamsConfig of(
            KafkaSettings kafka, Application application, Path stateDirectory, StoreMemory memory, Admin admin)
            throws ExecutionException, InterruptedException {
        Map<String, Object> values = StreamsProperties.of(kafka, application.id(), stateDirectory, THREADS);
        values.put(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, commitIntervalMillis(application));
        values.put(StreamsConfig.BUFFERED_RECORDS_PER_PARTITION_CONFIG, BUFFERED_RECORDS);
        values.put(StreamsConfig.STATESTORE_CACHE_MAX_BYTES_CONFIG, CACHE_BYTES);
        values.put(StreamsConfig.ROCKSDB_CONFIG_SETTER_CLASS_CONFIG, StoreMemory.Setter.class);
        values.put(StoreMemory.PROPERTY, memory);
        values.put(StreamsConfig.mainConsumerPrefix(ConsumerConfig.MAX_POLL_RECORDS_CONFIG), MAX_POLL_RECORDS);
        values.put(StreamsConfig.consumerPrefix(ConsumerConfig.FETCH_MAX_BYTES_CONFIG), FETCH_MAX_BYTES);
        ChangelogReplication.as(application.filledFrom(), values, admin);
        return new StreamsConfig(values);
    }

    /** Nobody waits for what is parked, and what leaves is committed at once; what is asked for leaves as it arrives. */
    private static long commitIntervalMillis(Application application) {
        return switch (application) {
            case RECOVERED -> 200;
            case ASKED -> 20;
        };
    }
}

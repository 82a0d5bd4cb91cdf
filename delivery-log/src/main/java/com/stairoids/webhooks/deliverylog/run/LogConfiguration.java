package com.stairoids.webhooks.deliverylog.run;

import com.stairoids.webhooks.deliverylog.DeliveryLogSettings;
import com.stairoids.webhooks.schemas.topic.Topic;
import com.stairoids.webhooks.settings.KafkaSettings;
import com.stairoids.webhooks.streams.ChangelogReplication;
import com.stairoids.webhooks.streams.StoreMemory;
import com.stairoids.webhooks.streams.StreamsProperties;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.streams.StreamsConfig;

/** How Kafka Streams runs the view. */
final class LogConfiguration {
    /** What is read is in the stores, and seen, at once; a commit only says how much need not be read again. */
    private static final int COMMIT_INTERVAL_MS = 500;

    /** Read and not worked on yet, for a partition; a record with a large answer has some 24 KiB. */
    private static final int BUFFERED_RECORDS = 200;

    private static final int MAX_POLL_RECORDS = 1000;
    private static final int FETCH_MAX_BYTES = 8 * 1024 * 1024;

    /** What was changed of the endpoints and is not logged yet. */
    private static final int CACHE_BYTES = 16 * 1024 * 1024;

    private LogConfiguration() {}

    /**
     * @param instance whose copy of the log it is
     * @throws ExecutionException where the cluster does not say how the attempts are replicated
     */
    static StreamsConfig of(
            KafkaSettings kafka, DeliveryLogSettings settings, String instance, StoreMemory memory, Admin admin)
            throws ExecutionException, InterruptedException {
        Map<String, Object> values = StreamsProperties.of(
                kafka, "stairoids-delivery-log-" + instance, settings.stateDirectory(), settings.threads());
        values.put(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, COMMIT_INTERVAL_MS);
        values.put(StreamsConfig.BUFFERED_RECORDS_PER_PARTITION_CONFIG, BUFFERED_RECORDS);
        values.put(StreamsConfig.STATESTORE_CACHE_MAX_BYTES_CONFIG, CACHE_BYTES);
        values.put(StreamsConfig.ROCKSDB_CONFIG_SETTER_CLASS_CONFIG, StoreMemory.Setter.class);
        values.put(StoreMemory.PROPERTY, memory);
        values.put(StreamsConfig.mainConsumerPrefix(ConsumerConfig.MAX_POLL_RECORDS_CONFIG), MAX_POLL_RECORDS);
        values.put(StreamsConfig.consumerPrefix(ConsumerConfig.FETCH_MAX_BYTES_CONFIG), FETCH_MAX_BYTES);
        // Nobody else takes over its copy, so it need not wait until its former self is given up.
        values.put(StreamsConfig.mainConsumerPrefix(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG), instance);
        values.put(StreamsConfig.producerPrefix(ProducerConfig.COMPRESSION_TYPE_CONFIG), "lz4");
        ChangelogReplication.as(Topic.ATTEMPTS, values, admin);
        return new StreamsConfig(values);
    }
}

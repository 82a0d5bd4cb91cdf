package com.stairoids.webhooks.retryscheduler.due;

import com.stairoids.webhooks.schemas.delivery.RetryTier;
import com.stairoids.webhooks.settings.KafkaSettings;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.CooperativeStickyAssignor;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * A tier's consumer and producer. Keys are bytes here: what is put back is what came, also where it is no UTF-8.
 *
 * @param instance what this process's transactional ids end in
 * @param fetchRecords bound on what one poll takes
 * @param fetchBytes bound on one fetch of a partition; a single larger batch is fetched all the same
 */
public record TierClients(KafkaSettings kafka, String instance, int fetchRecords, int fetchBytes) {
    /** A fetch that waits for new records on some partitions keeps the broker from being asked for others so long. */
    private static final int FETCH_MAX_WAIT_MS = 100;

    private static final int FETCH_MAX_BYTES = 8 * 1024 * 1024;

    /** What cannot be reached within the transaction's own 10 s is aborted by the broker anyhow. */
    private static final int GIVE_UP_MS = 10_000;

    private static final int REQUEST_TIMEOUT_MS = 5_000;

    private static final int PRODUCER_BATCH_BYTES = 128 * 1024;

    Consumer<byte[], byte[]> consumer(RetryTier tier) {
        Map<String, Object> configuration =
                new HashMap<>(kafka.groupConsumer("stairoids-retry-scheduler-" + suffix(tier)));
        configuration.put(ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
        configuration.put(
                ConsumerConfig.PARTITION_ASSIGNMENT_STRATEGY_CONFIG, CooperativeStickyAssignor.class.getName());
        configuration.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, fetchRecords);
        configuration.put(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, fetchBytes);
        configuration.put(ConsumerConfig.FETCH_MAX_BYTES_CONFIG, FETCH_MAX_BYTES);
        configuration.put(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, FETCH_MAX_WAIT_MS);
        return new KafkaConsumer<>(configuration);
    }

    Producer<byte[], byte[]> producer(RetryTier tier) {
        return new KafkaProducer<>(producerConfiguration(tier));
    }

    Map<String, Object> producerConfiguration(RetryTier tier) {
        Map<String, Object> configuration =
                new HashMap<>(kafka.transactionalProducer("retry-scheduler-" + suffix(tier) + "-" + instance));
        configuration.put(ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class);
        configuration.put(ProducerConfig.BATCH_SIZE_CONFIG, PRODUCER_BATCH_BYTES);
        configuration.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, GIVE_UP_MS);
        configuration.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, GIVE_UP_MS);
        configuration.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, REQUEST_TIMEOUT_MS);
        return configuration;
    }

    /** As in {@code 1m}: a tier's topic keeps its name whatever its delay, so group and ids do too. */
    static String suffix(RetryTier tier) {
        String name = tier.topic().topicName();
        return name.substring(name.lastIndexOf('-') + 1);
    }
}

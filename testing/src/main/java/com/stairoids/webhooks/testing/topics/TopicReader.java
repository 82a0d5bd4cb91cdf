package com.stairoids.webhooks.testing.topics;

import com.stairoids.webhooks.schemas.topic.Topic;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** Reads what a topic holds, committed records only, in the order of partition, then offset. */
public final class TopicReader {
    private static final Duration POLL = Duration.ofMillis(50);

    private TopicReader() {}

    /** All records up to the ends that the partitions have now. */
    public static List<ConsumerRecord<String, byte[]>> readAll(String bootstrapServers, Topic topic) {
        return toEnd(bootstrapServers, topic, new StringDeserializer());
    }

    /** The same, keeping of each record only what {@code kept} makes of it: of topics too large for memory. */
    public static <T> List<T> readAll(
            String bootstrapServers, Topic topic, Function<ConsumerRecord<String, byte[]>, T> kept) {
        try (KafkaConsumer<String, byte[]> consumer = consumer(bootstrapServers, new StringDeserializer())) {
            List<TopicPartition> partitions = assign(consumer, topic);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            List<T> all = new ArrayList<>();
            while (!hasReached(consumer, ends)) {
                consumer.poll(POLL).forEach(record -> all.add(kept.apply(record)));
            }
            return all;
        }
    }

    /** The same as {@link #readAll(String, Topic)}, with keys that need not be text. */
    public static List<ConsumerRecord<byte[], byte[]>> readAllBytes(String bootstrapServers, Topic topic) {
        return toEnd(bootstrapServers, topic, new ByteArrayDeserializer());
    }

    /**
     * Reads until there are {@code count} records or more, and returns all that were read.
     *
     * @throws AssertionError where there are fewer at the deadline; its message says how many
     */
    public static List<ConsumerRecord<String, byte[]>> await(
            String bootstrapServers, Topic topic, int count, Duration deadline) {
        return await(bootstrapServers, topic, count, deadline, new StringDeserializer());
    }

    /** The same, with keys that need not be text. */
    public static List<ConsumerRecord<byte[], byte[]>> awaitBytes(
            String bootstrapServers, Topic topic, int count, Duration deadline) {
        return await(bootstrapServers, topic, count, deadline, new ByteArrayDeserializer());
    }

    private static <K> List<ConsumerRecord<K, byte[]>> toEnd(
            String bootstrapServers, Topic topic, Deserializer<K> keys) {
        try (KafkaConsumer<K, byte[]> consumer = consumer(bootstrapServers, keys)) {
            List<TopicPartition> partitions = assign(consumer, topic);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            return collect(consumer, () -> hasReached(consumer, ends));
        }
    }

    private static boolean hasReached(KafkaConsumer<?, ?> consumer, Map<TopicPartition, Long> ends) {
        return ends.entrySet().stream().allMatch(end -> consumer.position(end.getKey()) >= end.getValue());
    }

    private static <K> List<ConsumerRecord<K, byte[]>> await(
            String bootstrapServers, Topic topic, int count, Duration deadline, Deserializer<K> keys) {
        long started = System.nanoTime();
        try (KafkaConsumer<K, byte[]> consumer = consumer(bootstrapServers, keys)) {
            assign(consumer, topic);
            List<ConsumerRecord<K, byte[]>> read = new ArrayList<>();
            collect(consumer, read, () -> read.size() >= count || System.nanoTime() - started > deadline.toNanos());
            if (read.size() < count) {
                throw new AssertionError("%s holds %d records after %s, not %d"
                        .formatted(topic.topicName(), read.size(), deadline, count));
            }
            return sorted(read);
        }
    }

    private static <K> List<ConsumerRecord<K, byte[]>> collect(
            KafkaConsumer<K, byte[]> consumer, BooleanSupplier done) {
        List<ConsumerRecord<K, byte[]>> read = new ArrayList<>();
        collect(consumer, read, done);
        return sorted(read);
    }

    private static <K> void collect(
            KafkaConsumer<K, byte[]> consumer, List<ConsumerRecord<K, byte[]>> into, BooleanSupplier done) {
        while (!done.getAsBoolean()) {
            consumer.poll(POLL).forEach(into::add);
        }
    }

    private static <K> List<ConsumerRecord<K, byte[]>> sorted(List<ConsumerRecord<K, byte[]>> records) {
        return records.stream()
                .sorted(Comparator.<ConsumerRecord<K, byte[]>>comparingInt(ConsumerRecord::partition)
                        .thenComparingLong(ConsumerRecord::offset))
                .toList();
    }

    private static List<TopicPartition> assign(KafkaConsumer<?, ?> consumer, Topic topic) {
        List<TopicPartition> partitions = consumer.partitionsFor(topic.topicName()).stream()
                .map(info -> new TopicPartition(info.topic(), info.partition()))
                .toList();
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
        return partitions;
    }

    private static <K> KafkaConsumer<K, byte[]> consumer(String bootstrapServers, Deserializer<K> keys) {
        Map<String, Object> configuration = new HashMap<>();
        configuration.put(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
        configuration.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        configuration.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        configuration.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        configuration.put(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, 20);
        return new KafkaConsumer<>(configuration, keys, new ByteArrayDeserializer());
    }
}

package com.stairoids.webhooks.deadletters;

import com.stairoids.webhooks.schemas.topic.ChangelogTopic;
import com.stairoids.webhooks.schemas.topic.Topic;
import com.stairoids.webhooks.settings.KafkaSettings;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Queue;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.Deserializer;
import org.jspecify.annotations.Nullable;

/**
 * A topic's committed records up to the ends that its partitions have at the beginning, in the order of each partition; one
 * poll of them in memory. Belongs to one thread.
 *
 * @param <K> of the keys
 */
public final class TopicScan<K> implements Iterator<ConsumerRecord<K, byte[]>> {
    private static final Duration POLL = Duration.ofMillis(100);
    private static final Duration LONGEST_STANDSTILL = Duration.ofSeconds(30);
    /** What is asked for behind the last record is waited for in vain: a scan is to end soon after it. */
    private static final int FETCH_MAX_WAIT_MS = 50;

    private static final int FETCH_BYTES = 8 * 1024 * 1024;
    private static final int PARTITION_FETCH_BYTES = 512 * 1024;

    private final Consumer<K, byte[]> consumer;
    private final Map<TopicPartition, Long> ends;
    private final Queue<ConsumerRecord<K, byte[]>> polled = new ArrayDeque<>();

    private TopicScan(Consumer<K, byte[]> consumer, Map<TopicPartition, Long> ends) {
        this.consumer = consumer;
        this.ends = ends;
    }

    /**
     * The records as they are taken from the stream, which must be closed.
     *
     * @param appendedSince records appended before that time are passed over without being read; null for all
     * @throws UnknownTopicOrPartitionException where the topic was not created
     */
    public static <K> Stream<ConsumerRecord<K, byte[]>> stream(
            KafkaSettings kafka, Topic topic, Deserializer<K> keys, @Nullable Instant appendedSince) {
        return stream(kafka, topic.topicName(), keys, appendedSince, false);
    }

    /**
     * The same, with all that was committed before this call: waits for transactions that are open now and may have begun before
     * others that ended.
     */
    public static <K> Stream<ConsumerRecord<K, byte[]>> streamToLogEnd(
            KafkaSettings kafka, Topic topic, Deserializer<K> keys, @Nullable Instant appendedSince) {
        return stream(kafka, topic.topicName(), keys, appendedSince, true);
    }

    /** All of a changelog; nothing where Streams has not made it yet. */
    public static <K> Stream<ConsumerRecord<K, byte[]>> stream(
            KafkaSettings kafka, ChangelogTopic topic, Deserializer<K> keys) {
        try {
            return stream(kafka, topic.topicName(), keys, null, false);
        } catch (UnknownTopicOrPartitionException e) {
            return Stream.empty();
        }
    }

    private static <K> Stream<ConsumerRecord<K, byte[]>> stream(
            KafkaSettings kafka,
            String topic,
            Deserializer<K> keys,
            @Nullable Instant appendedSince,
            boolean toLogEnd) {
        Map<String, Object> configuration = new HashMap<>(kafka.consumer());
        configuration.put(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, FETCH_MAX_WAIT_MS);
        configuration.put(ConsumerConfig.FETCH_MAX_BYTES_CONFIG, FETCH_BYTES);
        configuration.put(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, PARTITION_FETCH_BYTES);
        Consumer<K, byte[]> consumer = new KafkaConsumer<>(configuration, keys, new ByteArrayDeserializer());
        try {
            TopicScan<K> scan = of(consumer, topic, appendedSince);
            if (toLogEnd) {
                scan.ends.putAll(logEnds(configuration, scan.ends.keySet()));
            }
            return StreamSupport.stream(
                            Spliterators.spliteratorUnknownSize(scan, Spliterator.ORDERED | Spliterator.NONNULL), false)
                    .onClose(consumer::close);
        } catch (RuntimeException e) {
            consumer.close();
            throw e;
        }
    }

    /** A reader of committed records is told of an end before the first open transaction. */
    private static Map<TopicPartition, Long> logEnds(
            Map<String, Object> configuration, Collection<TopicPartition> partitions) {
        Map<String, Object> uncommitted = new HashMap<>(configuration);
        uncommitted.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_uncommitted");
        try (Consumer<byte[], byte[]> endFinder =
                new KafkaConsumer<>(uncommitted, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            return endFinder.endOffsets(partitions);
        }
    }

    private static <K> TopicScan<K> of(Consumer<K, byte[]> consumer, String topic, @Nullable Instant appendedSince) {
        List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                .map(partition -> new TopicPartition(topic, partition.partition()))
                .toList();
        if (partitions.isEmpty()) {
            throw new UnknownTopicOrPartitionException(
                    "topic " + topic + " does not exist: create it with `webhooks topics apply`");
        }
        consumer.assign(partitions);
        Map<TopicPartition, Long> ends = new HashMap<>(consumer.endOffsets(partitions));
        if (appendedSince == null) {
            consumer.seekToBeginning(partitions);
        } else {
            seek(consumer, partitions, appendedSince);
        }
        return new TopicScan<>(consumer, ends);
    }

    /** Has the consumer go on with what was appended at that time or later; with what comes next where nothing was. */
    public static void seek(Consumer<?, ?> consumer, Collection<TopicPartition> partitions, Instant since) {
        // Kafka knows no time before 1970, and no record is older.
        long from = Math.max(0, since.toEpochMilli());
        Map<TopicPartition, Long> times = new HashMap<>();
        partitions.forEach(partition -> times.put(partition, from));
        // Asked for first: what is appended between the two answers is found, or comes next.
        Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
        Map<TopicPartition, OffsetAndTimestamp> found = consumer.offsetsForTimes(times);
        partitions.forEach(partition -> {
            OffsetAndTimestamp first = found.get(partition);
            consumer.seek(partition, first == null ? ends.getOrDefault(partition, 0L) : first.offset());
        });
    }

    /** @throws TimeoutException where Kafka sends nothing for 30 s */
    @Override
    public boolean hasNext() {
        long standstill = System.nanoTime() + LONGEST_STANDSTILL.toNanos();
        while (polled.isEmpty() && !isAtEnd()) {
            if (System.nanoTime() > standstill) {
                throw new TimeoutException("nothing was received for " + LONGEST_STANDSTILL.toSeconds()
                        + " s, and the topic's end is not reached");
            }
            for (ConsumerRecord<K, byte[]> record : consumer.poll(POLL)) {
                if (record.offset() < ends.getOrDefault(new TopicPartition(record.topic(), record.partition()), 0L)) {
                    polled.add(record);
                }
            }
        }
        return !polled.isEmpty();
    }

    @Override
    public ConsumerRecord<K, byte[]> next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        return polled.remove();
    }

    private boolean isAtEnd() {
        List<TopicPartition> finished = ends.entrySet().stream()
                .filter(end -> consumer.position(end.getKey()) >= end.getValue())
                .map(Map.Entry::getKey)
                .toList();
        consumer.pause(finished);
        return finished.size() == ends.size();
    }
}

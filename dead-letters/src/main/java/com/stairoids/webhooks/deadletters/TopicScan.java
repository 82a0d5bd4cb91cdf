package com.stairoids.webhooks.deadletters;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Queue;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.jspecify.annotations.Nullable;

/** A topic's committed records up to the ends that its partitions have at the beginning; one poll of them in memory. */
final class TopicScan implements Iterator<ConsumerRecord<String, byte[]>> {
    private static final Duration POLL = Duration.ofMillis(100);
    private static final Duration LONGEST_STANDSTILL = Duration.ofSeconds(30);

    private final Consumer<String, byte[]> consumer;
    private final Map<TopicPartition, Long> ends;
    private final Queue<ConsumerRecord<String, byte[]>> polled = new ArrayDeque<>();

    private TopicScan(Consumer<String, byte[]> consumer, Map<TopicPartition, Long> ends) {
        this.consumer = consumer;
        this.ends = ends;
    }

    /**
     * @param appendedSince records appended before that time are passed over without being read; null for all
     * @throws UnknownTopicOrPartitionException where the topic was not created
     */
    static TopicScan of(Consumer<String, byte[]> consumer, String topic, @Nullable Instant appendedSince) {
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
            seek(consumer, ends, appendedSince);
        }
        return new TopicScan(consumer, ends);
    }

    private static void seek(Consumer<String, byte[]> consumer, Map<TopicPartition, Long> ends, Instant since) {
        Map<TopicPartition, Long> times = new HashMap<>();
        ends.keySet().forEach(partition -> times.put(partition, since.toEpochMilli()));
        Map<TopicPartition, OffsetAndTimestamp> found = consumer.offsetsForTimes(times);
        ends.forEach((partition, end) -> {
            OffsetAndTimestamp first = found.get(partition);
            consumer.seek(partition, first == null ? end : first.offset());
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
            for (ConsumerRecord<String, byte[]> record : consumer.poll(POLL)) {
                if (record.offset() < ends.getOrDefault(new TopicPartition(record.topic(), record.partition()), 0L)) {
                    polled.add(record);
                }
            }
        }
        return !polled.isEmpty();
    }

    @Override
    public ConsumerRecord<String, byte[]> next() {
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

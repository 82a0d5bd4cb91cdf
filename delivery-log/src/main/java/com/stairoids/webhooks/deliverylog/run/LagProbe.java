package com.stairoids.webhooks.deliverylog.run;

import com.stairoids.webhooks.deliverylog.view.Applied;
import com.stairoids.webhooks.deliverylog.view.Progress;
import com.stairoids.webhooks.schemas.topic.Topic;
import com.stairoids.webhooks.settings.KafkaSettings;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;

/**
 * How far the stores are, and how old the first record of {@code attempts} is that they do not have. Offsets alone do not tell: behind the last record
 * there may be nothing but the marks of transactions, so the record is looked for. Belongs to one thread.
 */
final class LagProbe implements AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(100);
    private static final int FETCH_BYTES = 64 * 1024;

    private final Consumer<String, byte[]> consumer;
    private final Progress progress;
    private final InstantSource clock;

    /** Before which there is nothing that the stores do not have. */
    private final Map<TopicPartition, Long> nothingBefore = new HashMap<>();

    /** @param consumer which it closes */
    LagProbe(Consumer<String, byte[]> consumer, Progress progress, InstantSource clock) {
        this.consumer = consumer;
        this.progress = progress;
        this.clock = clock;
    }

    /** What it reads with: no more than it needs, and soon. */
    static Consumer<String, byte[]> consumer(KafkaSettings kafka) {
        Map<String, Object> configuration = new HashMap<>(kafka.consumer());
        configuration.put(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, FETCH_BYTES);
        configuration.put(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, (int) POLL.toMillis());
        return new KafkaConsumer<>(configuration);
    }

    /** Empty where there is no topic yet, not all stores are open, or Kafka did not say within {@code deadline}. */
    Optional<Reach> measure(Duration deadline) {
        long end = System.nanoTime() + deadline.toNanos();
        List<TopicPartition> partitions = consumer.partitionsFor(Topic.ATTEMPTS.topicName(), deadline).stream()
                .map(info -> new TopicPartition(info.topic(), info.partition()))
                .toList();
        Map<TopicPartition, Long> next = next(partitions);
        if (partitions.isEmpty() || next.size() < partitions.size()) {
            return Optional.empty();
        }
        // All of them, always: asked for the end of others, the consumer warns that it is not assigned them.
        consumer.assign(partitions);
        Map<TopicPartition, Long> ends = consumer.endOffsets(partitions, deadline);
        Map<TopicPartition, Long> behind = new HashMap<>(ends);
        behind.entrySet().removeIf(last -> next.getOrDefault(last.getKey(), 0L) >= last.getValue());
        consumer.pause(partitions);
        consumer.resume(behind.keySet());
        behind.keySet().forEach(partition -> consumer.seek(partition, next.getOrDefault(partition, 0L)));
        return oldest(behind, end).map(lag -> new Reach(lag, reached(next), ends));
    }

    /** Of the partitions whose stores are open: before which offset there is nothing that they do not have. */
    private Map<TopicPartition, Long> next(List<TopicPartition> partitions) {
        Map<Integer, Applied> applied = progress.byPartition();
        Map<TopicPartition, Long> next = new HashMap<>();
        for (TopicPartition partition : partitions) {
            Applied stored = applied.get(partition.partition());
            if (stored != null) {
                next.put(partition, Math.max(nothingBefore.getOrDefault(partition, 0L), stored.offset() + 1));
            }
        }
        return next;
    }

    private Map<TopicPartition, Long> reached(Map<TopicPartition, Long> next) {
        Map<TopicPartition, Long> reached = new HashMap<>(next);
        nothingBefore.forEach((partition, offset) -> reached.merge(partition, offset, Math::max));
        return reached;
    }

    /**
     * Reads until every partition has shown its first record, or that it has none.
     *
     * @param behind the partitions that may have one, and where they end
     */
    private Optional<Duration> oldest(Map<TopicPartition, Long> behind, long end) {
        long oldest = Long.MAX_VALUE;
        while (!behind.isEmpty()) {
            if (System.nanoTime() > end) {
                return Optional.empty();
            }
            for (ConsumerRecord<String, byte[]> first : firsts(consumer.poll(POLL))) {
                oldest = Math.min(oldest, first.timestamp());
                TopicPartition partition = new TopicPartition(first.topic(), first.partition());
                nothingBefore.put(partition, first.offset());
                behind.remove(partition);
            }
            behind.entrySet().removeIf(partition -> isThrough(partition.getKey(), partition.getValue()));
            consumer.pause(done(behind));
        }
        return Optional.of(
                oldest == Long.MAX_VALUE ? Duration.ZERO : Duration.ofMillis(Math.max(0, clock.millis() - oldest)));
    }

    private List<TopicPartition> done(Map<TopicPartition, Long> behind) {
        return consumer.assignment().stream()
                .filter(partition -> !behind.containsKey(partition))
                .toList();
    }

    private boolean isThrough(TopicPartition partition, long end) {
        if (consumer.position(partition) < end) {
            return false;
        }
        nothingBefore.put(partition, end);
        return true;
    }

    private static List<ConsumerRecord<String, byte[]>> firsts(ConsumerRecords<String, byte[]> records) {
        return records.partitions().stream()
                .map(partition -> records.records(partition).getFirst())
                .toList();
    }

    @Override
    public void close() {
        consumer.close();
    }
}

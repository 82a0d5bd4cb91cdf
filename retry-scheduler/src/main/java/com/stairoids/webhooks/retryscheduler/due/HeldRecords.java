package com.stairoids.webhooks.retryscheduler.due;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/**
 * What was taken from a tier and is not due yet: a queue for each partition, in the order of the partition. Only a
 * queue's head is looked at, since due times in a partition are in order but for what the sender's hand-overs differ.
 * Belongs to the tier's thread.
 */
final class HeldRecords {
    private final Duration delay;
    private final Map<TopicPartition, Queue<HeldRecord>> queues = new HashMap<>();

    /** @param delay the tier's present delay */
    HeldRecords(Duration delay) {
        this.delay = delay;
    }

    void add(ConsumerRecord<byte[], byte[]> record) {
        queues.computeIfAbsent(new TopicPartition(record.topic(), record.partition()), _ -> new ArrayDeque<>())
                .add(HeldRecord.of(record, delay));
    }

    /** Takes the due ones, longest due first, as many as the bounds allow. */
    DueBatch takeDue(Instant now, BatchBounds bounds) {
        List<HeldRecord> taken = new ArrayList<>();
        long bytes = 0;
        while (taken.size() < bounds.records()) {
            Optional<Map.Entry<TopicPartition, Queue<HeldRecord>>> next = earliest();
            if (next.isEmpty()) {
                break;
            }
            HeldRecord head = next.get().getValue().element();
            bytes += head.size();
            if (!head.isDue(now) || (bytes > bounds.bytes() && !taken.isEmpty())) {
                break;
            }
            taken.add(next.get().getValue().remove());
            if (next.get().getValue().isEmpty()) {
                queues.remove(next.get().getKey());
            }
        }
        return new DueBatch(taken);
    }

    /** When the next one is due; empty where none is held. */
    Optional<Instant> nextDue() {
        return earliest().map(queue -> queue.getValue().element().due());
    }

    /** The partitions that something is held of. */
    Set<TopicPartition> partitions() {
        return Set.copyOf(queues.keySet());
    }

    void drop(Collection<TopicPartition> partitions) {
        queues.keySet().removeAll(partitions);
    }

    void dropAll() {
        queues.clear();
    }

    private Optional<Map.Entry<TopicPartition, Queue<HeldRecord>>> earliest() {
        return queues.entrySet().stream()
                .min(Comparator.comparing(queue -> queue.getValue().element().due()));
    }
}

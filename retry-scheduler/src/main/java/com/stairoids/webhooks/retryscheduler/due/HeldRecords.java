package com.stairoids.webhooks.retryscheduler.due;

import com.stairoids.webhooks.schemas.offset.OffsetWindow;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What was taken from a tier and is not due yet. Due times in a partition are in order but for seconds (senders' clocks
 * and hand-overs differ), so each partition is read on until what follows cannot be due soon. Belongs to the tier's thread.
 */
final class HeldRecords {
    private static final Logger log = LoggerFactory.getLogger(HeldRecords.class);

    /** By how much a record may be due earlier than one before it and still be put back in time. */
    static final Duration DISORDER = Duration.ofSeconds(5);

    /** Within which a fetch arrives. */
    private static final Duration FETCH = Duration.ofSeconds(1);

    private final Duration delay;
    private final HeldBytes memory;
    private final Map<TopicPartition, HeldPartition> partitions = new HashMap<>();

    /** @param delay the tier's present delay */
    HeldRecords(Duration delay, HeldBytes memory) {
        this.delay = delay;
        this.memory = memory;
    }

    /** Begins to hold records of a partition. */
    void adopt(TopicPartition partition, OffsetWindow putBack) {
        drop(Set.of(partition));
        partitions.put(partition, new HeldPartition(putBack));
    }

    /** Holds a record of a partition that was adopted, unless it was put back before. */
    void add(ConsumerRecord<byte[], byte[]> record) {
        TopicPartition partition = new TopicPartition(record.topic(), record.partition());
        if (adopted(partition).isBeyond(record.offset())) {
            log.atError()
                    .addKeyValue("partition", partition)
                    .addKeyValue("offset", record.offset())
                    .log("The topic has lost records and begins again before what was put back");
            adopt(partition, new OffsetWindow(record.offset(), new BitSet()));
        }
        HeldRecord held = HeldRecord.of(record, delay);
        if (adopted(partition).add(held)) {
            memory.add(held.heap());
        }
    }

    Set<TopicPartition> adopted() {
        return Set.copyOf(partitions.keySet());
    }

    private HeldPartition adopted(TopicPartition partition) {
        return Objects.requireNonNull(
                partitions.get(partition), "a record was read from a partition that was not adopted");
    }

    /** Takes the due ones, longest due first, as many as the bounds allow. */
    DueBatch takeDue(Instant now, BatchBounds bounds) {
        List<HeldRecord> taken = new ArrayList<>();
        Map<TopicPartition, HeldPartition> touched = new HashMap<>();
        long bytes = 0;
        while (taken.size() < bounds.records()) {
            var earliest = earliest().orElse(null);
            if (earliest == null) {
                break;
            }
            HeldRecord next = earliest.getValue().next();
            bytes += next.size();
            if (!next.isDue(now) || (bytes > bounds.bytes() && !taken.isEmpty())) {
                break;
            }
            taken.add(earliest.getValue().take());
            memory.add(-next.heap());
            touched.put(earliest.getKey(), earliest.getValue());
        }
        return new DueBatch(taken, positions(touched));
    }

    /** When the next one is due; empty where none is held. */
    Optional<Instant> nextDue() {
        return earliest().flatMap(partition -> partition.getValue().nextDue());
    }

    /** How many records wait in the partitions, at most; each ends at its value in {@code ends}. */
    long depth(Map<TopicPartition, Long> ends) {
        return ends.entrySet().stream()
                .mapToLong(end -> adopted(end.getKey()).waitingBefore(end.getValue()))
                .sum();
    }

    /**
     * The partitions to read on, for one that is due soon may stand there: all that nothing is held of, and, as long as
     * there is memory, those whose latest due time is near.
     */
    Set<TopicPartition> toRead(Instant now) {
        Instant horizon = now.plus(DISORDER).plus(FETCH);
        boolean full = memory.isFull();
        return partitions.entrySet().stream()
                .filter(entry ->
                        full ? entry.getValue().isEmpty() : entry.getValue().mayHide(horizon))
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }

    void drop(Collection<TopicPartition> dropped) {
        for (TopicPartition partition : dropped) {
            HeldPartition held = partitions.remove(partition);
            if (held != null) {
                memory.add(-held.heap());
            }
        }
    }

    void dropAll() {
        drop(Set.copyOf(partitions.keySet()));
    }

    private Optional<Map.Entry<TopicPartition, HeldPartition>> earliest() {
        return partitions.entrySet().stream()
                .filter(entry -> entry.getValue().nextDue().isPresent())
                .min(Comparator.comparing(entry -> entry.getValue().next().due()));
    }

    private static Map<TopicPartition, OffsetAndMetadata> positions(Map<TopicPartition, HeldPartition> touched) {
        return touched.entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, entry -> entry.getValue().position()));
    }
}

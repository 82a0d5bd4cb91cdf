package com.stairoids.webhooks.sender.consume;

import com.stairoids.webhooks.schemas.topic.Topic;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The partitions that this sender has at the moment. The group's callbacks run inside the consumer's poll, on the
 * delivery loop's thread, which owns this.
 */
public final class Assignments implements ConsumerRebalanceListener {
    private static final Logger log = LoggerFactory.getLogger(Assignments.class);

    private final Consumer<String, byte[]> consumer;
    private final Map<TopicPartition, Assignment> current = new HashMap<>();
    private final Set<TopicPartition> unreadable = new HashSet<>();
    private volatile boolean joined;
    private Optional<Releaser> releaser = Optional.empty();

    public Assignments(Consumer<String, byte[]> consumer) {
        this.consumer = consumer;
    }

    /** Joins the group; {@code newReleaser} is called with partitions that are to go, before they go. */
    public void subscribe(Releaser newReleaser) {
        releaser = Optional.of(newReleaser);
        consumer.subscribe(List.of(Topic.DELIVERIES.topicName()), this);
    }

    /** Whether the group has given this sender its share once. */
    public boolean hasJoined() {
        return joined;
    }

    public Collection<Assignment> current() {
        return List.copyOf(current.values());
    }

    /** Where a polled record belongs. */
    public Assignment of(ConsumerRecord<String, byte[]> record) {
        return Objects.requireNonNull(
                current.get(new TopicPartition(record.topic(), record.partition())),
                "a record was polled from a partition that is not assigned");
    }

    /** Reads no more of a partition whose window is full, and of none while memory is full. */
    public void pauseOrResume(boolean memoryIsFull) {
        Set<TopicPartition> paused = new HashSet<>(unreadable);
        current.values().stream()
                .filter(assignment -> memoryIsFull || !assignment.beyondWindow().isEmpty())
                .map(Assignment::partition)
                .forEach(paused::add);
        Set<TopicPartition> before = consumer.paused();
        if (!paused.equals(before)) {
            consumer.pause(paused);
            consumer.resume(before.stream()
                    .filter(partition -> !paused.contains(partition))
                    .collect(Collectors.toSet()));
        }
    }

    @Override
    public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
        Map<TopicPartition, OffsetAndMetadata> committed = consumer.committed(Set.copyOf(partitions));
        for (TopicPartition partition : partitions) {
            try {
                current.put(partition, new Assignment(partition, window(partition, committed.get(partition))));
            } catch (UnreadableMetadataException e) {
                unreadable.add(partition);
                log.atError()
                        .addKeyValue("partition", partition)
                        .addKeyValue("cause", e.getMessage())
                        .log(
                                "partition is not sent from: reset its committed offset, or run the version that wrote it");
            }
        }
        consumer.pause(unreadable);
        joined = true;
        log.atInfo().addKeyValue("partitions", partitions).log("partitions assigned");
    }

    @Override
    public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
        List<Assignment> leaving = remaining(partitions);
        releaser.ifPresent(loop -> loop.release(leaving));
        forget(partitions);
    }

    /** They already are somebody else's: whatever is known of them is void. */
    @Override
    public void onPartitionsLost(Collection<TopicPartition> partitions) {
        List<Assignment> lost = remaining(partitions);
        releaser.ifPresent(loop -> loop.lose(lost));
        forget(partitions);
        log.atWarn().addKeyValue("partitions", partitions).log("partitions lost");
    }

    private OffsetWindow window(TopicPartition partition, @Nullable OffsetAndMetadata committed)
            throws UnreadableMetadataException {
        if (committed == null) {
            return new OffsetWindow(consumer.position(partition), new BitSet());
        }
        return new OffsetWindow(
                committed.offset(), CommitMetadata.decode(committed.metadata()).finishedBeyond());
    }

    private List<Assignment> remaining(Collection<TopicPartition> partitions) {
        List<Assignment> found = new ArrayList<>();
        for (TopicPartition partition : partitions) {
            Assignment assignment = current.get(partition);
            if (assignment != null) {
                found.add(assignment);
            }
        }
        return found;
    }

    private void forget(Collection<TopicPartition> partitions) {
        partitions.forEach(current::remove);
        partitions.forEach(unreadable::remove);
    }

    /** Lets go of partitions. */
    public interface Releaser {
        /** They are about to go: there is time to finish. */
        void release(Collection<Assignment> leaving);

        /** They are gone. */
        void lose(Collection<Assignment> lost);
    }
}

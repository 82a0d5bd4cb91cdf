package com.stairoids.webhooks.sender.consume;

import com.stairoids.webhooks.schemas.offset.CommitMetadata;
import com.stairoids.webhooks.schemas.offset.OffsetWindow;
import com.stairoids.webhooks.schemas.offset.UnreadableMetadataException;
import com.stairoids.webhooks.schemas.topic.Topic;
import java.time.Duration;
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
import org.apache.kafka.common.errors.RetriableException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The partitions that this sender has at the moment. The group's callbacks run inside the consumer's poll, on the
 * delivery loop's thread, which owns this.
 */
public final class Assignments implements ConsumerRebalanceListener {
    private static final Logger log = LoggerFactory.getLogger(Assignments.class);

    /** How long the broker may take to say what is committed before other partitions go on without waiting for it. */
    private static final Duration ADOPTION = Duration.ofSeconds(2);

    private final Consumer<String, byte[]> consumer;
    private final Topic topic;
    private final Map<TopicPartition, Assignment> current = new HashMap<>();
    private final Set<TopicPartition> unreadable = new HashSet<>();
    private final Set<TopicPartition> unadopted = new HashSet<>();
    private volatile boolean joined;
    private Optional<Releaser> releaser = Optional.empty();

    /** Of {@code deliveries}. */
    public Assignments(Consumer<String, byte[]> consumer) {
        this(consumer, Topic.DELIVERIES);
    }

    public Assignments(Consumer<String, byte[]> consumer, Topic topic) {
        this.consumer = consumer;
        this.topic = topic;
    }

    /** Joins the group; {@code newReleaser} is called with partitions that are to go, before they go. */
    public void subscribe(Releaser newReleaser) {
        releaser = Optional.of(newReleaser);
        consumer.subscribe(List.of(topic.topicName()), this);
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
        adopt();
        Set<TopicPartition> paused = new HashSet<>(unreadable);
        paused.addAll(unadopted);
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

    /** Nothing is read from them before it is known what is finished; the predecessor's last transaction may delay that. */
    @Override
    public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
        unadopted.addAll(partitions);
        consumer.pause(partitions);
        adopt();
        joined = true;
        log.atInfo().addKeyValue("partitions", partitions).log("partitions assigned");
    }

    private void adopt() {
        if (unadopted.isEmpty()) {
            return;
        }
        try {
            Map<TopicPartition, OffsetAndMetadata> committed = consumer.committed(Set.copyOf(unadopted), ADOPTION);
            for (TopicPartition partition : List.copyOf(unadopted)) {
                adopt(partition, committed.get(partition));
                unadopted.remove(partition);
            }
        } catch (RetriableException e) {
            log.atWarn()
                    .addKeyValue("partitions", unadopted)
                    .addKeyValue("cause", e.toString())
                    .log("what is committed is not known yet; the partitions are sent from once it is");
        }
    }

    private void adopt(TopicPartition partition, @Nullable OffsetAndMetadata committed) {
        try {
            current.put(partition, new Assignment(partition, window(partition, committed)));
        } catch (UnreadableMetadataException e) {
            unreadable.add(partition);
            log.atError()
                    .addKeyValue("partition", partition)
                    .addKeyValue("cause", e.getMessage())
                    .log("partition is not sent from: reset its committed offset, or run the version that wrote it");
        }
    }

    @Override
    public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
        List<Assignment> leaving = living(partitions);
        if (!leaving.isEmpty()) {
            releaser.ifPresent(loop -> loop.release(leaving));
        }
        forget(partitions);
    }

    /** They already are somebody else's: whatever is known of them is void. */
    @Override
    public void onPartitionsLost(Collection<TopicPartition> partitions) {
        List<Assignment> lost = living(partitions);
        if (!lost.isEmpty()) {
            releaser.ifPresent(loop -> loop.lose(lost));
        }
        forget(partitions);
        log.atWarn().addKeyValue("partitions", partitions).log("partitions lost");
    }

    private OffsetWindow window(TopicPartition partition, @Nullable OffsetAndMetadata committed)
            throws UnreadableMetadataException {
        if (committed == null) {
            return new OffsetWindow(consumer.position(partition, ADOPTION), new BitSet());
        }
        return new OffsetWindow(
                committed.offset(),
                CommitMetadata.decode(committed.offset(), committed.metadata()).finishedBeyond());
    }

    /** Without those that were let go before, as on shutdown: leaving the group takes them away once more. */
    private List<Assignment> living(Collection<TopicPartition> partitions) {
        return current.values().stream()
                .filter(assignment -> partitions.contains(assignment.partition()) && !assignment.hasEnded())
                .toList();
    }

    private void forget(Collection<TopicPartition> partitions) {
        partitions.forEach(current::remove);
        partitions.forEach(unreadable::remove);
        partitions.forEach(unadopted::remove);
    }

    /** Lets go of partitions. */
    public interface Releaser {
        /** They are about to go: there is time to finish. */
        void release(Collection<Assignment> leaving);

        /** They are gone. */
        void lose(Collection<Assignment> lost);
    }
}

package com.stairoids.webhooks.retryscheduler.due;

import com.stairoids.webhooks.schemas.delivery.RetryTier;
import com.stairoids.webhooks.schemas.offset.CommitMetadata;
import com.stairoids.webhooks.schemas.offset.OffsetWindow;
import com.stairoids.webhooks.schemas.offset.UnreadableMetadataException;
import java.time.Duration;
import java.time.Instant;
import java.util.BitSet;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The tier's partitions that this process has: where each goes on, and which of them are read. The group's callbacks run
 * within {@code poll}, where no transaction is open: what is held of a lost partition is its next owner's. Belongs to the
 * tier's thread.
 */
final class TierPartitions implements ConsumerRebalanceListener {
    private static final Logger log = LoggerFactory.getLogger(TierPartitions.class);
    private static final Duration OFFSETS_TIMEOUT = Duration.ofSeconds(10);
    private static final Duration DEPTH_TIMEOUT = Duration.ofSeconds(1);

    private final RetryTier tier;
    private final Consumer<byte[], byte[]> consumer;
    private final HeldRecords held;
    private final CompletableFuture<Void> joined = new CompletableFuture<>();

    /** Whether the consumer's positions may be beyond what was put back. */
    private boolean mustRewind;

    TierPartitions(RetryTier tier, Consumer<byte[], byte[]> consumer, HeldRecords held) {
        this.tier = tier;
        this.consumer = consumer;
        this.held = held;
    }

    void subscribe() {
        consumer.subscribe(List.of(tier.topic().topicName()), this);
    }

    /** Whether the consumer has become a member of its group, with or without partitions. Any thread may ask. */
    boolean hasJoined() {
        return joined.isDone();
    }

    /** Forgets what is held: the next {@link #rewind} goes back to what was committed. */
    void forget() {
        held.dropAll();
        mustRewind = true;
    }

    /**
     * Does nothing where nothing was forgotten.
     *
     * @throws KafkaException where what was committed cannot be seen now; it may be tried again
     */
    void rewind() {
        if (mustRewind) {
            adopt(consumer.assignment());
            mustRewind = false;
        }
    }

    /** Has the consumer read on where something may be due soon, and nowhere else. */
    void pauseAndResume(Instant now) {
        Set<TopicPartition> read = held.toRead(now);
        Set<TopicPartition> paused = new HashSet<>(consumer.assignment());
        paused.removeAll(read);
        consumer.pause(paused);
        consumer.resume(read);
    }

    /** How many records wait in this process's partitions, at most; empty where Kafka does not say so at once. */
    OptionalLong depth() {
        try {
            return OptionalLong.of(held.depth(consumer.endOffsets(held.adopted(), DEPTH_TIMEOUT)));
        } catch (TimeoutException e) {
            log.atDebug().addKeyValue("tier", tier).setCause(e).log("A tier's end was not told");
            return OptionalLong.empty();
        }
    }

    @Override
    public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
        adopt(partitions);
        joined.complete(null);
        log.atInfo()
                .addKeyValue("tier", tier)
                .addKeyValue("partitions", partitions.size())
                .log("Partitions were assigned");
    }

    @Override
    public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
        held.drop(partitions);
    }

    private void adopt(Collection<TopicPartition> partitions) {
        Map<TopicPartition, OffsetAndMetadata> committed = consumer.committed(Set.copyOf(partitions), OFFSETS_TIMEOUT);
        for (TopicPartition partition : partitions) {
            try {
                held.adopt(partition, window(partition, committed.get(partition)));
            } catch (UnreadableMetadataException e) {
                log.atError()
                        .addKeyValue("partition", partition)
                        .addKeyValue("reason", e.getMessage())
                        .log("A partition is not put back from: reset its committed offset, or run the version that"
                                + " wrote it");
            }
        }
        Set<TopicPartition> readable = held.adopted();
        Set<TopicPartition> unreadable = new HashSet<>(partitions);
        unreadable.removeAll(readable);
        consumer.pause(unreadable);
        consumer.resume(readable);
    }

    private OffsetWindow window(TopicPartition partition, @Nullable OffsetAndMetadata committed)
            throws UnreadableMetadataException {
        if (committed == null) {
            consumer.seekToBeginning(List.of(partition));
            return new OffsetWindow(consumer.position(partition, OFFSETS_TIMEOUT), new BitSet());
        }
        BitSet putBackBeyond =
                CommitMetadata.decode(committed.offset(), committed.metadata()).finishedBeyond();
        consumer.seek(partition, committed);
        return new OffsetWindow(committed.offset(), putBackBeyond);
    }
}

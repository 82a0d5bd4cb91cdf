package com.stairoids.webhooks.sender.handover;

import com.stairoids.webhooks.sender.consume.Assignment;
import com.stairoids.webhooks.sender.consume.CommitMetadata;
import com.stairoids.webhooks.sender.consume.UnreadableMetadataException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Puts what is finished into Kafka: log entries, next positions and offsets in one transaction. What could not be
 * committed is held and committed with the next attempt; it is never sent again by a living sender. After a commit whose
 * outcome is unknown, the nonce in the committed offset's metadata says whether it took place. Not thread-safe: the
 * delivery loop owns it, since the consumer's group membership is part of every transaction.
 */
public final class HandOver implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(HandOver.class);
    /** Pause after a commit that failed. */
    private static final Duration RETRY = Duration.ofMillis(300);

    private static final Duration CLOSE = Duration.ofSeconds(2);

    private final Supplier<Producer<String, byte[]>> producers;
    private final Consumer<String, byte[]> consumer;
    private final Supplier<String> nonces;
    private final LongSupplier nanoTime;
    private final long intervalNanos;

    private final List<Finished> held = new ArrayList<>();
    private Optional<Producer<String, byte[]>> producer = Optional.empty();
    private Optional<InDoubt> inDoubt = Optional.empty();
    private long nextTryNanos;

    /**
     * @param producers transactional producers with the same transactional id: each new one ends its predecessor's transaction
     * @param nonces names for commits, {@link CommitMetadata#NONCE_LENGTH} characters, never the same twice
     * @param interval longest time that something finished waits before it is committed
     */
    public HandOver(
            Supplier<Producer<String, byte[]>> producers,
            Consumer<String, byte[]> consumer,
            Supplier<String> nonces,
            LongSupplier nanoTime,
            Duration interval) {
        this.producers = producers;
        this.consumer = consumer;
        this.nonces = nonces;
        this.nanoTime = nanoTime;
        this.intervalNanos = interval.toNanos();
        this.nextTryNanos = nanoTime.getAsLong();
    }

    /** Takes a result, unless its assignment has ended: then somebody else answers for the partition. */
    public void hold(Finished finished) {
        if (!finished.assignment().hasEnded()) {
            finished.assignment().window().finish(finished.offset());
            held.add(finished);
        }
    }

    /** How long the oldest result has been waiting to be committed; zero where none is. */
    public Duration oldestHeld() {
        return held.isEmpty()
                ? Duration.ZERO
                : Duration.ofNanos(nanoTime.getAsLong() - held.getFirst().knownNanos());
    }

    /** Whether something is to be committed now. */
    public boolean isDue() {
        return !held.isEmpty() && nanoTime.getAsLong() - nextTryNanos >= 0;
    }

    public boolean isEmpty() {
        return held.isEmpty();
    }

    /** How many results of these are not committed. */
    public int heldOf(Collection<Assignment> assignments) {
        return (int) held.stream()
                .filter(finished -> assignments.contains(finished.assignment()))
                .count();
    }

    /** Commits what is held; where that fails, all of it is still held. */
    public void commit() {
        nextTryNanos = nanoTime.getAsLong() + intervalNanos;
        try {
            if (producer.isEmpty()) {
                producer = Optional.of(open());
            }
            resolveDoubt();
            held.removeIf(finished -> finished.assignment().hasEnded());
            if (!held.isEmpty()) {
                transact(producer.get());
            }
        } catch (KafkaException e) {
            nextTryNanos = nanoTime.getAsLong() + RETRY.toNanos();
            log.atWarn()
                    .addKeyValue("held", held.size())
                    .addKeyValue("cause", e.toString())
                    .log("results could not be committed yet; they are kept and committed later");
        }
    }

    @Override
    public void close() {
        producer.ifPresent(open -> open.close(CLOSE));
        producer = Optional.empty();
    }

    /** Initialising ends whatever transaction a producer of the same id had left open. */
    private Producer<String, byte[]> open() {
        Producer<String, byte[]> opened = producers.get();
        try {
            opened.initTransactions();
            return opened;
        } catch (KafkaException e) {
            opened.close(Duration.ZERO);
            throw e;
        }
    }

    private void transact(Producer<String, byte[]> open) {
        String nonce = nonces.get();
        List<Finished> batch = List.copyOf(held);
        try {
            open.beginTransaction();
            for (Finished finished : batch) {
                // A send that fails makes the commit fail.
                finished.records().forEach(record -> {
                    var _ = open.send(record);
                });
            }
            open.sendOffsetsToTransaction(offsets(batch, nonce), consumer.groupMetadata());
        } catch (KafkaException e) {
            abort(open);
            throw e;
        }
        try {
            open.commitTransaction();
        } catch (KafkaException e) {
            // Committed or not: the next producer's initialisation settles it, and the nonce tells.
            inDoubt = Optional.of(new InDoubt(nonce, batch));
            discard(open);
            throw e;
        }
        held.subList(0, batch.size()).clear();
    }

    private static Map<TopicPartition, OffsetAndMetadata> offsets(List<Finished> batch, String nonce) {
        Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>();
        for (Assignment assignment : batch.stream().map(Finished::assignment).collect(Collectors.toSet())) {
            String metadata = new CommitMetadata(nonce, assignment.window().finishedBeyond()).encode();
            offsets.put(
                    assignment.partition(),
                    new OffsetAndMetadata(assignment.window().oldestUnfinished(), metadata));
        }
        return offsets;
    }

    private void abort(Producer<String, byte[]> open) {
        try {
            open.abortTransaction();
        } catch (KafkaException e) {
            log.atDebug()
                    .addKeyValue("cause", e.toString())
                    .log("abort failed; a new producer will end the transaction");
            discard(open);
        }
    }

    private void discard(Producer<String, byte[]> open) {
        open.close(Duration.ZERO);
        producer = Optional.empty();
    }

    private void resolveDoubt() {
        if (inDoubt.isEmpty()) {
            return;
        }
        InDoubt doubt = inDoubt.get();
        Optional<TopicPartition> witness = doubt.batch.stream()
                .map(Finished::assignment)
                .filter(assignment -> !assignment.hasEnded())
                .map(Assignment::partition)
                .findFirst();
        if (witness.isPresent() && isCommitted(witness.get(), doubt.nonce)) {
            Set<Finished> batch = Collections.newSetFromMap(new IdentityHashMap<>());
            batch.addAll(doubt.batch);
            held.removeIf(batch::contains);
            log.atInfo().addKeyValue("results", doubt.batch.size()).log("a commit of unknown outcome had taken place");
        }
        inDoubt = Optional.empty();
    }

    private boolean isCommitted(TopicPartition partition, String nonce) {
        OffsetAndMetadata committed = consumer.committed(Set.of(partition)).get(partition);
        try {
            return committed != null
                    && CommitMetadata.decode(committed.metadata()).nonce().equals(nonce);
        } catch (UnreadableMetadataException e) {
            throw new KafkaException("the outcome of a commit to " + partition + " cannot be told", e);
        }
    }

    /** A commit that was asked for and not answered. */
    private record InDoubt(String nonce, List<Finished> batch) {}
}

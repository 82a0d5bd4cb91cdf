package com.stairoids.webhooks.sender.handover;

import com.stairoids.webhooks.schemas.offset.CommitMetadata;
import com.stairoids.webhooks.schemas.offset.UnreadableMetadataException;
import com.stairoids.webhooks.sender.consume.Assignment;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RecordTooLargeException;
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

    /** How long a look-up of what is committed may keep the delivery loop. */
    private static final Duration LOOK_UP = Duration.ofSeconds(5);

    private final Supplier<Producer<String, byte[]>> producers;
    private final Consumer<String, byte[]> consumer;
    private final Supplier<String> nonces;
    private final LongSupplier nanoTime;
    private final long intervalNanos;

    private final List<Finished> held = new ArrayList<>();
    private final Map<String, Announced> announced = new LinkedHashMap<>();
    private final Set<Assignment> doubted = new HashSet<>();
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

    /**
     * Takes a record that follows from no single delivery, unless its assignment has ended. Of several with one key only the
     * last is written; one that may have been written is written again, so it must say the same twice.
     */
    public void announce(Assignment assignment, ProducerRecord<String, byte[]> record) {
        if (!assignment.hasEnded()) {
            announced.put(record.key(), new Announced(assignment, record));
        }
    }

    /** Has the next commit name these partitions, whatever is finished of them: it succeeds only while they are this sender's. */
    public void prove(Collection<Assignment> assignments) {
        doubted.addAll(assignments);
    }

    /** Whether no partition is to be proven to be this sender's still. */
    public boolean isProven() {
        return doubted.isEmpty();
    }

    /** How long the oldest result has been waiting to be committed; zero where none is. */
    public Duration oldestHeld() {
        return held.isEmpty()
                ? Duration.ZERO
                : Duration.ofNanos(nanoTime.getAsLong() - held.getFirst().knownNanos());
    }

    /** Whether something is to be committed now. */
    public boolean isDue() {
        return !isEmpty() && nanoTime.getAsLong() - nextTryNanos >= 0;
    }

    /** Whether there is nothing to commit. */
    public boolean isEmpty() {
        return held.isEmpty() && announced.isEmpty() && doubted.isEmpty();
    }

    /** Whether a result of one of these is still to be committed. */
    public boolean holdsAnyOf(Collection<Assignment> assignments) {
        return held.stream().anyMatch(finished -> assignments.contains(finished.assignment()));
    }

    /** Size of what is held, in bytes. */
    public long bytes() {
        return held.stream().mapToLong(Finished::bytes).sum();
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
        held.removeIf(finished -> finished.assignment().hasEnded());
        announced.values().removeIf(entry -> entry.assignment().hasEnded());
        doubted.removeIf(Assignment::hasEnded);
        if (isEmpty()) {
            return;
        }
        try {
            if (producer.isEmpty()) {
                producer = Optional.of(open());
            }
            resolveDoubt();
            if (!isEmpty()) {
                transact(producer.get());
            }
        } catch (KafkaException | IllegalStateException e) {
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
        List<Announced> told = List.copyOf(announced.values());
        Set<Assignment> proven = Set.copyOf(doubted);
        try {
            open.beginTransaction();
            for (Finished finished : batch) {
                finished.records().forEach(record -> send(open, record));
            }
            told.forEach(entry -> send(open, entry.record()));
            open.sendOffsetsToTransaction(offsets(batch, told, proven, nonce), consumer.groupMetadata());
        } catch (KafkaException | IllegalStateException e) {
            abort(open);
            throw e;
        }
        try {
            open.commitTransaction();
        } catch (KafkaException | IllegalStateException e) {
            // Committed or not: the next producer's initialisation settles it, and the nonce tells.
            inDoubt = Optional.of(new InDoubt(nonce, batch));
            discard(open);
            throw e;
        }
        held.subList(0, batch.size()).clear();
        announced.values().removeAll(told);
        doubted.removeAll(proven);
    }

    /** A send that fails makes the commit fail. */
    private static void send(Producer<String, byte[]> open, ProducerRecord<String, byte[]> record) {
        var _ = open.send(record, (_, failure) -> {
            if (failure instanceof RecordTooLargeException) {
                log.atError()
                        .addKeyValue("topic", record.topic())
                        .addKeyValue("endpoint", record.key())
                        .addKeyValue("bytes", record.value() == null ? 0 : record.value().length)
                        .log("the topic does not take a record of this size: raise its max.message.bytes");
            }
        });
    }

    /** Also of partitions that nothing is finished of: who lost one may not speak for its endpoints either. */
    private static Map<TopicPartition, OffsetAndMetadata> offsets(
            List<Finished> batch, List<Announced> told, Set<Assignment> proven, String nonce) {
        Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>();
        Set<Assignment> assignments = new HashSet<>(proven);
        batch.forEach(finished -> assignments.add(finished.assignment()));
        told.forEach(entry -> assignments.add(entry.assignment()));
        for (Assignment assignment : assignments) {
            long oldest = assignment.window().oldestUnfinished();
            String metadata = new CommitMetadata(nonce, assignment.window().finishedBeyond()).encode(oldest);
            offsets.put(assignment.partition(), new OffsetAndMetadata(oldest, metadata));
        }
        return offsets;
    }

    private void abort(Producer<String, byte[]> open) {
        try {
            open.abortTransaction();
        } catch (KafkaException | IllegalStateException e) {
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
        OffsetAndMetadata committed =
                consumer.committed(Set.of(partition), LOOK_UP).get(partition);
        try {
            return committed != null
                    && CommitMetadata.decode(committed.offset(), committed.metadata())
                            .nonce()
                            .equals(nonce);
        } catch (UnreadableMetadataException e) {
            throw new KafkaException("the outcome of a commit to " + partition + " cannot be told", e);
        }
    }

    private record Announced(Assignment assignment, ProducerRecord<String, byte[]> record) {}

    /** A commit that was asked for and not answered. */
    private record InDoubt(String nonce, List<Finished> batch) {}
}

package com.stairoids.webhooks.sender.handover;

import com.stairoids.webhooks.schemas.offset.CommitMetadata;
import com.stairoids.webhooks.sender.consume.Assignment;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
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

    private final Transactions transactions;
    private final CommitListener listener;
    private final LongSupplier nanoTime;
    private final long intervalNanos;

    private final List<Finished> held = new ArrayList<>();
    private final Map<String, Announced> announced = new LinkedHashMap<>();
    private final Set<Assignment> doubted = new HashSet<>();
    private long nextTryNanos;

    /**
     * @param producers transactional producers with the same transactional id: each new one ends its predecessor's transaction
     * @param nonces names for commits, {@link CommitMetadata#NONCE_LENGTH} characters, never the same twice
     * @param interval longest time that something finished waits before it is committed
     * @param listener told of every commit, on this thread
     */
    public HandOver(
            Supplier<Producer<String, byte[]>> producers,
            Consumer<String, byte[]> consumer,
            Supplier<String> nonces,
            LongSupplier nanoTime,
            Duration interval,
            CommitListener listener) {
        this.transactions = new Transactions(producers, consumer, nonces, nanoTime, listener);
        this.listener = listener;
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
            transact();
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
        transactions.close();
    }

    private void transact() {
        List<Finished> found = transactions.prepare();
        Set<Finished> committedBefore = Collections.newSetFromMap(new IdentityHashMap<>());
        committedBefore.addAll(found);
        held.removeIf(committedBefore::contains);
        listener.committed(found);
        if (isEmpty()) {
            return;
        }
        Batch batch = Batch.of(held, announced.values(), doubted);
        transactions.commit(batch);
        held.subList(0, batch.finished().size()).clear();
        announced.values().removeAll(batch.announced());
        doubted.removeAll(batch.proven());
        listener.committed(batch.finished());
    }
}

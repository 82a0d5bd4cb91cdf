package com.stairoids.webhooks.sender.handover;

import com.stairoids.webhooks.schemas.offset.CommitMetadata;
import com.stairoids.webhooks.schemas.offset.UnreadableMetadataException;
import com.stairoids.webhooks.sender.consume.Assignment;
import java.time.Duration;
import java.util.List;
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
 * One transaction after the other, and the producer that makes them. After one of unknown outcome, the nonce in the
 * committed offset's metadata says whether it took place. Not thread-safe: the delivery loop owns it.
 */
final class Transactions implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Transactions.class);

    private static final Duration CLOSE = Duration.ofSeconds(2);

    /** How long a look-up of what is committed may keep the delivery loop. */
    private static final Duration LOOK_UP = Duration.ofSeconds(5);

    private final Supplier<Producer<String, byte[]>> producers;
    private final Consumer<String, byte[]> consumer;
    private final Supplier<String> nonces;
    private final LongSupplier nanoTime;
    private final CommitListener listener;
    private Optional<Producer<String, byte[]>> producer = Optional.empty();
    private Optional<InDoubt> inDoubt = Optional.empty();

    Transactions(
            Supplier<Producer<String, byte[]>> producers,
            Consumer<String, byte[]> consumer,
            Supplier<String> nonces,
            LongSupplier nanoTime,
            CommitListener listener) {
        this.producers = producers;
        this.consumer = consumer;
        this.nonces = nonces;
        this.nanoTime = nanoTime;
        this.listener = listener;
    }

    /**
     * Makes ready for {@link #commit}, and finds out what became of the one before where that is not known.
     *
     * @return results that turned out to be committed, those of partitions that are gone included
     * @throws KafkaException where the broker does not say, or lets nobody write
     */
    List<Finished> prepare() {
        long began = nanoTime.getAsLong();
        boolean prepared = false;
        try {
            if (producer.isEmpty()) {
                producer = Optional.of(open());
            }
            List<Finished> found = resolveDoubt();
            prepared = true;
            return found;
        } finally {
            if (!prepared) {
                tried(CommitOutcome.ABORTED, began);
            }
        }
    }

    /**
     * Commits the batch.
     *
     * @throws KafkaException where it was not committed, or nobody knows
     * @throws IllegalStateException where the producer is of no use any more
     */
    void commit(Batch batch) {
        Producer<String, byte[]> open = producer.orElseThrow();
        String nonce = nonces.get();
        long began = nanoTime.getAsLong();
        CommitOutcome outcome = CommitOutcome.ABORTED;
        try {
            write(open, batch, nonce);
            outcome = CommitOutcome.UNKNOWN;
            complete(open, batch, nonce);
            outcome = CommitOutcome.COMMITTED;
        } finally {
            tried(outcome, began);
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

    private void write(Producer<String, byte[]> open, Batch batch, String nonce) {
        try {
            open.beginTransaction();
            for (Finished finished : batch.finished()) {
                finished.decision().records().forEach(record -> send(open, record));
            }
            batch.announced().forEach(entry -> send(open, entry.record()));
            open.sendOffsetsToTransaction(batch.offsets(nonce), consumer.groupMetadata());
        } catch (KafkaException | IllegalStateException e) {
            abort(open);
            throw e;
        }
    }

    private void complete(Producer<String, byte[]> open, Batch batch, String nonce) {
        try {
            open.commitTransaction();
        } catch (KafkaException | IllegalStateException e) {
            // Committed or not: the next producer's initialisation settles it, and the nonce tells.
            inDoubt = Optional.of(new InDoubt(nonce, batch.finished()));
            discard(open);
            throw e;
        }
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

    private List<Finished> resolveDoubt() {
        if (inDoubt.isEmpty()) {
            return List.of();
        }
        InDoubt doubt = inDoubt.get();
        Optional<TopicPartition> witness = doubt.batch.stream()
                .map(Finished::assignment)
                .filter(assignment -> !assignment.hasEnded())
                .map(Assignment::partition)
                .findFirst();
        boolean tookPlace = witness.isPresent() && isCommitted(witness.get(), doubt.nonce);
        inDoubt = Optional.empty();
        if (!tookPlace) {
            return List.of();
        }
        log.atInfo().addKeyValue("results", doubt.batch.size()).log("a commit of unknown outcome had taken place");
        return doubt.batch;
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

    private void tried(CommitOutcome outcome, long began) {
        listener.tried(outcome, Duration.ofNanos(nanoTime.getAsLong() - began));
    }

    /** A commit that was asked for and not answered. */
    private record InDoubt(String nonce, List<Finished> batch) {}
}

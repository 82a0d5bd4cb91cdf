package com.stairoids.webhooks.retryscheduler.due;

import java.time.Duration;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Puts deliveries back and moves the tier's offsets on, both in one transaction. The offsets carry the group's
 * generation: whoever lost a partition cannot commit it any more, whatever its transactional id. Belongs to the tier's
 * thread.
 */
final class HandOver implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(HandOver.class);
    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(1);

    private final Supplier<Producer<byte[], byte[]>> producers;
    private @Nullable Producer<byte[], byte[]> producer;

    HandOver(Supplier<Producer<byte[], byte[]>> producers) {
        this.producers = producers;
    }

    /**
     * Ends whatever a predecessor of the same transactional id left open; does nothing where that is done.
     *
     * @throws KafkaException where that cannot be done now; it may be tried again
     */
    Producer<byte[], byte[]> open() {
        if (producer == null) {
            Producer<byte[], byte[]> opened = producers.get();
            try {
                opened.initTransactions();
            } catch (KafkaException e) {
                opened.close(CLOSE_TIMEOUT);
                throw e;
            }
            producer = opened;
        }
        return producer;
    }

    /**
     * Puts the batch back.
     *
     * @throws KafkaException where it was not, or it is not known; then the committed offsets, once {@link #open} has
     *     returned again, say which
     */
    void commit(DueBatch batch, ConsumerGroupMetadata group) {
        Producer<byte[], byte[]> opened = open();
        try {
            opened.beginTransaction();
            for (HeldRecord held : batch.records()) {
                // A failure to send is the commit's to report.
                var _ = opened.send(PutBack.of(held.record()));
            }
            opened.sendOffsetsToTransaction(batch.positions(), group);
            opened.commitTransaction();
        } catch (KafkaException e) {
            abort(opened);
            throw e;
        }
    }

    /** A producer that cannot abort is fenced, or its commit is still under way: its successor's opening settles that. */
    private void abort(Producer<byte[], byte[]> failed) {
        try {
            failed.abortTransaction();
        } catch (KafkaException | IllegalStateException e) {
            log.atInfo().addKeyValue("reason", e.toString()).log("A producer is replaced");
            close();
        }
    }

    @Override
    public void close() {
        if (producer != null) {
            producer.close(CLOSE_TIMEOUT);
            producer = null;
        }
    }
}

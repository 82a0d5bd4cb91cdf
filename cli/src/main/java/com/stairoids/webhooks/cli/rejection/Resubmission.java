package com.stairoids.webhooks.cli.rejection;

import com.stairoids.webhooks.cli.CommandFailedException;
import com.stairoids.webhooks.schemas.delivery.HeaderNames;
import com.stairoids.webhooks.schemas.delivery.HeaderText;
import com.stairoids.webhooks.schemas.topic.Topic;
import com.stairoids.webhooks.settings.KafkaSettings;
import java.time.Duration;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InvalidProducerEpochException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Sends refused records to the topics that they came from. Two records are two events, so what is sent twice is two events: a
 * note that it was sent is written in the same transaction, and only one resubmission is under way at a time, since the next
 * one takes the transactional id over. Belongs to one thread.
 */
final class Resubmission implements AutoCloseable {
    static final String TRANSACTIONAL_ID = "stairoids-rejected-events-resubmit";

    private static final int MOST_RECORDS = 100;
    private static final long LONGEST_NANOS = Duration.ofSeconds(1).toNanos();

    private final Producer<byte[], byte[]> producer;
    private final int recordsInTransaction;
    private int inTransaction;
    private long began;
    private long committed;

    private Resubmission(Producer<byte[], byte[]> producer, int recordsInTransaction) {
        this.producer = producer;
        this.recordsInTransaction = recordsInTransaction;
    }

    /**
     * Ends what another one has under way: what it had committed by then is seen by who reads after this.
     *
     * @param perSecond how many are sent in a second: no transaction waits for much longer
     */
    static Resubmission begin(KafkaSettings kafka, double perSecond) {
        Resubmission begun = new Resubmission(
                new KafkaProducer<>(
                        kafka.transactionalProducer(TRANSACTIONAL_ID),
                        new ByteArraySerializer(),
                        new ByteArraySerializer()),
                (int) Math.clamp(perSecond, 1, MOST_RECORDS));
        begun.producer.initTransactions();
        return begun;
    }

    /**
     * Sends one, with the note that it was sent; committed within a second of others, or by {@link #commit}.
     *
     * @param value instead of the kept one, or the same
     */
    void send(RejectedEvent event, byte[] value) {
        orFail(() -> {
            if (inTransaction == 0) {
                producer.beginTransaction();
                began = System.nanoTime();
            }
            // Should it fail, so does the commit.
            var _ = producer.send(
                    new ProducerRecord<>(event.sourceTopic(), null, null, event.key(), value, event.headersToSend()));
            Headers note = new RecordHeaders();
            HeaderText.write(note, HeaderNames.RESUBMISSION_OF, event.id());
            var _ = producer.send(
                    new ProducerRecord<>(Topic.REJECTED_EVENTS.topicName(), null, null, null, null, note));
            inTransaction++;
        });
        if (inTransaction >= recordsInTransaction || System.nanoTime() - began > LONGEST_NANOS) {
            commit();
        }
    }

    /** Commits what was sent. */
    void commit() {
        if (inTransaction > 0) {
            orFail(producer::commitTransaction);
            committed += inTransaction;
            inTransaction = 0;
        }
    }

    /** How many were sent for good. */
    long committed() {
        return committed;
    }

    private void orFail(Runnable step) {
        try {
            step.run();
        } catch (ProducerFencedException | InvalidProducerEpochException e) {
            throw new CommandFailedException(
                    "somebody else began to resubmit rejected events, or this one stood still for too long; "
                            + committed + " were sent for good before. Run it again once nobody else does.",
                    e);
        } catch (KafkaException e) {
            throw new CommandFailedException(
                    "Kafka did not take what was sent: " + e.getMessage() + ". " + committed
                            + " were sent for good before; run the same command again: it goes on with the rest.",
                    e);
        }
    }

    /** What was not committed is as if it had never been sent. */
    @Override
    public void close() {
        producer.close();
    }
}

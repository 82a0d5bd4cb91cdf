package com.stairoids.webhooks.deadletters.replay;

import com.stairoids.webhooks.schemas.replay.ReplayRequest;
import com.stairoids.webhooks.schemas.topic.Topic;
import com.stairoids.webhooks.settings.KafkaSettings;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;

/**
 * Writes requests for replays, of dead letters or of any delivery whose body is at hand. A request that is written is answered
 * once, whoever else asks for the same. Belongs to one thread; Kafka's producer reports from its own.
 */
public final class ReplayRequests implements AutoCloseable {
    private final Producer<String, byte[]> producer;
    private final AtomicLong taken = new AtomicLong();
    private final AtomicReference<@Nullable ReplayStoppedException> failure = new AtomicReference<>();

    ReplayRequests(Producer<String, byte[]> producer) {
        this.producer = producer;
    }

    /** Acknowledged by all in-sync replicas, and written once each. */
    public static ReplayRequests open(KafkaSettings kafka) {
        return new ReplayRequests(new KafkaProducer<>(kafka.producer()));
    }

    /**
     * Asks for one, without waiting until Kafka has taken the request.
     *
     * @param body the delivery's, byte for byte
     * @throws ReplayStoppedException where Kafka did not take this one or an earlier one
     */
    public void ask(ReplayRequest request, byte[] body) {
        requireNoFailure();
        String id = request.key();
        try {
            var _ = producer.send(
                    new ProducerRecord<>(Topic.REPLAYS.topicName(), null, id, body, request.toHeaders()),
                    (_, problem) -> {
                        if (problem == null) {
                            taken.incrementAndGet();
                        } else {
                            failure.compareAndSet(null, new ReplayStoppedException(id, taken.get(), problem));
                        }
                    });
        } catch (KafkaException e) {
            throw new ReplayStoppedException(id, taken.get(), e);
        }
    }

    /**
     * Waits until Kafka has taken all that was asked for.
     *
     * @throws ReplayStoppedException where it did not take one
     */
    public void flush() {
        producer.flush();
        requireNoFailure();
    }

    /** Requests that Kafka has taken so far. */
    public long taken() {
        return taken.get();
    }

    private void requireNoFailure() {
        ReplayStoppedException failed = failure.get();
        if (failed != null) {
            throw failed;
        }
    }

    @Override
    public void close() {
        producer.close();
    }
}

package com.stairoids.webhooks.cli.attempt;

import com.stairoids.webhooks.schemas.attempt.Happening;
import com.stairoids.webhooks.schemas.json.Json;
import com.stairoids.webhooks.schemas.json.MalformedJsonException;
import com.stairoids.webhooks.schemas.topic.Topic;
import com.stairoids.webhooks.settings.KafkaSettings;
import java.time.Duration;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Waits for what will happen to a delivery that is yet to be asked for. */
public final class OutcomeWatch implements AutoCloseable {
    private final TopicTail tail;

    private OutcomeWatch(TopicTail tail) {
        this.tail = tail;
    }

    /** Sees all that happens from now on. */
    public static OutcomeWatch begin(KafkaSettings kafka) {
        return new OutcomeWatch(TopicTail.openAtEnd(kafka, Topic.ATTEMPTS));
    }

    /** The first thing that happens to it; empty where nothing does within {@code patience}. */
    public Optional<Happening> await(String deliveryId, Duration patience) {
        long deadline = System.nanoTime() + patience.toNanos();
        while (System.nanoTime() < deadline) {
            for (ConsumerRecord<String, byte[]> record : tail.poll()) {
                Optional<Happening> happening =
                        happening(record).filter(found -> found.delivery().id().equals(deliveryId));
                if (happening.isPresent()) {
                    return happening;
                }
            }
        }
        return Optional.empty();
    }

    /** It as one line. */
    public static String line(Happening happening) {
        return HappeningLine.of(happening);
    }

    /** What is no entry of the log is not the one that is waited for. */
    private static Optional<Happening> happening(ConsumerRecord<String, byte[]> record) {
        try {
            return Optional.of(Json.read(record.value(), Happening.class));
        } catch (MalformedJsonException e) {
            return Optional.empty();
        }
    }

    @Override
    public void close() {
        tail.close();
    }
}

package com.stairoids.webhooks.sender.admit;

import com.stairoids.webhooks.schemas.endpoint.EndpointKey;
import com.stairoids.webhooks.schemas.endpoint.Subscription;
import com.stairoids.webhooks.schemas.json.Json;
import com.stairoids.webhooks.schemas.json.MalformedJsonException;
import com.stairoids.webhooks.schemas.topic.Topic;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.WakeupException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The sender's own table of endpoints, read from the subscriptions topic by a thread of its own, without a group. Who
 * asks about a delivery first asks whether the table has reached the subscription that the router saw: only then does a
 * missing endpoint mean a deleted one. Thread-safe: one writer, any readers; an endpoint is in the map before the
 * position says so.
 */
public final class SubscriptionTable implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(SubscriptionTable.class);
    private static final TopicPartition PARTITION = new TopicPartition(Topic.SUBSCRIPTIONS.topicName(), 0);
    private static final Duration POLL = Duration.ofMillis(200);

    private final Supplier<Consumer<String, byte[]>> consumers;
    private final Map<EndpointKey, Entry> entries = new ConcurrentHashMap<>();
    private final CompletableFuture<Void> caughtUp = new CompletableFuture<>();
    private final CompletableFuture<Void> ended = new CompletableFuture<>();
    private volatile long position;
    private volatile boolean stopping;
    private volatile Optional<Consumer<String, byte[]>> reading = Optional.empty();

    public SubscriptionTable(Supplier<Consumer<String, byte[]>> consumers) {
        this.consumers = consumers;
    }

    /** Begins to read. */
    public void start() {
        Thread.ofPlatform().name("subscription-table").start(this::run);
    }

    /** Completes once all that was there at the start has been read; exceptionally if reading came to an end before. */
    public CompletableFuture<Void> caughtUp() {
        return caughtUp;
    }

    /** Completes when reading ends: normally after {@link #close}, exceptionally if it cannot go on. */
    public CompletableFuture<Void> ended() {
        return ended;
    }

    /** Whether all up to and including {@code offset} of the subscriptions topic is in the table. */
    public boolean hasReached(long offset) {
        return position > offset;
    }

    /** The endpoint as it is now; empty where there is none. */
    public Optional<Entry> find(EndpointKey key) {
        return Optional.ofNullable(entries.get(key));
    }

    @Override
    public void close() {
        stopping = true;
        reading.ifPresent(Consumer::wakeup);
    }

    private void run() {
        try (Consumer<String, byte[]> consumer = consumers.get()) {
            reading = Optional.of(consumer);
            consumer.assign(List.of(PARTITION));
            consumer.seekToBeginning(List.of(PARTITION));
            long end = endOffset(consumer);
            while (!stopping) {
                consumer.poll(POLL).forEach(this::apply);
                position = consumer.position(PARTITION);
                if (position >= end) {
                    caughtUp.complete(null);
                }
            }
        } catch (WakeupException e) {
            log.atDebug().log("subscription table stopped");
        } catch (RuntimeException e) {
            log.atError().setCause(e).log("subscription table cannot go on");
            caughtUp.completeExceptionally(e);
            ended.completeExceptionally(e);
        } finally {
            reading = Optional.empty();
            ended.complete(null);
        }
    }

    private long endOffset(Consumer<String, byte[]> consumer) {
        while (true) {
            try {
                return consumer.endOffsets(List.of(PARTITION)).getOrDefault(PARTITION, 0L);
            } catch (RetriableException e) {
                if (stopping) {
                    throw new WakeupException();
                }
                log.atWarn().addKeyValue("cause", e.getMessage()).log("waiting for the subscriptions topic");
            }
        }
    }

    private void apply(ConsumerRecord<String, byte[]> record) {
        Optional<EndpointKey> key = record.key() == null ? Optional.empty() : EndpointKey.parse(record.key());
        if (key.isEmpty()) {
            log.atError().addKeyValue("offset", record.offset()).log("subscription with an unreadable key passed over");
            return;
        }
        if (record.value() == null) {
            entries.remove(key.get());
            return;
        }
        entries.put(key.get(), entry(record));
    }

    private static Entry entry(ConsumerRecord<String, byte[]> record) {
        try {
            return new Entry.Known(Json.read(record.value(), Subscription.class));
        } catch (MalformedJsonException e) {
            log.atError()
                    .addKeyValue("endpoint", record.key())
                    .addKeyValue("offset", record.offset())
                    .setCause(e)
                    .log("subscription cannot be read");
            return new Entry.Unreadable(String.valueOf(e.getMessage()));
        }
    }

    /** What the table holds of an endpoint. */
    public sealed interface Entry {
        record Known(Subscription subscription) implements Entry {}

        /** The endpoint exists, but its record is no subscription: nothing can be sent, nothing may be cancelled. */
        record Unreadable(String why) implements Entry {}
    }
}

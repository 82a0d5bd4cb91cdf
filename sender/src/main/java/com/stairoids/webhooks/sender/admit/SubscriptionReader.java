package com.stairoids.webhooks.sender.admit;

import com.stairoids.webhooks.schemas.endpoint.EndpointKey;
import com.stairoids.webhooks.schemas.topic.Topic;
import com.stairoids.webhooks.sender.admit.SubscriptionStore.Change;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.WakeupException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Fills the table from the subscriptions topic, from its beginning on, by a thread of its own and without a group. */
public final class SubscriptionReader implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(SubscriptionReader.class);
    private static final TopicPartition PARTITION = new TopicPartition(Topic.SUBSCRIPTIONS.topicName(), 0);
    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration CLOSE_DEADLINE = Duration.ofSeconds(10);

    private final Supplier<Consumer<String, byte[]>> consumers;
    private final SubscriptionTable table;
    private final CompletableFuture<Void> caughtUp = new CompletableFuture<>();
    private final CompletableFuture<Void> ended = new CompletableFuture<>();
    private final Thread thread =
            Thread.ofPlatform().name("subscription-reader").unstarted(this::run);
    private volatile boolean stopping;
    private volatile Optional<Consumer<String, byte[]>> reading = Optional.empty();

    public SubscriptionReader(Supplier<Consumer<String, byte[]>> consumers, SubscriptionTable table) {
        this.consumers = consumers;
        this.table = table;
    }

    /** Begins to read. */
    public void start() {
        thread.start();
    }

    /** Completes once all that was there at the start has been read; exceptionally, or cancelled, if reading ended before. */
    public CompletableFuture<Void> caughtUp() {
        return caughtUp;
    }

    /** Completes when reading ends: normally after {@link #close}, exceptionally if it cannot go on. */
    public CompletableFuture<Void> ended() {
        return ended;
    }

    /** Asks it to end, and does not wait. Safe to repeat. */
    public void stop() {
        stopping = true;
        reading.ifPresent(Consumer::wakeup);
    }

    /** Returns once nothing is written to the table any more. Safe to repeat. */
    @Override
    public void close() {
        stop();
        if (thread.getState() == Thread.State.NEW) {
            return;
        }
        try {
            if (!thread.join(CLOSE_DEADLINE)) {
                log.atError().log("subscription reader did not end in time");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        try (Consumer<String, byte[]> consumer = consumers.get()) {
            reading = Optional.of(consumer);
            read(consumer);
        } catch (WakeupException e) {
            log.atDebug().log("subscription reader stopped");
        } catch (RuntimeException | Error e) {
            log.atError().setCause(e).log("subscription reader cannot go on");
            caughtUp.completeExceptionally(e);
            ended.completeExceptionally(e);
        } finally {
            reading = Optional.empty();
            caughtUp.cancel(false);
            ended.complete(null);
        }
    }

    private void read(Consumer<String, byte[]> consumer) {
        consumer.assign(List.of(PARTITION));
        consumer.seekToBeginning(List.of(PARTITION));
        long end = endOffset(consumer);
        while (!stopping) {
            List<Change> changes = changes(consumer.poll(POLL));
            long next = consumer.position(PARTITION);
            table.apply(changes, next);
            if (next >= end) {
                caughtUp.complete(null);
            }
        }
    }

    private long endOffset(Consumer<String, byte[]> consumer) {
        while (!stopping) {
            try {
                return consumer.endOffsets(List.of(PARTITION)).getOrDefault(PARTITION, 0L);
            } catch (RetriableException e) {
                log.atWarn().addKeyValue("cause", e.getMessage()).log("waiting for the subscriptions topic");
            }
        }
        throw new WakeupException();
    }

    private static List<Change> changes(ConsumerRecords<String, byte[]> records) {
        List<Change> changes = new ArrayList<>();
        for (ConsumerRecord<String, byte[]> record : records) {
            Optional<EndpointKey> key = record.key() == null ? Optional.empty() : EndpointKey.parse(record.key());
            if (key.isPresent()) {
                changes.add(new Change(key.get(), record.offset(), record.value()));
            } else {
                log.atError()
                        .addKeyValue("offset", record.offset())
                        .log("subscription with an unreadable key passed over");
            }
        }
        return changes;
    }
}

package com.stairoids.webhooks.schemas.topic;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.WakeupException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the only partition of a topic that fits into one process, from its beginning on, by a thread of its own and without
 * a group. A broker that does not answer is waited for; what cannot get better ends the reading.
 */
public final class PartitionFollower implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(PartitionFollower.class);
    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration CLOSE_DEADLINE = Duration.ofSeconds(10);

    private final TopicPartition partition;
    private final Supplier<Consumer<String, byte[]>> consumers;
    private final Taker taker;
    private final CompletableFuture<Void> caughtUp = new CompletableFuture<>();
    private final CompletableFuture<Void> ended = new CompletableFuture<>();
    private final Thread thread;
    private volatile boolean stopping;
    private volatile Optional<Consumer<String, byte[]>> reading = Optional.empty();

    /** @param consumers asked once, by the thread that reads, which closes what it is given */
    public PartitionFollower(Topic topic, Supplier<Consumer<String, byte[]>> consumers, Taker taker) {
        this.partition = new TopicPartition(topic.topicName(), 0);
        this.consumers = consumers;
        this.taker = taker;
        this.thread = Thread.ofPlatform().name("follower-" + topic.topicName()).unstarted(this::run);
    }

    /** Begins to read. */
    public void start() {
        thread.start();
    }

    /** Completes once all that was there at the start has been taken; exceptionally, or cancelled, if reading ended before. */
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

    /** Returns once nothing is taken any more, or after 10 s. Safe to repeat. */
    @Override
    public void close() {
        stop();
        if (thread.getState() == Thread.State.NEW) {
            return;
        }
        try {
            if (!thread.join(CLOSE_DEADLINE)) {
                log.atError().addKeyValue("topic", partition.topic()).log("following did not end in time");
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
            log.atDebug().addKeyValue("topic", partition.topic()).log("following stopped");
        } catch (RuntimeException | Error e) {
            log.atError().addKeyValue("topic", partition.topic()).setCause(e).log("following cannot go on");
            caughtUp.completeExceptionally(e);
            ended.completeExceptionally(e);
        } finally {
            reading = Optional.empty();
            caughtUp.cancel(false);
            ended.complete(null);
        }
    }

    private void read(Consumer<String, byte[]> consumer) {
        consumer.assign(List.of(partition));
        consumer.seekToBeginning(List.of(partition));
        long end = answer(() -> consumer.endOffsets(List.of(partition)).getOrDefault(partition, 0L));
        while (!stopping) {
            ConsumerRecords<String, byte[]> records = consumer.poll(POLL);
            long next = answer(() -> consumer.position(partition));
            taker.take(records, next);
            if (next >= end) {
                caughtUp.complete(null);
            }
        }
    }

    private long answer(Supplier<Long> question) {
        while (!stopping) {
            try {
                return question.get();
            } catch (RetriableException e) {
                log.atWarn()
                        .addKeyValue("topic", partition.topic())
                        .addKeyValue("cause", e.getMessage())
                        .log("waiting for Kafka's answer");
            }
        }
        throw new WakeupException();
    }

    /** What is read goes there, by the follower's thread. An exception ends the reading. */
    @FunctionalInterface
    public interface Taker {
        /**
         * @param records in the order of their offsets; often none
         * @param next offset of the first record that is not taken yet; all before it are
         */
        void take(ConsumerRecords<String, byte[]> records, long next);
    }
}

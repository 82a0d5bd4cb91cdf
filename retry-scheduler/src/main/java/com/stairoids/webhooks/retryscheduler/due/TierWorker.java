package com.stairoids.webhooks.retryscheduler.due;

import com.stairoids.webhooks.schemas.delivery.RetryTier;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads one tier and puts back what is due, on a thread of its own. A partition is read only as far as something may be
 * due soon, so that memory is bounded whatever waits behind; nothing is read twice unless a transaction failed. Due times are
 * compared with the wall clock at least every {@link #LONGEST_POLL}, so a clock that is set does not matter for longer.
 */
final class TierWorker implements Runnable {
    private static final Logger log = LoggerFactory.getLogger(TierWorker.class);

    private static final Duration LONGEST_POLL = Duration.ofMillis(100);
    private static final Duration PAUSE_AFTER_FAILURE = Duration.ofMillis(200);
    private static final Duration BETWEEN_DEPTHS = Duration.ofSeconds(5);

    private final RetryTier tier;
    private final Consumer<byte[], byte[]> consumer;
    private final HandOver handOver;
    private final HeldRecords held;
    private final TierPartitions partitions;
    private final BatchBounds bounds;
    private final InstantSource time;
    private final TierMeters meters;
    private Instant nextDepth = Instant.MIN;

    private final CountDownLatch closing = new CountDownLatch(1);
    private final CompletableFuture<Void> ended = new CompletableFuture<>();

    TierWorker(
            RetryTier tier,
            Duration delay,
            Consumer<byte[], byte[]> consumer,
            HandOver handOver,
            BatchBounds bounds,
            HeldBytes memory,
            InstantSource time,
            TierMeters meters) {
        this.tier = tier;
        this.consumer = consumer;
        this.handOver = handOver;
        this.held = new HeldRecords(delay, memory);
        this.partitions = new TierPartitions(tier, consumer, held);
        this.bounds = bounds;
        this.time = time;
        this.meters = meters;
    }

    RetryTier tier() {
        return tier;
    }

    /** Whether the consumer has become a member of its group, with or without partitions. */
    boolean hasJoined() {
        return partitions.hasJoined();
    }

    /** Completes when the thread is done; exceptionally where it cannot go on. */
    CompletableFuture<Void> ended() {
        return ended;
    }

    /** Has the thread finish the transaction that is under way and end. Any thread may ask. */
    void stop() {
        closing.countDown();
    }

    @Override
    public void run() {
        try (handOver;
                consumer) {
            partitions.subscribe();
            while (closing.getCount() > 0) {
                turn();
            }
        } catch (InterruptedException | InterruptException e) {
            log.atWarn().addKeyValue("tier", tier).log("A tier's thread was interrupted before it was done");
        } catch (RuntimeException | Error e) {
            log.atError().addKeyValue("tier", tier).setCause(e).log("A tier's thread cannot go on");
            ended.completeExceptionally(e);
        } finally {
            ended.complete(null);
        }
    }

    private void turn() throws InterruptedException {
        try {
            var _ = handOver.open();
            partitions.rewind();
            consumer.poll(untilNextDue()).forEach(held::add);
            putBackDue();
            partitions.pauseAndResume(time.instant());
            measure(time.instant());
        } catch (InterruptException e) {
            throw e;
        } catch (KafkaException e) {
            log.atWarn()
                    .addKeyValue("tier", tier)
                    .addKeyValue("reason", e.toString())
                    .log("Putting back did not succeed and begins again from what was committed");
            partitions.forget();
            var _ = closing.await(PAUSE_AFTER_FAILURE.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    private Duration untilNextDue() {
        Instant now = time.instant();
        return held.nextDue()
                .map(due -> Duration.between(now, due))
                .filter(wait -> wait.compareTo(LONGEST_POLL) < 0)
                .map(wait -> wait.isNegative() ? Duration.ZERO : wait)
                .orElse(LONGEST_POLL);
    }

    private void putBackDue() {
        DueBatch due = held.takeDue(time.instant(), bounds);
        if (!due.isEmpty()) {
            handOver.commit(due, consumer.groupMetadata());
            meters.putBack(due.records(), time.instant());
            log.atDebug()
                    .addKeyValue("tier", tier)
                    .addKeyValue("records", due.records().size())
                    .log("Due deliveries were put back");
        }
    }

    /** After a turn that failed nothing is held, and what was due stays so: nothing is said anew. */
    private void measure(Instant now) {
        meters.nextIsDue(held.nextDue().orElse(null));
        if (!now.isBefore(nextDepth)) {
            partitions.depth().ifPresent(meters::depth);
            nextDepth = now.plus(BETWEEN_DEPTHS);
        }
    }
}

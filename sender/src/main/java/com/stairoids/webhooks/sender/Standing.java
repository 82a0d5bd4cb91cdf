package com.stairoids.webhooks.sender;

import com.stairoids.webhooks.sender.admit.Lanes;
import com.stairoids.webhooks.sender.admit.SubscriptionTable;
import com.stairoids.webhooks.sender.consume.Assignments;
import com.stairoids.webhooks.sender.consume.Backlog;
import com.stairoids.webhooks.sender.handover.HandOver;
import com.stairoids.webhooks.sender.measure.LoopMeters;
import com.stairoids.webhooks.sender.measure.LoopState;
import java.time.Duration;
import org.apache.kafka.clients.consumer.Consumer;

/** How much the delivery loop holds and has before it: whether it may read more, and what is shown of that. The loop owns it. */
final class Standing {
    private static final long BETWEEN_SHOWS = Duration.ofMillis(100).toNanos();

    private final Consumer<String, byte[]> consumer;
    private final Assignments assignments;
    private final SubscriptionTable table;
    private final Lanes lanes;
    private final Attempts attempts;
    private final HandOver handOver;
    private final long windowBytes;
    private final LoopMeters meters;
    private long nextShow = System.nanoTime();

    Standing(
            Consumer<String, byte[]> consumer,
            Assignments assignments,
            SubscriptionTable table,
            Lanes lanes,
            Attempts attempts,
            HandOver handOver,
            long windowBytes,
            LoopMeters meters) {
        this.consumer = consumer;
        this.assignments = assignments;
        this.table = table;
        this.lanes = lanes;
        this.attempts = attempts;
        this.handOver = handOver;
        this.windowBytes = windowBytes;
        this.meters = meters;
    }

    /** Whether nothing more may be read until something has ended. */
    boolean isFull() {
        return lanes.isFull()
                || lanes.bytes() + handOver.bytes() >= windowBytes
                || attempts.awaitingTable() >= SenderSettings.WINDOW_DELIVERIES;
    }

    /** Ten times a second at most: the figures take a look at every partition. */
    void show() {
        long now = System.nanoTime();
        if (now - nextShow < 0) {
            return;
        }
        nextShow = now + BETWEEN_SHOWS;
        Backlog backlog = Backlog.of(consumer, assignments.current());
        meters.show(new LoopState(
                lanes.inFlight(),
                backlog.beyondWindow() + lanes.waiting() + attempts.awaitingTable(),
                backlog,
                lanes.counts(),
                memoryUsed(),
                table.estimatedSize()));
    }

    private double memoryUsed() {
        double bytes = (double) (lanes.bytes() + handOver.bytes()) / windowBytes;
        double number = (double) (lanes.inFlight() + lanes.waiting()) / SenderSettings.WINDOW_DELIVERIES;
        return Math.min(1, Math.max(bytes, number));
    }
}

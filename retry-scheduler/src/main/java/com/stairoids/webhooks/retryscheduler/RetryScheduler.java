package com.stairoids.webhooks.retryscheduler;

import com.stairoids.webhooks.retryscheduler.due.DueDeliveries;
import com.stairoids.webhooks.retryscheduler.due.TierClients;
import com.stairoids.webhooks.retryscheduler.recovered.RecoveredDeliveries;
import com.stairoids.webhooks.settings.InstanceName;
import com.stairoids.webhooks.settings.KafkaSettings;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** The role that puts waiting deliveries back. Any number of them share the tiers' partitions. */
public final class RetryScheduler implements AutoCloseable {
    private final InstanceName instance;
    private final DueDeliveries due;
    private final RecoveredDeliveries recovered;
    private final CompletableFuture<Void> ended;

    private RetryScheduler(InstanceName instance, DueDeliveries due, RecoveredDeliveries recovered) {
        this.instance = instance;
        this.due = due;
        this.recovered = recovered;
        this.ended = firstFailureOrBoth(due.ended(), recovered.ended());
    }

    /** Returns at once and becomes ready in the background; a Kafka that cannot be reached is waited for. */
    public static RetryScheduler start(RetrySchedulerSettings settings, KafkaSettings kafka) {
        InstanceName instance = InstanceName.acquire("retry-scheduler", settings.instance());
        TierClients clients =
                new TierClients(kafka, instance.toString(), settings.fetchRecords(), settings.fetchBytes());
        DueDeliveries due = DueDeliveries.start(
                clients,
                settings.delays(),
                settings.batch(),
                settings.heldBytes(),
                Clock.systemUTC(),
                settings.shutdownTimeout());
        RecoveredDeliveries recovered = RecoveredDeliveries.start(
                kafka,
                settings.stateDirectory(),
                settings.storeBytes(),
                settings.parking(),
                settings.shutdownTimeout());
        return new RetryScheduler(instance, due, recovered);
    }

    /** Whether every tier, and what is parked, is being read, by this process or by others of its group. */
    public boolean isReady() {
        return due.isReady() && recovered.isReady();
    }

    /** Completes after {@link #close}, or exceptionally where the role cannot go on; an unreachable Kafka is no such case. */
    public CompletableFuture<Void> ended() {
        return ended;
    }

    /** Finishes the transactions that are under way, within the shutdown timeout, and leaves the groups. */
    @Override
    public void close() {
        Thread closing = Thread.ofPlatform().name("retry-scheduler-closing").start(recovered::close);
        due.close();
        try {
            closing.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        instance.close();
    }

    private static CompletableFuture<Void> firstFailureOrBoth(
            CompletableFuture<Void> one, CompletableFuture<Void> other) {
        CompletableFuture<Void> both = CompletableFuture.allOf(one, other);
        for (CompletableFuture<Void> each : List.of(one, other)) {
            var _ = each.exceptionally(failure -> {
                both.completeExceptionally(failure);
                return null;
            });
        }
        return both;
    }
}

package com.stairoids.webhooks.retryscheduler;

import com.stairoids.webhooks.retryscheduler.due.DueDeliveries;
import com.stairoids.webhooks.retryscheduler.due.TierClients;
import com.stairoids.webhooks.settings.InstanceName;
import com.stairoids.webhooks.settings.KafkaSettings;
import java.time.Clock;
import java.util.concurrent.CompletableFuture;

/** The role that puts waiting deliveries back. Any number of them share the tiers' partitions. */
public final class RetryScheduler implements AutoCloseable {
    private final InstanceName instance;
    private final DueDeliveries due;

    private RetryScheduler(InstanceName instance, DueDeliveries due) {
        this.instance = instance;
        this.due = due;
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
        return new RetryScheduler(instance, due);
    }

    /** Whether every tier is being read, by this process or by others of its group. */
    public boolean isReady() {
        return due.isReady();
    }

    /** Completes after {@link #close}, or exceptionally where the role cannot go on; an unreachable Kafka is no such case. */
    public CompletableFuture<Void> ended() {
        return due.ended();
    }

    /** Finishes the transactions that are under way, within the shutdown timeout, and leaves the groups. */
    @Override
    public void close() {
        due.close();
        instance.close();
    }
}

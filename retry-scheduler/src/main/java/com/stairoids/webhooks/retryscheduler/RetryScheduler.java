package com.stairoids.webhooks.retryscheduler;

import com.stairoids.webhooks.retryscheduler.asked.AskedDeliveries;
import com.stairoids.webhooks.retryscheduler.asked.ReplayCounts;
import com.stairoids.webhooks.retryscheduler.due.DueDeliveries;
import com.stairoids.webhooks.retryscheduler.due.TierClients;
import com.stairoids.webhooks.retryscheduler.recovered.RecoveredDeliveries;
import com.stairoids.webhooks.schemas.topic.ChangelogTopic;
import com.stairoids.webhooks.settings.InstanceName;
import com.stairoids.webhooks.settings.KafkaSettings;
import com.stairoids.webhooks.streams.RunningStreams;
import com.stairoids.webhooks.streams.StateDirectory;
import com.stairoids.webhooks.streams.StoreMemory;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

/** The role that puts waiting deliveries back. Any number of them share the tiers' partitions. */
public final class RetryScheduler implements AutoCloseable {
    private final InstanceName instance;
    private final DueDeliveries due;
    private final RunningStreams recovered;
    private final RunningStreams asked;
    private final ReplayCounts replays;
    private final StoreMemory memory;
    private final CompletableFuture<Void> ended;

    private RetryScheduler(
            InstanceName instance,
            DueDeliveries due,
            RunningStreams recovered,
            RunningStreams asked,
            ReplayCounts replays,
            StoreMemory memory) {
        this.instance = instance;
        this.due = due;
        this.recovered = recovered;
        this.asked = asked;
        this.replays = replays;
        this.memory = memory;
        this.ended = firstFailureOrAll(List.of(due.ended(), recovered.ended(), asked.ended()));
    }

    /**
     * Returns at once and becomes ready in the background; a Kafka that cannot be reached is waited for.
     *
     * @param meters where it counts
     * @throws com.stairoids.webhooks.settings.InvalidSettingException where its state directory cannot be made
     */
    public static RetryScheduler start(RetrySchedulerSettings settings, KafkaSettings kafka, MeterRegistry meters) {
        StateDirectory.require(
                settings.stateDirectory(),
                RetrySchedulerSettings.STATE_DIRECTORY,
                ChangelogTopic.Application.RECOVERED.id(),
                ChangelogTopic.Application.ASKED.id());
        InstanceName instance = InstanceName.acquire("retry-scheduler", settings.instance());
        TierClients clients =
                new TierClients(kafka, instance.toString(), settings.fetchRecords(), settings.fetchBytes());
        DueDeliveries due = DueDeliveries.start(
                clients,
                settings.delays(),
                settings.batch(),
                settings.heldBytes(),
                Clock.systemUTC(),
                settings.shutdownTimeout(),
                meters);
        StoreMemory memory = new StoreMemory(settings.storeBytes());
        RunningStreams recovered = RecoveredDeliveries.start(
                kafka, settings.stateDirectory(), memory, settings.parking(), settings.shutdownTimeout(), meters);
        ReplayCounts replays = new ReplayCounts();
        RunningStreams asked = AskedDeliveries.start(
                kafka, settings.stateDirectory(), memory, replays, settings.shutdownTimeout(), meters);
        return new RetryScheduler(instance, due, recovered, asked, replays, memory);
    }

    /** What it has not yet and needs to do its work, in words for an operator. */
    public List<String> waitingFor() {
        return Stream.of(due.waitingFor(), recovered.waitingFor(), asked.waitingFor())
                .flatMap(List::stream)
                .distinct()
                .toList();
    }

    /** Whether every tier, what is parked and what is asked for is being read, by this process or by others of its groups. */
    public boolean isReady() {
        return waitingFor().isEmpty();
    }

    /** How many requests for replays were answered, and how. */
    public ReplayCounts replays() {
        return replays;
    }

    /** Completes after {@link #close}, or exceptionally where the role cannot go on; an unreachable Kafka is no such case. */
    public CompletableFuture<Void> ended() {
        return ended;
    }

    /** Finishes the transactions that are under way, within the shutdown timeout, and leaves the groups. */
    @Override
    public void close() {
        List<Thread> closing = Stream.<Runnable>of(recovered::close, asked::close)
                .map(Thread.ofPlatform().name("retry-scheduler-closing-", 0)::start)
                .toList();
        due.close();
        try {
            for (Thread each : closing) {
                each.join();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        // A store that is still open after the timeout keeps its memory: the process is about to end.
        if (recovered.ended().isDone() && asked.ended().isDone()) {
            memory.close();
        }
        instance.close();
    }

    private static CompletableFuture<Void> firstFailureOrAll(List<CompletableFuture<Void>> parts) {
        CompletableFuture<Void> all = CompletableFuture.allOf(parts.toArray(CompletableFuture[]::new));
        for (CompletableFuture<Void> each : parts) {
            var _ = each.exceptionally(failure -> {
                all.completeExceptionally(failure);
                return null;
            });
        }
        return all;
    }
}

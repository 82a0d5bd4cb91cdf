package com.stairoids.webhooks.retryscheduler.due;

import com.stairoids.webhooks.schemas.delivery.RetryTier;
import com.stairoids.webhooks.settings.RetryDelays;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;

/** All tiers, whatever their delays: also one that nothing new goes to may still hold deliveries. */
public final class DueDeliveries implements AutoCloseable {
    private final List<TierWorker> workers;
    private final List<Thread> threads;
    private final Duration shutdownTimeout;
    private final CompletableFuture<Void> ended;

    private DueDeliveries(List<TierWorker> workers, Duration shutdownTimeout) {
        this.workers = List.copyOf(workers);
        this.shutdownTimeout = shutdownTimeout;
        this.ended = firstFailureOrAll(workers);
        this.threads = workers.stream().map(DueDeliveries::thread).toList();
    }

    /**
     * Begins to read in the background.
     *
     * @param heldBytes that all tiers together hold in memory before they read no further ahead
     */
    public static DueDeliveries start(
            TierClients clients,
            RetryDelays delays,
            BatchBounds bounds,
            long heldBytes,
            InstantSource time,
            Duration shutdownTimeout) {
        HeldBytes memory = new HeldBytes(heldBytes);
        List<TierWorker> workers = new ArrayList<>();
        for (RetryTier tier : RetryTier.values()) {
            HandOver handOver = new HandOver(() -> clients.producer(tier));
            workers.add(new TierWorker(tier, delays.of(tier), clients.consumer(tier), handOver, bounds, memory, time));
        }
        DueDeliveries started = new DueDeliveries(workers, shutdownTimeout);
        started.threads.forEach(Thread::start);
        return started;
    }

    /** Whether every tier's consumer has joined its group. */
    public boolean isReady() {
        return !ended.isDone() && workers.stream().allMatch(TierWorker::hasJoined);
    }

    /** Completes when all threads are done, or exceptionally once one of them cannot go on. */
    public CompletableFuture<Void> ended() {
        return ended;
    }

    /** Finishes the transactions that are under way; threads that take longer than the timeout are interrupted. */
    @Override
    public void close() {
        workers.forEach(TierWorker::stop);
        try {
            long deadline = System.nanoTime() + shutdownTimeout.toNanos();
            for (Thread thread : threads) {
                var _ = thread.join(Duration.ofNanos(Math.max(deadline - System.nanoTime(), 0)));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        threads.forEach(Thread::interrupt);
    }

    private static Thread thread(TierWorker worker) {
        return Thread.ofPlatform()
                .name("retry-scheduler-" + worker.tier().name().toLowerCase(Locale.ROOT))
                .daemon()
                .unstarted(worker);
    }

    private static CompletableFuture<Void> firstFailureOrAll(List<TierWorker> workers) {
        CompletableFuture<Void> result = new CompletableFuture<>();
        CompletableFuture<?>[] all = workers.stream().map(TierWorker::ended).toArray(CompletableFuture<?>[]::new);
        var _ = CompletableFuture.allOf(all).thenRun(() -> result.complete(null));
        for (TierWorker worker : workers) {
            var _ = worker.ended().exceptionally(failure -> {
                result.completeExceptionally(failure);
                return null;
            });
        }
        return result;
    }
}

package com.stairoids.webhooks.retryscheduler.due;

import com.stairoids.webhooks.schemas.delivery.RetryTier;
import com.stairoids.webhooks.settings.RetryDelays;
import com.stairoids.webhooks.streams.KafkaMeters;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.producer.Producer;

/** All tiers, whatever their delays: also one that nothing new goes to may still hold deliveries. */
public final class DueDeliveries implements AutoCloseable {
    private final List<TierWorker> workers;
    private final List<Thread> threads;
    private final KafkaMeters kafkaMeters;
    private final Duration shutdownTimeout;
    private final CompletableFuture<Void> ended;

    private DueDeliveries(List<TierWorker> workers, KafkaMeters kafkaMeters, Duration shutdownTimeout) {
        this.workers = List.copyOf(workers);
        this.kafkaMeters = kafkaMeters;
        this.shutdownTimeout = shutdownTimeout;
        this.ended = firstFailureOrAll(workers);
        this.threads = workers.stream().map(DueDeliveries::thread).toList();
    }

    /**
     * Begins to read in the background.
     *
     * @param heldBytes that all tiers together hold in memory before they read no further ahead
     * @param registry where they count
     */
    public static DueDeliveries start(
            TierClients clients,
            RetryDelays delays,
            BatchBounds bounds,
            long heldBytes,
            InstantSource time,
            Duration shutdownTimeout,
            MeterRegistry registry) {
        KafkaMeters kafkaMeters = new KafkaMeters(registry);
        HeldBytes memory = new HeldBytes(heldBytes);
        List<TierWorker> workers = new ArrayList<>();
        for (RetryTier tier : RetryTier.values()) {
            Consumer<byte[], byte[]> consumer = clients.consumer(tier);
            kafkaMeters.bind("consumer-" + tier, consumer);
            workers.add(new TierWorker(
                    tier,
                    delays.of(tier),
                    consumer,
                    new HandOver(() -> producer(clients, tier, kafkaMeters)),
                    bounds,
                    memory,
                    time,
                    new TierMeters(registry, TierClients.suffix(tier), time)));
        }
        DueDeliveries started = new DueDeliveries(workers, kafkaMeters, shutdownTimeout);
        started.threads.forEach(Thread::start);
        return started;
    }

    /** The tiers that it has no share of yet, since its consumers have not joined their groups, or have ended. */
    public List<String> waitingFor() {
        return workers.stream()
                .filter(worker -> ended.isDone() || !worker.hasJoined())
                .map(worker -> "its share of " + worker.tier().topic().topicName())
                .toList();
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
        kafkaMeters.close();
    }

    private static Producer<byte[], byte[]> producer(TierClients clients, RetryTier tier, KafkaMeters kafkaMeters) {
        Producer<byte[], byte[]> producer = clients.producer(tier);
        kafkaMeters.bind("producer-" + tier, producer);
        return producer;
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

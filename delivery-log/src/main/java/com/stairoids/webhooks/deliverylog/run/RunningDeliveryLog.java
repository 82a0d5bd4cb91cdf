package com.stairoids.webhooks.deliverylog.run;

import com.stairoids.webhooks.deliverylog.DeliveryContents;
import com.stairoids.webhooks.deliverylog.DeliveryLog;
import com.stairoids.webhooks.deliverylog.DeliveryLogSettings;
import com.stairoids.webhooks.deliverylog.contents.KafkaContents;
import com.stairoids.webhooks.deliverylog.contents.RecordReader;
import com.stairoids.webhooks.deliverylog.view.Applied;
import com.stairoids.webhooks.deliverylog.view.ExpiryRules;
import com.stairoids.webhooks.deliverylog.view.LogTopology;
import com.stairoids.webhooks.deliverylog.view.Progress;
import com.stairoids.webhooks.schemas.topic.Topic;
import com.stairoids.webhooks.settings.InstanceName;
import com.stairoids.webhooks.settings.KafkaSettings;
import com.stairoids.webhooks.streams.RunningStreams;
import com.stairoids.webhooks.streams.StoreMemory;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.Topology;
import org.rocksdb.CompressionType;

/** This process's copy of the delivery log, and what it has only the coordinates of. */
public final class RunningDeliveryLog implements AutoCloseable {
    private static final Duration CLOSE_DEADLINE = Duration.ofSeconds(10);

    private final InstanceName instance;
    private final StoreMemory memory;
    private final RunningStreams streams;
    private final LagWatch lag;
    private final RecordReader records;
    private final DeliveryLog log;

    private RunningDeliveryLog(
            InstanceName instance,
            StoreMemory memory,
            RunningStreams streams,
            LagWatch lag,
            RecordReader records,
            DeliveryLog log) {
        this.instance = instance;
        this.memory = memory;
        this.streams = streams;
        this.lag = lag;
        this.records = records;
        this.log = log;
    }

    /** Returns at once and becomes ready in the background; a Kafka that cannot be reached is waited for. */
    public static RunningDeliveryLog start(DeliveryLogSettings settings, KafkaSettings kafka, MeterRegistry meters) {
        InstanceName instance = InstanceName.acquire("delivery-log", settings.instance());
        StoreMemory memory = new StoreMemory(settings.storeBytes(), CompressionType.LZ4_COMPRESSION);
        Progress progress = new Progress();
        Topology topology = new LogTopology(Topic.ATTEMPTS, ExpiryRules.of(settings.retention()), progress).build();
        LagWatch lag = LagWatch.start(() -> LagProbe.consumer(kafka), progress, InstantSource.system());
        StreamsStores stores = new StreamsStores(lag::isCaughtUp);
        RunningStreams streams = RunningStreams.start(
                "delivery-log",
                List.of(Topic.ATTEMPTS),
                kafka,
                admin -> {
                    KafkaStreams run = new KafkaStreams(
                            topology, LogConfiguration.of(kafka, settings, instance.toString(), memory, admin));
                    stores.are(run, partitions(admin));
                    return run;
                },
                CLOSE_DEADLINE,
                meters);
        measure(meters, lag, progress);
        return new RunningDeliveryLog(
                instance, memory, streams, lag, new RecordReader(kafka), new StoredLog(stores, lag));
    }

    private static int partitions(Admin admin) throws ExecutionException, InterruptedException {
        return admin.describeTopics(List.of(Topic.ATTEMPTS.topicName())).allTopicNames().get().values().stream()
                .mapToInt(topic -> topic.partitions().size())
                .sum();
    }

    private static void measure(MeterRegistry meters, LagWatch lag, Progress progress) {
        Gauge.builder("stairoids.console.log.lag", lag, watch -> watch.lag().toMillis() / 1000.0)
                .description("Age of the oldest happening that is not in the delivery log")
                .baseUnit("seconds")
                .strongReference(true)
                .register(meters);
        Gauge.builder(
                        "stairoids.console.log.deliveries",
                        progress,
                        stored -> stored.byPartition().values().stream()
                                .mapToLong(Applied::deliveries)
                                .sum())
                .description("Deliveries in the delivery log")
                .strongReference(true)
                .register(meters);
    }

    /** What there is to ask. */
    public DeliveryLog log() {
        return log;
    }

    /** Bodies and attempts. */
    public DeliveryContents contents() {
        return new KafkaContents(records);
    }

    /** Completes after {@link #close}, or exceptionally where the log cannot go on; an unreachable Kafka is no such case. */
    public CompletableFuture<Void> ended() {
        return streams.ended();
    }

    /** Commits what is in the stores, within 10 s, so that the next start goes on from them. */
    @Override
    public void close() {
        streams.close();
        lag.close();
        records.close();
        // A store that is still open after the timeout keeps its memory: the process is about to end.
        if (streams.ended().isDone()) {
            memory.close();
        }
        instance.close();
    }
}

package com.stairoids.webhooks.retryscheduler.asked;

import com.stairoids.webhooks.retryscheduler.store.StoreConfiguration;
import com.stairoids.webhooks.retryscheduler.store.StoreMemory;
import com.stairoids.webhooks.schemas.topic.ChangelogTopic.Application;
import com.stairoids.webhooks.schemas.topic.Topic;
import com.stairoids.webhooks.settings.KafkaSettings;
import com.stairoids.webhooks.streams.RunningStreams;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.Topology;

/** Replays and their ledger, running. */
public final class AskedDeliveries implements AutoCloseable {
    /** Without these Streams fails to start. */
    private static final List<Topic> TOPICS =
            List.of(Topic.REPLAYS, Topic.DELIVERIES, Topic.ATTEMPTS, Topic.DEAD_LETTER);

    private final RunningStreams streams;
    private final ReplayCounts counts;

    private AskedDeliveries(RunningStreams streams, ReplayCounts counts) {
        this.streams = streams;
        this.counts = counts;
    }

    /**
     * Begins in the background.
     *
     * @param stateDirectory which no other retry-scheduler uses
     * @param memory of the ledger, closed by who gave it, after this has ended
     * @param shutdownTimeout how long {@link #close()} may take
     */
    public static AskedDeliveries start(
            KafkaSettings kafka, Path stateDirectory, StoreMemory memory, Duration shutdownTimeout) {
        ReplayCounts counts = new ReplayCounts();
        Topology topology = new AskedTopology(AskedTopology.Topics.DECLARED, LedgerRules.DECLARED, counts).build();
        RunningStreams streams = RunningStreams.start(
                "retry-scheduler-asked",
                TOPICS,
                kafka,
                admin -> new KafkaStreams(
                        topology, StoreConfiguration.of(kafka, Application.ASKED, stateDirectory, memory, admin)),
                shutdownTimeout);
        return new AskedDeliveries(streams, counts);
    }

    /** Whether the ledger is restored and its share of the partitions is being read. */
    public boolean isReady() {
        return streams.isReady();
    }

    /** How many requests were answered. */
    public ReplayCounts counts() {
        return counts;
    }

    /** Completes normally once closed; exceptionally where it failed too often to be started again. */
    public CompletableFuture<Void> ended() {
        return streams.ended();
    }

    /** Commits what was answered and leaves the group. */
    @Override
    public void close() {
        streams.close();
    }
}

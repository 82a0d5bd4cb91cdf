package com.stairoids.webhooks.retryscheduler.asked;

import com.stairoids.webhooks.retryscheduler.store.StoreConfiguration;
import com.stairoids.webhooks.schemas.topic.ChangelogTopic.Application;
import com.stairoids.webhooks.schemas.topic.Topic;
import com.stairoids.webhooks.settings.KafkaSettings;
import com.stairoids.webhooks.streams.RunningStreams;
import com.stairoids.webhooks.streams.StoreMemory;
import io.micrometer.core.instrument.MeterRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.Topology;

/** Runs replays and their ledger. */
public final class AskedDeliveries {
    /** Without these Streams fails to start. */
    private static final List<Topic> TOPICS =
            List.of(Topic.REPLAYS, Topic.DELIVERIES, Topic.ATTEMPTS, Topic.DEAD_LETTER);

    private AskedDeliveries() {}

    /**
     * Begins in the background.
     *
     * @param stateDirectory which no other retry-scheduler uses
     * @param memory of the ledger, closed by who gave it, after this has ended
     * @param counts of the requests that are answered
     * @param shutdownTimeout how long {@link RunningStreams#close()} may take, which commits what was answered
     * @param meters where it counts
     */
    public static RunningStreams start(
            KafkaSettings kafka,
            Path stateDirectory,
            StoreMemory memory,
            ReplayCounts counts,
            Duration shutdownTimeout,
            MeterRegistry meters) {
        ReplayMeters.show(counts, meters);
        Topology topology = new AskedTopology(AskedTopology.Topics.DECLARED, LedgerRules.DECLARED, counts).build();
        return RunningStreams.start(
                "retry-scheduler-asked",
                TOPICS,
                kafka,
                admin -> new KafkaStreams(
                        topology, StoreConfiguration.of(kafka, Application.ASKED, stateDirectory, memory, admin)),
                shutdownTimeout,
                meters);
    }
}

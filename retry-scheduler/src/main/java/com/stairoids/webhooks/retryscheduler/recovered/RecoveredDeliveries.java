package com.stairoids.webhooks.retryscheduler.recovered;

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

/** The parking lot, running. */
public final class RecoveredDeliveries implements AutoCloseable {
    /** Without these Streams fails to start. */
    private static final List<Topic> TOPICS =
            List.of(Topic.PARKED, Topic.ENDPOINT_HEALTH, Topic.DELIVERIES, Topic.DEAD_LETTER, Topic.ATTEMPTS);

    private final RunningStreams streams;

    private RecoveredDeliveries(RunningStreams streams) {
        this.streams = streams;
    }

    /**
     * Begins in the background.
     *
     * @param stateDirectory which no other retry-scheduler uses
     * @param memory of the stores, closed by who gave it, after this has ended
     * @param shutdownTimeout how long {@link #close()} may take
     */
    public static RecoveredDeliveries start(
            KafkaSettings kafka,
            Path stateDirectory,
            StoreMemory memory,
            ParkingRules rules,
            Duration shutdownTimeout) {
        Topology topology = new RecoveredTopology(RecoveredTopology.Topics.DECLARED, rules).build();
        RunningStreams streams = RunningStreams.start(
                "retry-scheduler-recovered",
                TOPICS,
                kafka,
                admin -> new KafkaStreams(
                        topology, StoreConfiguration.of(kafka, Application.RECOVERED, stateDirectory, memory, admin)),
                shutdownTimeout);
        return new RecoveredDeliveries(streams);
    }

    /** Whether the stores are restored and its share of the partitions is being read. */
    public boolean isReady() {
        return streams.isReady();
    }

    /** Completes normally once closed; exceptionally where it failed too often to be started again. */
    public CompletableFuture<Void> ended() {
        return streams.ended();
    }

    /** Commits what was let go and leaves the group. */
    @Override
    public void close() {
        streams.close();
    }
}

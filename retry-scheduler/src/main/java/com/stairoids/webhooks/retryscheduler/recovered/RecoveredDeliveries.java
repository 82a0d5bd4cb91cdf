package com.stairoids.webhooks.retryscheduler.recovered;

import com.stairoids.webhooks.retryscheduler.store.StoreConfiguration;
import com.stairoids.webhooks.schemas.topic.ChangelogTopic.Application;
import com.stairoids.webhooks.schemas.topic.Topic;
import com.stairoids.webhooks.settings.KafkaSettings;
import com.stairoids.webhooks.streams.RunningStreams;
import com.stairoids.webhooks.streams.StoreMemory;
import io.micrometer.core.instrument.MeterRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.Topology;

/** Runs the parking lot. */
public final class RecoveredDeliveries {
    /** Without these Streams fails to start. */
    private static final List<Topic> TOPICS =
            List.of(Topic.PARKED, Topic.ENDPOINT_HEALTH, Topic.DELIVERIES, Topic.DEAD_LETTER, Topic.ATTEMPTS);

    private RecoveredDeliveries() {}

    /**
     * Begins in the background.
     *
     * @param stateDirectory which no other retry-scheduler uses
     * @param memory of the stores, closed by who gave it, after this has ended
     * @param shutdownTimeout how long {@link RunningStreams#close()} may take, which commits what was let go
     * @param meters where it counts
     */
    public static RunningStreams start(
            KafkaSettings kafka,
            Path stateDirectory,
            StoreMemory memory,
            ParkingRules rules,
            Duration shutdownTimeout,
            MeterRegistry meters) {
        ParkingMeters counts = new ParkingMeters(meters, InstantSource.system());
        Topology topology = new RecoveredTopology(RecoveredTopology.Topics.DECLARED, rules, counts).build();
        return RunningStreams.start(
                "retry-scheduler-recovered",
                TOPICS,
                kafka,
                admin -> new KafkaStreams(
                        topology, StoreConfiguration.of(kafka, Application.RECOVERED, stateDirectory, memory, admin)),
                shutdownTimeout,
                meters);
    }
}

package com.stairoids.webhooks.retryscheduler.recovered;

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
    private final StoreMemory memory;

    private RecoveredDeliveries(RunningStreams streams, StoreMemory memory) {
        this.streams = streams;
        this.memory = memory;
    }

    /**
     * Begins in the background.
     *
     * @param stateDirectory which no other retry-scheduler uses
     * @param storeBytes memory of the stores, outside Java's heap
     * @param shutdownTimeout how long {@link #close()} may take
     */
    public static RecoveredDeliveries start(
            KafkaSettings kafka, Path stateDirectory, long storeBytes, ParkingRules rules, Duration shutdownTimeout) {
        StoreMemory memory = new StoreMemory(storeBytes);
        Topology topology = new RecoveredTopology(RecoveredTopology.Topics.DECLARED, rules).build();
        RunningStreams streams = RunningStreams.start(
                "retry-scheduler-recovered",
                TOPICS,
                kafka,
                admin -> new KafkaStreams(topology, RecoveredConfiguration.of(kafka, stateDirectory, memory, admin)),
                shutdownTimeout);
        return new RecoveredDeliveries(streams, memory);
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
        // A store that is still open after the timeout keeps its memory: the process is about to end.
        if (streams.ended().isDone()) {
            memory.close();
        }
    }
}

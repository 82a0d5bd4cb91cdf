package com.stairoids.webhooks.router;

import com.stairoids.webhooks.router.intake.BoundedClients;
import com.stairoids.webhooks.router.rejection.RejectionLog;
import com.stairoids.webhooks.router.routing.RoutingTopology;
import com.stairoids.webhooks.schemas.topic.Topic;
import com.stairoids.webhooks.settings.KafkaSettings;
import com.stairoids.webhooks.streams.RunningStreams;
import com.stairoids.webhooks.streams.StateDirectory;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.Topology;

/** The router, running. Any number of them share the source topics' partitions. */
public final class Router implements AutoCloseable {
    private static final Duration CLOSE_DEADLINE = Duration.ofSeconds(20);

    /** Without these Streams fails to start. */
    private static final List<Topic> TOPICS = Stream.concat(
                    RoutingTopology.SOURCES.stream(),
                    Stream.of(Topic.SUBSCRIPTIONS, Topic.DELIVERIES, Topic.REJECTED_EVENTS))
            .toList();

    private final RunningStreams streams;

    private Router(RunningStreams streams) {
        this.streams = streams;
    }

    /**
     * Returns at once; the router is ready once it has read all subscriptions and has its share of the partitions.
     *
     * @param meters where it counts
     * @throws com.stairoids.webhooks.settings.InvalidSettingException where its state directory cannot be made
     */
    public static Router start(RouterSettings settings, KafkaSettings kafka, MeterRegistry meters) {
        StateDirectory.require(
                settings.stateDirectory(), RouterSettings.STATE_DIRECTORY, StreamsConfiguration.APPLICATION_ID);
        Topology topology =
                new RoutingTopology(RoutingTopology.SOURCES, settings.limits(), new RejectionLog(), meters).build();
        return new Router(RunningStreams.start(
                "router",
                TOPICS,
                kafka,
                _ -> new KafkaStreams(topology, StreamsConfiguration.of(settings, kafka), new BoundedClients()),
                CLOSE_DEADLINE,
                meters));
    }

    /** What it has not yet and needs to route, in words for an operator. */
    public List<String> waitingFor() {
        return streams.waitingFor();
    }

    /** Whether it routes. */
    public boolean isReady() {
        return waitingFor().isEmpty();
    }

    /** Completes normally once closed; exceptionally where it failed too often to be started again. */
    public CompletableFuture<Void> ended() {
        return streams.ended();
    }

    /** Commits what was routed and leaves the group, so that others take over at once. */
    @Override
    public void close() {
        streams.close();
    }
}

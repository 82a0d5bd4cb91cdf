package com.stairoids.webhooks.router.routing;

import com.stairoids.webhooks.router.intake.SourceTimestamps;
import com.stairoids.webhooks.router.rejection.RejectionLog;
import com.stairoids.webhooks.router.subscription.SubscriptionCount;
import com.stairoids.webhooks.router.subscription.SubscriptionTable;
import com.stairoids.webhooks.router.subscription.SubscriptionUpdater;
import com.stairoids.webhooks.schemas.topic.Topic;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import java.util.Locale;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.AutoOffsetReset;
import org.apache.kafka.streams.Topology;

/**
 * Events × subscriptions is 1:N, so the subscriptions are a table that every instance holds whole: nothing is
 * repartitioned, and upstream's keys are its own. Each source topic is a sub-topology: one that is slow or gone holds up
 * no other.
 */
public final class RoutingTopology {
    /** Where events come from. */
    public static final List<Topic> SOURCES = List.of(Topic.SIGNALS, Topic.AUTOMATIONS, Topic.ACCOUNTS, Topic.CONTACTS);

    private final List<Topic> sources;
    private final RoutingLimits limits;
    private final RejectionLog rejectionLog;
    private final RoutingMeters meters;
    private final SubscriptionCount subscriptions = new SubscriptionCount();

    public RoutingTopology(
            List<Topic> sources, RoutingLimits limits, RejectionLog rejectionLog, MeterRegistry registry) {
        this.sources = List.copyOf(sources);
        this.limits = limits;
        this.rejectionLog = rejectionLog;
        this.meters = new RoutingMeters(registry);
        Gauge.builder("stairoids.router.subscriptions", subscriptions, SubscriptionCount::get)
                .description("Subscriptions in the table, enabled or not")
                .strongReference(true)
                .register(registry);
    }

    public Topology build() {
        Topology topology = new Topology();
        topology.addGlobalStore(
                SubscriptionTable.store(),
                "subscriptions-source",
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer(),
                Topic.SUBSCRIPTIONS.topicName(),
                "subscriptions-updater",
                () -> new SubscriptionUpdater(subscriptions));
        sources.forEach(source -> add(topology, source));
        return topology;
    }

    private void add(Topology topology, Topic source) {
        String name = source.name().toLowerCase(Locale.ROOT);
        String events = name + "-source";
        String router = name + "-router";
        String deliveries = name + "-deliveries";
        String rejected = name + "-rejected";
        topology.addSource(
                AutoOffsetReset.earliest(),
                events,
                new SourceTimestamps(),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer(),
                source.topicName());
        topology.addProcessor(
                router, () -> new EventRouter(limits, rejectionLog, meters, deliveries, rejected), events);
        addSink(topology, deliveries, Topic.DELIVERIES, router);
        addSink(topology, rejected, Topic.REJECTED_EVENTS, router);
    }

    private static void addSink(Topology topology, String name, Topic topic, String parent) {
        topology.addSink(name, topic.topicName(), new ByteArraySerializer(), new ByteArraySerializer(), parent);
    }
}

package com.stairoids.webhooks.sender;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.stairoids.webhooks.schemas.endpoint.EndpointStatus;
import com.stairoids.webhooks.schemas.topic.Topic;
import com.stairoids.webhooks.testing.broker.TestBroker;
import com.stairoids.webhooks.testing.receiver.Behaviour;
import com.stairoids.webhooks.testing.receiver.HeaderLine;
import com.stairoids.webhooks.testing.receiver.Receiver;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.search.RequiredSearch;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What a sender's meters say after deliveries of every kind, on a broker of its own: nothing else was counted. */
final class SenderMetersIT {
    private static final Duration SOON = Duration.ofSeconds(20);
    private static final int QUICK = 50;

    private static final SimpleMeterRegistry registry = new SimpleMeterRegistry();

    private static TestBroker broker;
    private static Receiver receiver;
    private static Line line;
    private static Sender sender;

    @BeforeAll
    static void start() {
        broker = TestBroker.start();
        receiver = Receiver.start();
        line = new Line(broker.bootstrapServers());
        sender = line.startSender(Map.of("sender.exchange-timeout", "60s"), registry);
    }

    @AfterAll
    static void stop() {
        sender.close();
        line.close();
        receiver.close();
        broker.close();
    }

    /** One walk: what is counted is counted for the sender as a whole. */
    @Test
    void theySayWhatBecameOfDeliveriesAndGoWithTheSender() throws Exception {
        oneSlowRequestHoldsTheOffsetButIsNoBacklog();
        deliveriesOfEveryKindAreCountedOnce();

        sender.close();

        assertThat(registry.getMeters()).extracting(Meter::getId).isEmpty();
    }

    private static void oneSlowRequestHoldsTheOffsetButIsNoBacklog() throws Exception {
        CompletableFuture<Behaviour> answer = new CompletableFuture<>();
        receiver.answers("/slow", new Behaviour.Depending(_ -> answer.join()));
        long slow = line.subscribe("ep_slow", receiver.url("/slow"), EndpointStatus.ENABLED);
        long quick = line.subscribe("ep_quick", receiver.url("/quick"), EndpointStatus.ENABLED);
        line.deliverTo(0, "ep_slow", "dlv_slow", slow);
        IntStream.range(0, QUICK).forEach(i -> line.deliverTo(0, "ep_quick", "dlv_quick_" + i, quick));

        await().atMost(SOON).until(() -> count("stairoids.deliveries", "outcome", "delivered") == QUICK);
        await().atMost(SOON).untilAsserted(() -> {
            assertThat(gauge("not.started")).isZero();
            assertThat(gauge("in.flight")).isEqualTo(1);
            assertThat(committedLag()).isGreaterThan(QUICK);
            assertThat(gauge("window.used")).isGreaterThan((double) QUICK / 20_000);
            assertThat(gauge("oldest.unfinished")).isPositive();
        });

        answer.complete(Behaviour.status(200));
        await().atMost(SOON).until(() -> count("stairoids.deliveries", "outcome", "delivered") == QUICK + 1);
        await().atMost(SOON).until(() -> gauge("oldest.unfinished") == 0 && gauge("in.flight") == 0);
        assertThat(gauge("assigned.partitions")).isEqualTo(TestBroker.PARTITIONS);
        assertThat(gauge("subscriptions")).isEqualTo(2);
    }

    private static void deliveriesOfEveryKindAreCountedOnce() {
        receiver.answers("/fails", Behaviour.status(500));
        receiver.answers("/busy", new Behaviour.Answer(503, List.of(retryAfter("3600")), new byte[0]));
        long off = line.subscribe("ep_off", receiver.url("/off"), EndpointStatus.DISABLED);
        long fails = line.subscribe("ep_fails", receiver.url("/fails"), EndpointStatus.ENABLED);
        long busy = line.subscribe("ep_busy", receiver.url("/busy"), EndpointStatus.ENABLED);
        long refused = line.subscribe("ep_refused", URI.create("https://10.0.0.1/"), EndpointStatus.ENABLED);

        line.deliver("ep_off", "dlv_off", off, 0);
        line.deliver("ep_fails", "dlv_retried", fails, 0);
        line.deliver("ep_fails", "dlv_dies", fails, 5);
        line.deliver("ep_refused", "dlv_refused", refused, 0);
        line.deliver("ep_busy", "dlv_busy", busy, 0);
        await().atMost(SOON).until(() -> count("stairoids.deliveries", "outcome", "retried") == 3);
        line.deliver("ep_busy", "dlv_parked", busy, 0);
        await().atMost(SOON).until(() -> count("stairoids.deliveries", "outcome", "parked") == 1);
        await().atMost(SOON).until(() -> count("stairoids.deliveries") == QUICK + 1 + 6);

        assertThat(count("stairoids.deliveries", "outcome", "cancelled")).isEqualTo(1);
        assertThat(count("stairoids.deliveries", "outcome", "dead_lettered")).isEqualTo(1);
        assertThat(count("stairoids.dead.letters", "reason", "http-status")).isEqualTo(1);
        assertThat(count("stairoids.attempts", "outcome", "succeeded")).isEqualTo(QUICK + 1);
        assertThat(count("stairoids.attempts", "reason", "http-status", "cause", "event"))
                .isEqualTo(3);
        assertThat(count("stairoids.attempts", "reason", "target-refused", "cause", "event"))
                .isEqualTo(1);
        assertThat(count("stairoids.attempts")).isEqualTo(QUICK + 1 + 4);
        assertThat(count("stairoids.sender.refused.targets")).isEqualTo(1);
        assertThat(count("stairoids.sender.commits", "outcome", "committed")).isPositive();
        assertThat(required("stairoids.attempt", "outcome", "failed").timer().count())
                .isEqualTo(4);
        assertThat(required("stairoids.event.to.post").timer().count())
                .as("first attempts")
                .isEqualTo(QUICK + 1 + 3);
        await().atMost(SOON).until(() -> gauge("endpoints", "state", "saturated") == 1);
        await().atMost(SOON).until(() -> gauge("not.started") == 0);
        assertThat(registry.getMeters())
                .extracting(meter -> meter.getId().getName())
                .anyMatch(name -> name.startsWith("kafka.consumer."))
                .anyMatch(name -> name.startsWith("kafka.producer."));
    }

    private static HeaderLine retryAfter(String seconds) {
        return new HeaderLine("Retry-After", seconds);
    }

    /** What a scaler that looks at the group's committed offset would see. */
    private static long committedLag() throws Exception {
        TopicPartition partition = new TopicPartition(Topic.DELIVERIES.topicName(), 0);
        try (Admin admin = Admin.create(Map.<String, Object>of("bootstrap.servers", broker.bootstrapServers()))) {
            var committed = admin.listConsumerGroupOffsets(Sender.GROUP)
                    .partitionsToOffsetAndMetadata()
                    .get();
            long end = admin.listOffsets(Map.of(partition, OffsetSpec.latest()))
                    .partitionResult(partition)
                    .get()
                    .offset();
            return end - Objects.requireNonNull(committed.get(partition)).offset();
        }
    }

    /** The sum over all that have these tags. */
    private static double count(String name, String... tags) {
        return required(name, tags).counters().stream()
                .mapToDouble(Counter::count)
                .sum();
    }

    private static double gauge(String name, String... tags) {
        return required("stairoids.sender." + name, tags).gauge().value();
    }

    private static RequiredSearch required(String name, String... tags) {
        return registry.get(name).tags(tags);
    }
}

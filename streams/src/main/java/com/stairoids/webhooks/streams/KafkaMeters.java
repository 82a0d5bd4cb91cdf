package com.stairoids.webhooks.streams;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.micrometer.core.instrument.binder.kafka.KafkaClientMetrics;
import io.micrometer.core.instrument.binder.kafka.KafkaStreamsMetrics;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.streams.KafkaStreams;

/**
 * Kafka's own metrics of a role's clients, among the role's meters. One thread looks for those that came and went, as they do
 * when partitions move. Any thread may bind; its own lock guards the map.
 */
public final class KafkaMeters implements AutoCloseable {
    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(5);

    private final MeterRegistry registry;
    private final ScheduledExecutorService looks = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("kafka-meters").factory());
    private final Map<String, AutoCloseable> bound = new HashMap<>();
    private boolean closed;

    public KafkaMeters(MeterRegistry registry) {
        this.registry = registry;
    }

    /** Shows a client's metrics; those of a client that was bound under that name before are shown no more. */
    public void bind(String name, KafkaStreams streams) {
        var metrics = new KafkaStreamsMetrics(streams, Tags.empty(), looks, BETWEEN_LOOKS);
        bind(name, metrics, metrics);
    }

    /** The same for a consumer. */
    public void bind(String name, Consumer<?, ?> consumer) {
        var metrics = new KafkaClientMetrics(consumer, Tags.empty(), looks, BETWEEN_LOOKS);
        bind(name, metrics, metrics);
    }

    /** The same for a producer. */
    public void bind(String name, Producer<?, ?> producer) {
        var metrics = new KafkaClientMetrics(producer, Tags.empty(), looks, BETWEEN_LOOKS);
        bind(name, metrics, metrics);
    }

    /** Shows nothing any more. */
    @Override
    public synchronized void close() {
        closed = true;
        looks.shutdownNow();
        bound.values().forEach(KafkaMeters::unbind);
        bound.clear();
    }

    private synchronized void bind(String name, MeterBinder binder, AutoCloseable sameBinder) {
        if (closed) {
            return;
        }
        AutoCloseable before = bound.put(name, sameBinder);
        if (before != null) {
            unbind(before);
        }
        binder.bindTo(registry);
    }

    private static void unbind(AutoCloseable metrics) {
        try {
            metrics.close();
        } catch (Exception e) {
            throw new IllegalStateException("Kafka's metrics declare no exception when they are closed", e);
        }
    }
}

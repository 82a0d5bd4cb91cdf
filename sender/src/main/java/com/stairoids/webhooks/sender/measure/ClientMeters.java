package com.stairoids.webhooks.sender.measure;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.binder.kafka.KafkaClientMetrics;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.producer.Producer;

/** What Kafka's clients measure of themselves. Thread-safe: each client is made by the thread that uses it. */
public final class ClientMeters implements AutoCloseable {
    /** Metrics come and go with partitions. */
    private static final Duration REFRESH = Duration.ofSeconds(5);

    private final MeterRegistry registry;
    private final ScheduledExecutorService refresher = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("kafka-client-meters").daemon().factory());
    private final Map<String, KafkaClientMetrics> bound = new HashMap<>();
    private boolean closed;

    ClientMeters(MeterRegistry registry) {
        this.registry = registry;
    }

    /** @param purpose names what it reads; another one of that name takes its place */
    public <K, V> Consumer<K, V> consumer(String purpose, Consumer<K, V> consumer) {
        bind(purpose, new KafkaClientMetrics(consumer, Tags.empty(), refresher, REFRESH));
        return consumer;
    }

    /** @param purpose names what it writes; another one of that name takes its place */
    public <K, V> Producer<K, V> producer(String purpose, Producer<K, V> producer) {
        bind(purpose, new KafkaClientMetrics(producer, Tags.empty(), refresher, REFRESH));
        return producer;
    }

    private synchronized void bind(String purpose, KafkaClientMetrics metrics) {
        KafkaClientMetrics before = bound.remove(purpose);
        if (before != null) {
            before.close();
        }
        if (!closed) {
            metrics.bindTo(registry);
            bound.put(purpose, metrics);
        }
    }

    /** To be called before the clients are closed. Safe to repeat. */
    @Override
    public synchronized void close() {
        closed = true;
        bound.values().forEach(KafkaClientMetrics::close);
        bound.clear();
        refresher.shutdownNow();
    }
}

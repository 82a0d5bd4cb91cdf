package com.stairoids.webhooks.faults;

import com.stairoids.webhooks.schemas.topic.Topic;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * Events at the pace of the line: so many deliveries may be under way, and each that ends lets another one begin. So there
 * is always work for a kill to find, however slow the machine is. An event counts once its producer was acknowledged.
 */
final class Load implements AutoCloseable {
    private static final String PREFIX = "evt_load_";
    private static final String PROBE = "evt_probe_";
    /** Longer than any fault: an event that could not be written would count for nothing. */
    private static final int DELIVERY_TIMEOUT_MS = 300_000;

    private final KafkaProducer<String, byte[]> producer;
    private final int events;
    private final Semaphore room;
    private final Semaphore allowed = new Semaphore(0);
    private int allowedUpTo;
    private final BitSet acknowledged = new BitSet();
    private final AtomicInteger acknowledgedCount = new AtomicInteger();
    private final AtomicInteger refusedCount = new AtomicInteger();
    private final AtomicInteger ended = new AtomicInteger();
    private final Thread producing = Thread.ofPlatform().name("load").daemon().unstarted(this::produce);

    Load(String bootstrapServers, RunSize size) {
        this.events = size.events();
        this.room = new Semaphore(size.mostOpen());
        Map<String, Object> configuration = new HashMap<>();
        configuration.put(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
        configuration.put(ProducerConfig.ACKS_CONFIG, "all");
        configuration.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, DELIVERY_TIMEOUT_MS);
        configuration.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, DELIVERY_TIMEOUT_MS);
        configuration.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, 10_000);
        configuration.put(ProducerConfig.LINGER_MS_CONFIG, 5);
        this.producer = new KafkaProducer<>(configuration, new StringSerializer(), new ByteArraySerializer());
    }

    /** One event outside the count, to see whether the line is up. */
    void probe(int number) {
        var _ = producer.send(event(PROBE + number + "_" + System.nanoTime(), number));
    }

    void start() {
        producing.start();
    }

    /** Lets it go on until so many events in all; it waits there. Fewer than before change nothing. */
    synchronized void allowUpTo(int number) {
        int further = Math.min(number, events) - allowedUpTo;
        if (further > 0) {
            allowedUpTo += further;
            allowed.release(further);
        }
    }

    /** Told of each delivery of any event that ended, once. */
    void deliveryEnded(String eventId) {
        if (eventId.startsWith(PREFIX)) {
            ended.incrementAndGet();
            room.release();
        }
    }

    int acknowledged() {
        return acknowledgedCount.get();
    }

    /** How many could not be written: they are no events. */
    int refused() {
        return refusedCount.get();
    }

    /** Deliveries of acknowledged events that have not ended: in flight or waiting. */
    int open() {
        return acknowledged() * Workspaces.ENDPOINTS - ended.get();
    }

    boolean isComplete() {
        return acknowledged() + refused() == events;
    }

    /** Each acknowledged event's endpoints. */
    Map<String, Set<String>> expected(Workspaces workspaces) {
        Map<String, Set<String>> expected = new HashMap<>();
        synchronized (acknowledged) {
            acknowledged.stream()
                    .forEach(number -> expected.put(
                            id(number), workspaces.endpointIds().getOrDefault(Workspaces.ofEvent(number), Set.of())));
        }
        return expected;
    }

    /** Whether an event is part of the count. */
    static boolean isCounted(String eventId) {
        return eventId.startsWith(PREFIX);
    }

    @Override
    public void close() {
        producing.interrupt();
        producer.close(Duration.ofSeconds(5));
    }

    private void produce() {
        try {
            for (int number = 0; number < events; number++) {
                allowed.acquire();
                room.acquire(Workspaces.ENDPOINTS);
                int sent = number;
                var _ = producer.send(event(id(number), number), (_, failure) -> written(sent, failure == null));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void written(int number, boolean success) {
        if (success) {
            synchronized (acknowledged) {
                acknowledged.set(number);
            }
            acknowledgedCount.incrementAndGet();
        } else {
            refusedCount.incrementAndGet();
            room.release(Workspaces.ENDPOINTS);
        }
    }

    private static String id(int number) {
        return PREFIX + number;
    }

    private static ProducerRecord<String, byte[]> event(String id, int number) {
        String json = "{\"event\":\"signal.created\",\"id\":\"" + id + "\",\"workspace_id\":\""
                + Workspaces.ofEvent(number) + "\",\"data\":{\"signal\":{\"id\":\"sig_" + number
                + "\",\"type\":\"page_view\",\"properties\":{\"url\":\"https://www.acme.com/pricing\"}}}}";
        return new ProducerRecord<>(Topic.SIGNALS.topicName(), id, json.getBytes(StandardCharsets.UTF_8));
    }
}

package com.stairoids.webhooks.router.routing;

import com.stairoids.webhooks.router.rejection.RejectionReason;
import com.stairoids.webhooks.schemas.event.EventType;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What the router counts; shared by its threads. What a transaction did that was aborted is counted again when it is done again.
 * Every series is there from the start.
 */
public final class RoutingMeters {
    /** Of an event that was rejected before its type was known. */
    private static final String OTHER = "other";

    private static final Duration[] BUCKETS = {
        Duration.ofMillis(5),
        Duration.ofMillis(10),
        Duration.ofMillis(25),
        Duration.ofMillis(50),
        Duration.ofMillis(100),
        Duration.ofMillis(250),
        Duration.ofMillis(500),
        Duration.ofSeconds(1),
        Duration.ofMillis(2500),
        Duration.ofSeconds(5),
        Duration.ofSeconds(10),
        Duration.ofSeconds(30),
        Duration.ofSeconds(60)
    };

    private final MeterRegistry registry;
    private final Map<EventType, Counter> routed;
    private final Map<EventType, Counter> unmatched;
    private final Map<EventType, Counter> rejected;
    private final Counter rejectedOther;
    private final Map<EventType, Counter> deliveries;
    private final Map<RejectionReason, Counter> reasons;
    private final Timer routing;

    public RoutingMeters(MeterRegistry registry) {
        this.registry = registry;
        routed = each(EventType.values(), type -> events(type.wireName(), "routed"));
        unmatched = each(EventType.values(), type -> events(type.wireName(), "unmatched"));
        rejected = each(EventType.values(), type -> events(type.wireName(), "rejected"));
        rejectedOther = events(OTHER, "rejected");
        deliveries = each(
                EventType.values(),
                type -> Counter.builder("stairoids.router.deliveries")
                        .description("Deliveries that were written, one for each endpoint that an event goes to")
                        .tag("event_type", type.wireName())
                        .register(registry));
        reasons = each(
                RejectionReason.values(),
                reason -> Counter.builder("stairoids.rejected.events")
                        .description("Events that were refused")
                        .tag("reason", reason.code())
                        .register(registry));
        routing = Timer.builder("stairoids.router.routing")
                .description("From an event's append in Kafka until its deliveries were handed to the producer")
                .serviceLevelObjectives(BUCKETS)
                .register(registry);
    }

    /** @param took from the event's append on, by two clocks: less than nothing is nothing */
    void routed(EventType type, int receivers, Duration took) {
        counter(receivers == 0 ? unmatched : routed, type).increment();
        if (receivers > 0) {
            counter(deliveries, type).increment(receivers);
            routing.record(took.isNegative() ? Duration.ZERO : took);
        }
    }

    /** One whose type is not known. */
    void rejected(RejectionReason reason) {
        rejectedOther.increment();
        counter(reasons, reason).increment();
    }

    void rejected(RejectionReason reason, EventType type) {
        counter(rejected, type).increment();
        counter(reasons, reason).increment();
    }

    private Counter events(String type, String outcome) {
        return Counter.builder("stairoids.router.events")
                .description("Events that were read, by what became of them")
                .tag("event_type", type)
                .tag("outcome", outcome)
                .register(registry);
    }

    private static <K> Map<K, Counter> each(K[] keys, Function<K, Counter> counter) {
        return Arrays.stream(keys).collect(Collectors.toUnmodifiableMap(Function.identity(), counter));
    }

    private static <K> Counter counter(Map<K, Counter> counters, K key) {
        return Objects.requireNonNull(counters.get(key), "there is a counter for each");
    }
}

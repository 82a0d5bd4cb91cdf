package com.stairoids.webhooks.sender.measure;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleSupplier;

/** The meters of one sender in a registry that outlives it: what is registered here goes when this is closed. */
final class OwnMeters implements AutoCloseable {
    private final MeterRegistry registry;
    private final List<Meter> registered = new ArrayList<>();

    OwnMeters(MeterRegistry registry) {
        this.registry = registry;
    }

    Counter counter(String name, String description, String... tags) {
        return own(Counter.builder(name)
                .description(description)
                .tags(Tags.of(tags))
                .register(registry));
    }

    /** @param buckets upper bounds of the histogram's buckets, ascending */
    Timer timer(String name, String description, List<Duration> buckets, String... tags) {
        return own(Timer.builder(name)
                .description(description)
                .serviceLevelObjectives(buckets.toArray(Duration[]::new))
                .tags(Tags.of(tags))
                .register(registry));
    }

    /**
     * @param unit empty for a number of things
     * @param value called by whoever scrapes, on any thread
     */
    void gauge(String name, String unit, String description, DoubleSupplier value, String... tags) {
        own(Gauge.builder(name, value::getAsDouble)
                .baseUnit(unit.isEmpty() ? null : unit)
                .description(description)
                .tags(Tags.of(tags))
                .register(registry));
    }

    @Override
    public void close() {
        registered.forEach(registry::remove);
        registered.clear();
    }

    private <M extends Meter> M own(M meter) {
        registered.add(meter);
        return meter;
    }
}

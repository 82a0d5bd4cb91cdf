package com.stairoids.webhooks.retryscheduler.due;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a tier counts. The tier's thread tells it, any thread reads it. */
final class TierMeters {
    private static final Duration[] BUCKETS = {
        Duration.ofMillis(10),
        Duration.ofMillis(50),
        Duration.ofMillis(100),
        Duration.ofMillis(250),
        Duration.ofMillis(500),
        Duration.ofSeconds(1),
        Duration.ofMillis(2500),
        Duration.ofSeconds(5),
        Duration.ofSeconds(10),
        Duration.ofSeconds(30),
        Duration.ofMinutes(1),
        Duration.ofMinutes(5)
    };

    private final Timer lateness;
    private final Counter putBack;

    private volatile long depth;

    /** When the next record that is held is due; null where none is held. */
    private volatile @Nullable Instant nextDue;

    TierMeters(MeterRegistry registry, String tier, InstantSource time) {
        lateness = Timer.builder("stairoids.tier.lateness")
                .description("From when a delivery was due until it was put back")
                .tag("tier", tier)
                .serviceLevelObjectives(BUCKETS)
                .register(registry);
        putBack = Counter.builder("stairoids.tier.put.back")
                .description("Deliveries that were put back when they were due")
                .tag("tier", tier)
                .register(registry);
        Gauge.builder("stairoids.tier.depth", this, meters -> meters.depth)
                .description("Records that wait in the tier's partitions of this process, at most")
                .tag("tier", tier)
                .strongReference(true)
                .register(registry);
        Gauge.builder("stairoids.tier.oldest.overdue", this, meters -> meters.overdueSeconds(time.instant()))
                .description("For how long the delivery that was due first has been overdue")
                .baseUnit("seconds")
                .tag("tier", tier)
                .strongReference(true)
                .register(registry);
    }

    void putBack(List<HeldRecord> records, Instant now) {
        for (HeldRecord record : records) {
            Duration late = Duration.between(record.due(), now);
            lateness.record(late.isNegative() ? Duration.ZERO : late);
        }
        putBack.increment(records.size());
    }

    /** @param due when the next one is due of those that are held; null where none is held */
    void nextIsDue(@Nullable Instant due) {
        nextDue = due;
    }

    void depth(long records) {
        depth = records;
    }

    private double overdueSeconds(Instant now) {
        Instant due = nextDue;
        return due == null || due.isAfter(now) ? 0 : Duration.between(due, now).toMillis() / 1000.0;
    }
}

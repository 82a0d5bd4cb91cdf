package com.stairoids.webhooks.retryscheduler.recovered;

import com.stairoids.webhooks.retryscheduler.recovered.WaitingEndpoint.Going;
import com.stairoids.webhooks.schemas.delivery.FailureReason;
import com.stairoids.webhooks.schemas.delivery.Parking;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.InstantSource;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What is parked, over all partitions of this process, and what came and went. What a transaction did that was aborted is counted
 * again when it is done again. Any thread may tell it or read it.
 */
public final class ParkingMeters {
    private final Set<Lot> lots = ConcurrentHashMap.newKeySet();
    private final Counter parked;
    private final Counter putBack;
    private final Counter deadLettered;
    private final Counter deadLetters;

    public ParkingMeters(MeterRegistry registry, InstantSource time) {
        parked = Counter.builder("stairoids.parked")
                .description("Deliveries that were parked")
                .register(registry);
        putBack = released(registry, "put_back");
        deadLettered = released(registry, "dead_lettered");
        deadLetters = Counter.builder("stairoids.dead.letters")
                .description("Deliveries that became dead letters")
                .tag("reason", FailureReason.ENDPOINT_UNAVAILABLE.code())
                .register(registry);
        Gauge.builder("stairoids.parked.deliveries", this, ParkingMeters::present)
                .description("Deliveries that are parked")
                .strongReference(true)
                .register(registry);
        Gauge.builder("stairoids.parked.oldest", this, meters -> meters.oldestSeconds(time.millis()))
                .description("For how long, all times together, the one has been parked that has been for longest")
                .baseUnit("seconds")
                .strongReference(true)
                .register(registry);
    }

    /** Of a partition that this process has from now on. */
    Lot opened() {
        Lot lot = new Lot();
        lots.add(lot);
        return lot;
    }

    private long present() {
        return lots.stream().mapToLong(lot -> lot.deliveries).sum();
    }

    private double oldestSeconds(long now) {
        long earliest =
                lots.stream().mapToLong(lot -> lot.earliestDeadline).min().orElse(WaitingEndpoint.NEVER);
        return earliest == WaitingEndpoint.NEVER
                ? 0
                : Math.max(0, now - (earliest - Parking.LONGEST.toMillis())) / 1000.0;
    }

    private static Counter released(MeterRegistry registry, String outcome) {
        return Counter.builder("stairoids.parked.released")
                .description("Deliveries that are parked no more")
                .tag("outcome", outcome)
                .register(registry);
    }

    /** What one partition has. Its task's thread writes, any thread reads. */
    final class Lot {
        private volatile long deliveries;
        private volatile long earliestDeadline = WaitingEndpoint.NEVER;

        void arrived() {
            parked.increment();
        }

        void went(Going how) {
            if (how == Going.EXPIRED) {
                deadLettered.increment();
                deadLetters.increment();
            } else {
                putBack.increment();
            }
        }

        /** @param deadline the earliest there is, by {@link Parking#LONGEST} */
        void has(long count, long deadline) {
            deliveries = count;
            earliestDeadline = deadline;
        }

        /** The partition is this process's no more. */
        void closed() {
            lots.remove(this);
        }
    }
}

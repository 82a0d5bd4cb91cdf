package com.stairoids.webhooks.faults;

import com.stairoids.webhooks.testing.guarantees.Ownership;
import com.stairoids.webhooks.testing.guarantees.Ownership.End;
import com.stairoids.webhooks.testing.guarantees.Trouble;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * How long the partitions of senders that were killed were without an owner. Only kills count from which to the new owner no
 * broker was in trouble: a group whose coordinator is gone is found anew first.
 *
 * @param ownerships of all senders
 * @param allowed how long that may be
 */
record Takeovers(List<Ownership> ownerships, List<Trouble> troubles, Duration allowed) {
    /** A death is noticed after 10 s ({@code session.timeout.ms}); the rest is for the group to share out its partitions. */
    static final Duration PROMISED = Duration.ofSeconds(15);

    /** Of a machine on which brokers, roles and load wait for each other's processor. */
    static final Duration CROWDED = Duration.ofSeconds(30);

    private static final int ENOUGH_PROCESSORS = 4;

    Takeovers {
        ownerships = List.copyOf(ownerships);
        troubles = List.copyOf(troubles);
    }

    /** What is promised, but for a short run on a small machine, which is what every change is tried by. */
    static Duration allowed(RunSize size, int processors) {
        return size.equals(RunSize.FULL) || processors >= ENOUGH_PROCESSORS ? PROMISED : CROWDED;
    }

    /** Empty where no sender was killed while the brokers were well. */
    Optional<Duration> longest() {
        return ownerships.stream()
                .filter(ownership -> ownership.end() == End.KILLED)
                .flatMap(killed -> without(killed).stream())
                .max(Duration::compareTo);
    }

    boolean areInTime() {
        return longest().filter(gap -> gap.compareTo(allowed) > 0).isEmpty();
    }

    private Optional<Duration> without(Ownership killed) {
        Optional<Instant> next = ownerships.stream()
                .filter(ownership -> ownership.partition() == killed.partition())
                .map(Ownership::from)
                .filter(from -> !from.isBefore(killed.until()))
                .min(Instant::compareTo);
        return next.filter(from -> troubles.stream().noneMatch(trouble -> trouble.touches(killed.until(), from)))
                .map(from -> Duration.between(killed.until(), from));
    }
}

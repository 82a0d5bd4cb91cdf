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
 */
record Takeovers(List<Ownership> ownerships, List<Trouble> troubles) {
    /** A death is noticed after 10 s ({@code session.timeout.ms}); the rest is for the group to share out its partitions. */
    static final Duration LONGEST = Duration.ofSeconds(15);

    Takeovers {
        ownerships = List.copyOf(ownerships);
        troubles = List.copyOf(troubles);
    }

    /** Empty where no sender was killed while the brokers were well. */
    Optional<Duration> longest() {
        return ownerships.stream()
                .filter(ownership -> ownership.end() == End.KILLED)
                .flatMap(killed -> without(killed).stream())
                .max(Duration::compareTo);
    }

    boolean areInTime() {
        return longest().filter(gap -> gap.compareTo(LONGEST) > 0).isEmpty();
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

package com.stairoids.webhooks.sender.measure;

import com.stairoids.webhooks.schemas.delivery.FailureReason;
import com.stairoids.webhooks.sender.decide.Decision;
import com.stairoids.webhooks.sender.decide.Ending;
import com.stairoids.webhooks.sender.handover.CommitListener;
import com.stairoids.webhooks.sender.handover.CommitOutcome;
import com.stairoids.webhooks.sender.handover.Finished;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;

/** What became of deliveries, counted once it is in Kafka, and the commits that put it there. */
public final class CommitMeters implements CommitListener {
    private final Map<Ending, Counter> deliveries;
    private final Map<FailureReason, Counter> deadLetters;
    private final Map<CommitOutcome, Counter> commits;
    private final Timer commit;

    CommitMeters(OwnMeters meters) {
        deliveries = counters(
                Ending.class,
                ending -> meters.counter(
                        "stairoids.deliveries",
                        "What became of deliveries that were taken up",
                        "outcome",
                        label(ending)));
        deadLetters = counters(
                FailureReason.class,
                reason -> meters.counter(
                        "stairoids.dead.letters", "Deliveries that were given up", "reason", reason.code()));
        commits = counters(
                CommitOutcome.class,
                outcome -> meters.counter(
                        "stairoids.sender.commits", "Transactions that were tried", "outcome", label(outcome)));
        commit = meters.timer(
                "stairoids.sender.commit",
                "A transaction, from its beginning to the broker's word on it",
                Stream.of(5, 10, 25, 50, 100, 250, 500, 1_000, 2_500, 5_000, 10_000)
                        .map(Duration::ofMillis)
                        .toList());
    }

    @Override
    public void committed(List<Finished> results) {
        for (Finished result : results) {
            Decision decision = result.decision();
            increment(deliveries, decision.ending());
            if (decision.ending() == Ending.DEAD_LETTERED) {
                decision.failure().ifPresent(reason -> increment(deadLetters, reason));
            }
        }
    }

    @Override
    public void tried(CommitOutcome outcome, Duration took) {
        increment(commits, outcome);
        commit.record(took);
    }

    private static <E extends Enum<E>> Map<E, Counter> counters(Class<E> of, Function<E, Counter> counter) {
        Map<E, Counter> counters = new EnumMap<>(of);
        for (E each : of.getEnumConstants()) {
            counters.put(each, counter.apply(each));
        }
        return counters;
    }

    private static <E extends Enum<E>> void increment(Map<E, Counter> counters, E which) {
        Counter counter = counters.get(which);
        if (counter == null) {
            throw new IllegalStateException("nobody counts " + which);
        }
        counter.increment();
    }

    private static String label(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}

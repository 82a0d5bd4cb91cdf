package com.stairoids.webhooks.sender.measure;

import com.stairoids.webhooks.schemas.attempt.Happening.Timings;
import com.stairoids.webhooks.schemas.delivery.Cause;
import com.stairoids.webhooks.schemas.delivery.DeliveryHeaders;
import com.stairoids.webhooks.schemas.delivery.FailureReason;
import com.stairoids.webhooks.schemas.delivery.Parking;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/** Attempts, counted as they end, whether their outcome is committed or not: what endpoints see of this sender. */
public final class AttemptMeters {
    private static final String SUCCEEDED = "succeeded";
    private static final String FAILED = "failed";

    private final Map<Cause, Counter> succeeded = new EnumMap<>(Cause.class);
    private final Map<Cause, Map<FailureReason, Counter>> failed = new EnumMap<>(Cause.class);
    private final Counter refusedTargets;
    private final Timer successes;
    private final Timer failures;
    private final Timer eventToPost;

    AttemptMeters(OwnMeters meters) {
        for (Cause cause : Cause.values()) {
            succeeded.put(cause, attempts(meters, SUCCEEDED, "none", cause));
            Map<FailureReason, Counter> reasons = new EnumMap<>(FailureReason.class);
            for (FailureReason reason : FailureReason.values()) {
                reasons.put(reason, attempts(meters, FAILED, reason.code(), cause));
            }
            failed.put(cause, reasons);
        }
        refusedTargets = meters.counter(
                "stairoids.sender.refused.targets", "Attempts that were not made since their target is not allowed");
        successes = exchanges(meters, SUCCEEDED);
        failures = exchanges(meters, FAILED);
        eventToPost = meters.timer(
                "stairoids.event.to.post",
                "From the event's append in Kafka to the beginning of its first POST",
                millis(5, 10, 20, 30, 50, 75, 100, 150, 250, 500, 1_000, 2_500, 5_000, 10_000, 30_000, 60_000));
    }

    /** A POST begins; the first one of an event that never had to wait for its endpoint is what customers feel as latency. */
    public void posting(DeliveryHeaders headers, Instant now) {
        boolean first = headers.cause() == Cause.EVENT
                && headers.attempt() == 0
                && headers.parking().equals(Parking.NEVER);
        if (first && headers.acceptedAt() != null) {
            Duration waited = Duration.between(headers.acceptedAt(), now);
            eventToPost.record(waited.isNegative() ? Duration.ZERO : waited);
        }
    }

    /** A POST has ended; {@code failure} says why it was no success. */
    public void posted(Cause cause, Optional<FailureReason> failure, Timings timings) {
        Timer exchange = failure.isEmpty() ? successes : failures;
        exchange.record(Duration.ofMillis(timings.totalMs()));
        ended(cause, failure);
    }

    /** An attempt has ended without a POST: it could not be made. */
    public void ended(Cause cause, Optional<FailureReason> failure) {
        Optional<Counter> counter = failure.isEmpty()
                ? Optional.ofNullable(succeeded.get(cause))
                : Optional.ofNullable(failed.get(cause)).map(reasons -> reasons.get(failure.get()));
        counter.ifPresent(Counter::increment);
        if (failure.filter(FailureReason.TARGET_REFUSED::equals).isPresent()) {
            refusedTargets.increment();
        }
    }

    private static Counter attempts(OwnMeters meters, String outcome, String reason, Cause cause) {
        return meters.counter(
                "stairoids.attempts",
                "Attempts that ended",
                "outcome",
                outcome,
                "reason",
                reason,
                "cause",
                cause.wireName());
    }

    private static Timer exchanges(OwnMeters meters, String outcome) {
        return meters.timer(
                "stairoids.attempt",
                "From the name look-up to the answer's last byte, or to the failure",
                millis(10, 25, 50, 100, 250, 500, 1_000, 2_500, 5_000, 10_000, 15_000),
                "outcome",
                outcome);
    }

    private static List<Duration> millis(int... bounds) {
        return IntStream.of(bounds).mapToObj(Duration::ofMillis).toList();
    }
}

package com.stairoids.webhooks.deliverylog;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * A time in whole hours (UTC), as statistics have it, in intervals of the same length.
 *
 * @param step the intervals' length, a whole number of hours, 1 or more; the last one may be shorter
 */
public record StatisticsRange(Instant from, Instant until, Duration step) {
    /** What a graph can show, and an answer should hold. */
    public static final int MOST_INTERVALS = 1000;

    private static final Duration HOUR = Duration.ofHours(1);

    /** @throws IllegalArgumentException where the times are no whole hours, or the step is none of that kind */
    public StatisticsRange {
        if (!isWholeHour(from) || !isWholeHour(until)) {
            throw new IllegalArgumentException("from " + from + " until " + until + " are no whole hours");
        }
        if (step.compareTo(HOUR) < 0 || !HOUR.multipliedBy(step.toHours()).equals(step)) {
            throw new IllegalArgumentException("a step is a whole number of hours, not " + step);
        }
    }

    /**
     * The whole hours that a time touches.
     *
     * @param from rounded down to an hour
     * @param until rounded up to an hour
     */
    public static StatisticsRange around(Instant from, Instant until, Duration step) {
        return new StatisticsRange(
                from.truncatedTo(ChronoUnit.HOURS),
                until.plus(HOUR).minusNanos(1).truncatedTo(ChronoUnit.HOURS),
                step);
    }

    /** Less than 1 where there is no time in it; statistics have {@value #MOST_INTERVALS} at most. */
    public long intervals() {
        return Duration.between(from, until).plus(step).minusNanos(1).dividedBy(step);
    }

    private static boolean isWholeHour(Instant time) {
        return time.truncatedTo(ChronoUnit.HOURS).equals(time);
    }
}

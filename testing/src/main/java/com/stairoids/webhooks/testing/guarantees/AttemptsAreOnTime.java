package com.stairoids.webhooks.testing.guarantees;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Each attempt but the first arrived when it was due, or a little later: its tier's delay after the one before. Of
 * receivers that answer at once, so that the arrival of an attempt is its end.
 *
 * @param delays the first tier's first
 * @param tolerance how late an attempt may be
 */
public record AttemptsAreOnTime(List<PostedAttempt> attempts, List<Duration> delays, Duration tolerance)
        implements Guarantee {
    /** Times are kept in whole milliseconds on the way, so an attempt may seem that early. */
    private static final Duration ROUNDING = Duration.ofMillis(1);

    @Override
    public List<String> violations() {
        List<String> violations = new ArrayList<>();
        PostedAttempt.byDelivery(attempts).values().forEach(posted -> check(inOrder(posted), violations));
        return violations;
    }

    private void check(List<PostedAttempt> posted, List<String> violations) {
        for (int i = 1; i < posted.size(); i++) {
            PostedAttempt before = posted.get(i - 1);
            PostedAttempt attempt = posted.get(i);
            String which = "attempt " + attempt.attempt() + " of delivery " + attempt.deliveryId();
            if (attempt.attempt() != before.attempt() + 1 || before.attempt() > delays.size()) {
                violations.add(which + " came after attempt " + before.attempt() + ": no tier leads there");
                continue;
            }
            Instant due = before.arrivedAt().plus(delays.get(before.attempt() - 1));
            Duration late = Duration.between(due, attempt.arrivedAt());
            if (late.compareTo(tolerance) > 0) {
                violations.add(which + " was " + late.toMillis() + " ms late");
            } else if (late.compareTo(ROUNDING.negated()) < 0) {
                violations.add(which + " was " + late.negated().toMillis() + " ms early");
            }
        }
    }

    private static List<PostedAttempt> inOrder(List<PostedAttempt> posted) {
        return posted.stream()
                .sorted(Comparator.comparing(PostedAttempt::arrivedAt))
                .toList();
    }
}

package com.stairoids.webhooks.sender.admit;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * An endpoint's limit on requests per second, as the generic cell rate algorithm has it (ITU-T I.371): one number, the
 * time at which the next request would be on an even beat. A tenth of a second's requests may come at once.
 */
final class RateLimit {
    private static final long SECOND = Duration.ofSeconds(1).toNanos();
    private static final long BURST = SECOND / 10;

    private @Nullable Integer perSecond;
    private long beat;

    /** @param limit requests per second, 1 or more; null for no limit */
    void set(@Nullable Integer limit, long now) {
        if (perSecond == null) {
            beat = now;
        }
        perSecond = limit;
    }

    /** When a request may start; {@code now} or earlier where one may at once. */
    long next(long now) {
        return perSecond == null ? now : beat - BURST;
    }

    /** {@code deliveries}, or as many as may start within two seconds where those are fewer. */
    int atMost(int deliveries) {
        return perSecond == null ? deliveries : Math.min(deliveries, 2 * perSecond);
    }

    /** A request starts. */
    void started(long now) {
        if (perSecond != null) {
            beat = Math.max(beat, now) + SECOND / perSecond;
        }
    }
}

package com.stairoids.webhooks.schemas.delivery;

import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/**
 * How long a delivery has waited for its endpoint. Waiting costs none of its six attempts, and ends after
 * {@link #LONGEST} in all.
 *
 * @param before the earlier times together, in whole milliseconds
 * @param since when it was parked, this time; null where it is not parked now
 * @param release what let it go last, until its next attempt; null where nothing did
 */
public record Parking(
        Duration before, @Nullable Instant since, @Nullable Release release) {
    /** How long a delivery may be parked, all times together; then it dies with its true count of attempts. */
    public static final Duration LONGEST = Duration.ofHours(24);

    /** Of a delivery that never waited for its endpoint. */
    public static final Parking NEVER = new Parking(Duration.ZERO, null, null);

    /** The same delivery, parked from {@code now} on. */
    public Parking parked(Instant now) {
        return new Parking(before, now, null);
    }

    /** The same delivery, let go at {@code now}. */
    public Parking released(Instant now, Release by) {
        return new Parking(totalAt(now), null, by);
    }

    /** What is left to say of it once it was attempted: how long it has been parked. */
    public Parking past() {
        return new Parking(before, null, null);
    }

    /** All its times together; a clock that was set back counts as no time. */
    public Duration totalAt(Instant now) {
        if (since == null || now.isBefore(since)) {
            return before;
        }
        return before.plusMillis(Duration.between(since, now).toMillis());
    }

    /**
     * When it will have been parked for {@link #LONGEST}.
     *
     * @throws NullPointerException where it is not parked
     */
    public Instant deadline() {
        return Objects.requireNonNull(since, "it is not parked").plus(LONGEST).minus(before);
    }

    /** Sets its headers, and leaves none of what does not apply; all others stay as they are. */
    public void write(Headers headers) {
        HeaderText.write(headers, HeaderNames.PARKED_MS, before.isZero() ? null : before.toMillis());
        HeaderText.write(headers, HeaderNames.PARKED_SINCE, since);
        HeaderText.write(headers, HeaderNames.RELEASE_EPOCH, release == null ? null : release.epoch());
        HeaderText.write(headers, HeaderNames.PARKED_LEFT, release == null ? null : release.left());
    }

    /**
     * By whose grant a delivery was let go.
     *
     * @param epoch the grant's, or {@link #UNASKED}
     * @param left how many of the endpoint's deliveries were still parked then, 0 or more
     */
    public record Release(String epoch, long left) {
        /** Of one that was let go to find out who answers for the endpoint now, since nobody had granted anything for long. */
        public static final String UNASKED = "unasked";
    }
}

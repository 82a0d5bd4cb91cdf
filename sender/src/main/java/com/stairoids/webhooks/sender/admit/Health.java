package com.stairoids.webhooks.sender.admit;

import com.stairoids.webhooks.schemas.delivery.Parking;
import com.stairoids.webhooks.schemas.health.EndpointHealth;
import com.stairoids.webhooks.schemas.health.EndpointHealth.State;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What the retry-scheduler is to know of an endpoint. There is nothing to know until something is parked, or comes from
 * there. Times are in nanoseconds of the loop's clock.
 */
final class Health {
    /** The retry-scheduler could let something go and has not for so long: nothing is parked, or nobody is there. */
    private static final long STARVED = Duration.ofSeconds(10).toNanos();

    private final Supplier<String> epochs;
    private @Nullable Grant grant;
    private State state = State.CLOSED;
    private long since;
    private long lastRelease;
    private @Nullable String reason;
    private @Nullable Long notBefore;
    private boolean changed;

    /** @param epochs names for counts of grants, never the same twice */
    Health(Supplier<String> epochs) {
        this.epochs = epochs;
    }

    State state() {
        return state;
    }

    /** Whether the retry-scheduler has to be told of changes. */
    boolean isWatched() {
        return grant != null;
    }

    /** More comes than the endpoint takes: from here on, what is new waits behind what is parked. */
    void saturate(String why, long now) {
        if (state != State.SATURATED) {
            become(State.SATURATED, why, now);
        }
        begin();
    }

    void open(String why, long now) {
        become(State.OPEN, why, now);
        begin();
    }

    void close(long now) {
        if (state != State.CLOSED) {
            become(State.CLOSED, null, now);
        }
    }

    /** Nothing is let go before; null for at once. */
    void notBefore(@Nullable Long time) {
        changed |= !Objects.equals(notBefore, time);
        notBefore = time;
    }

    /** A delivery came that had been parked. */
    void received(Parking.Release release, long now) {
        boolean known = grant != null;
        begin().received(release);
        lastRelease = now;
        if (release.left() == 0 && state == State.SATURATED) {
            close(now);
        } else if (!known && release.left() > 0 && state == State.CLOSED) {
            become(State.SATURATED, "Others of the endpoint's deliveries wait.", now);
        }
    }

    /** There is room for so many that are parked; 0 or fewer for none. */
    void room(int deliveries) {
        if (grant != null && deliveries > 0) {
            grant.extendTo(deliveries);
        }
    }

    /** Whether nothing that was granted has come for long, though there was room. */
    boolean isStarved(long now) {
        return grant != null && grant.outstanding() > 0 && now - Math.max(lastRelease, since) > STARVED;
    }

    /**
     * What the retry-scheduler does not know yet.
     *
     * @param step how much a grant must have grown to be told
     */
    Optional<EndpointHealth> news(int step, long now, InstantSource clock) {
        if (grant == null || !(changed || grant.isNews(step))) {
            return Optional.empty();
        }
        changed = false;
        grant.tell();
        var present = clock.instant();
        return Optional.of(new EndpointHealth(
                state,
                grant.epoch(),
                grant.granted(),
                notBefore == null ? null : present.plusNanos(notBefore - now),
                present.minusNanos(now - since),
                reason));
    }

    /** Nothing more is known; another count begins with the next that is parked. */
    void forget() {
        grant = null;
        state = State.CLOSED;
        notBefore = null;
        changed = false;
    }

    private Grant begin() {
        if (grant == null) {
            grant = new Grant(epochs.get());
        }
        return grant;
    }

    private void become(State next, @Nullable String why, long now) {
        state = next;
        reason = why;
        since = now;
        changed = true;
    }
}

package com.stairoids.webhooks.schemas.health;

import com.fasterxml.jackson.annotation.JsonValue;
import java.time.Instant;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The value of the endpoint-health topic: what an endpoint takes at the moment, and how many of its parked deliveries
 * may be let go. The sender that has the endpoint's partition writes it, in the transaction of what led to it.
 *
 * <p>The grant is a running total, as in the flow control of HTTP/2 and QUIC (RFC 9000, 4.1): reading a record twice, or
 * only the last of several, comes to the same. It is in force from {@code notBefore} on, until the next record.
 *
 * @param epoch names a count of grants, which begins with it at 0; another sender, or another count, has another
 * @param granted how many parked deliveries may have been let go in this epoch, in all; 0 or more, never fewer than before
 * @param notBefore nothing is let go earlier; null for no such time
 * @param since when {@code state} began
 * @param reason a sentence on why it is not closed, for people; null where it is
 */
public record EndpointHealth(
        State state,
        String epoch,
        long granted,
        @Nullable Instant notBefore,
        Instant since,
        @Nullable String reason) {

    public EndpointHealth {
        Objects.requireNonNull(state, "state");
        Objects.requireNonNull(epoch, "epoch");
        Objects.requireNonNull(since, "since");
        if (granted < 0) {
            throw new IllegalArgumentException("granted is 0 or more");
        }
    }

    /** Named as a circuit breaker's states are. */
    public enum State {
        /** It takes what comes. */
        CLOSED,
        /** It answers, but more comes than it takes at once: what is new waits behind what is parked. */
        SATURATED,
        /** It does not answer: now and then a single delivery finds out whether it does again. */
        OPEN;

        /** As in {@code saturated}. */
        @JsonValue
        public String wireName() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}

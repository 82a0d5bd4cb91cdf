package com.stairoids.webhooks.testing.guarantees;

import com.stairoids.webhooks.schemas.attempt.DeliveryIdentity;
import com.stairoids.webhooks.schemas.attempt.Happening;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * An entry of the committed log, as far as guarantees need it.
 *
 * @param attempt that was made, or how many had been made
 * @param startedAt of an attempt, by its sender's clock in whole milliseconds; null for what is no attempt
 */
public record LogEntry(
        Kind kind,
        String deliveryId,
        String eventId,
        String endpointId,
        int attempt,
        @Nullable Instant startedAt) {

    /** What an entry tells. */
    public enum Kind {
        DELIVERED,
        FAILED,
        PARKED,
        CANCELLED,
        DEAD_LETTERED,
        REPLAYED;

        /** Whether the delivery's life ends with it. */
        public boolean isEnd() {
            return switch (this) {
                case DELIVERED, CANCELLED, DEAD_LETTERED -> true;
                case FAILED, PARKED, REPLAYED -> false;
            };
        }

        boolean isAttempt() {
            return this == DELIVERED || this == FAILED;
        }

        String words() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    public static LogEntry of(Happening happening) {
        return switch (happening) {
            case Happening.Attempted attempted ->
                entry(
                        attempted.outcome() == Happening.Outcome.DELIVERED ? Kind.DELIVERED : Kind.FAILED,
                        attempted,
                        attempted.attempt(),
                        attempted.timings().startedAt());
            case Happening.Parked parked -> entry(Kind.PARKED, parked, parked.attempts(), null);
            case Happening.Cancelled cancelled -> entry(Kind.CANCELLED, cancelled, cancelled.attempts(), null);
            case Happening.DeadLettered dead -> entry(Kind.DEAD_LETTERED, dead, dead.attempts(), null);
            case Happening.Replayed replayed -> entry(Kind.REPLAYED, replayed, 0, null);
        };
    }

    private static LogEntry entry(Kind kind, Happening happening, int attempt, @Nullable Instant startedAt) {
        DeliveryIdentity delivery = happening.delivery();
        return new LogEntry(kind, delivery.id(), delivery.eventId(), delivery.endpointId(), attempt, startedAt);
    }
}

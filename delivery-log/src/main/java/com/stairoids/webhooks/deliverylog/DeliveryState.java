package com.stairoids.webhooks.deliverylog;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.stairoids.webhooks.schemas.attempt.Happening.CancelReason;
import com.stairoids.webhooks.schemas.attempt.Happening.Failure;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** How a delivery stands, and since when. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "status")
@JsonSubTypes({
    @JsonSubTypes.Type(value = DeliveryState.Retrying.class, name = "retrying"),
    @JsonSubTypes.Type(value = DeliveryState.Parked.class, name = "parked"),
    @JsonSubTypes.Type(value = DeliveryState.Delivered.class, name = "delivered"),
    @JsonSubTypes.Type(value = DeliveryState.Failed.class, name = "failed"),
    @JsonSubTypes.Type(value = DeliveryState.Cancelled.class, name = "cancelled")
})
public sealed interface DeliveryState {
    /** When the happening was that led to it. */
    Instant since();

    /** Whether nothing more is to come. */
    default boolean hasEnded() {
        return switch (this) {
            case Retrying _, Parked _ -> false;
            case Delivered _, Failed _, Cancelled _ -> true;
        };
    }

    /** The same in a word. */
    default DeliveryStatus status() {
        return switch (this) {
            case Retrying _ -> DeliveryStatus.RETRYING;
            case Parked _ -> DeliveryStatus.PARKED;
            case Delivered _ -> DeliveryStatus.DELIVERED;
            case Failed _ -> DeliveryStatus.FAILED;
            case Cancelled _ -> DeliveryStatus.CANCELLED;
        };
    }

    /**
     * An attempt failed and another one is due.
     *
     * @param nextAttempt when; in the past where it is under way or late
     */
    record Retrying(Instant since, Instant nextAttempt) implements DeliveryState {}

    /** It waits for its endpoint; {@code reason} is a sentence for the customer. */
    record Parked(Instant since, String reason) implements DeliveryState {}

    /** An attempt was a success. */
    record Delivered(Instant since) implements DeliveryState {}

    /** It was given up; {@code lastStatus} is that of the last answer, null where none came. */
    record Failed(Instant since, Failure failure, @Nullable Integer lastStatus) implements DeliveryState {}

    /** It ended because its endpoint was gone or disabled. */
    record Cancelled(Instant since, CancelReason reason) implements DeliveryState {}
}

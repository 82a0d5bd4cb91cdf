package com.stairoids.webhooks.deliverylog;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.stairoids.webhooks.schemas.attempt.Happening.CancelReason;
import com.stairoids.webhooks.schemas.attempt.Happening.Failure;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Something that happened to a delivery, in short. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
    @JsonSubTypes.Type(value = LogEntry.Attempted.class, name = "attempted"),
    @JsonSubTypes.Type(value = LogEntry.Parked.class, name = "parked"),
    @JsonSubTypes.Type(value = LogEntry.Cancelled.class, name = "cancelled"),
    @JsonSubTypes.Type(value = LogEntry.DeadLettered.class, name = "dead-lettered"),
    @JsonSubTypes.Type(value = LogEntry.Replayed.class, name = "replayed")
})
public sealed interface LogEntry {
    /** When it happened; for an attempt, when it ended. */
    Instant at();

    /**
     * A POST was tried; {@link DeliveryContents#attempts} has all of it.
     *
     * @param attempt 1 for the first
     * @param failure why it failed; null where it was a success
     * @param status of the answer; null where none came
     * @param connectMs DNS, TCP and TLS; null on a connection that was already open
     * @param totalMs from the beginning to the end
     * @param nextAttempt null where there will be none
     * @param record where the whole of it stands in the topic
     */
    record Attempted(
            Instant at,
            int attempt,
            @Nullable Failure failure,
            @Nullable Integer status,
            @Nullable Long connectMs,
            long totalMs,
            @Nullable Instant nextAttempt,
            Place record)
            implements LogEntry {}

    /** It waits for its endpoint, at no cost to its attempts. */
    record Parked(Instant at, String reason) implements LogEntry {}

    /** It ended because its endpoint was gone or disabled. */
    record Cancelled(Instant at, CancelReason reason) implements LogEntry {}

    /** It was given up. */
    record DeadLettered(Instant at, Failure failure) implements LogEntry {}

    /** Somebody asked for it again; {@code replayDeliveryId} is the new delivery. */
    record Replayed(Instant at, String replayDeliveryId) implements LogEntry {}

    /** Where a record of {@code attempts} stands. */
    record Place(int partition, long offset) {}
}

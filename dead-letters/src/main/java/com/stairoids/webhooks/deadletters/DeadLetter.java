package com.stairoids.webhooks.deadletters;

import com.stairoids.webhooks.schemas.attempt.DeliveryIdentity.Coordinates;
import com.stairoids.webhooks.schemas.delivery.DeliveryHeaders;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A record of the dead-letter topic, without its body, which stands at its coordinates. */
public sealed interface DeadLetter {
    Coordinates coordinates();

    /** The record's key; null where it has none. */
    @Nullable
    String endpointId();

    @Nullable
    String workspaceId();

    @Nullable
    String eventType();

    /** The code of a {@link com.stairoids.webhooks.schemas.delivery.FailureReason}, or of one that this version does not know. */
    @Nullable
    String reason();

    /** When the delivery was given up; where the record does not say, when it was appended. */
    Instant deadLetteredAt();

    /** In bytes. */
    int bodySize();

    /**
     * A delivery that was given up.
     *
     * @param headers {@code attempt} is the number of attempts made, {@code last-error} what the last one met
     * @param lastStatus the status of the last answer; null where there was none
     * @param lastAttemptAt when the last attempt ended; null where none was made
     */
    record Delivery(
            Coordinates coordinates,
            String endpointId,
            DeliveryHeaders headers,
            String reason,
            @Nullable Integer lastStatus,
            @Nullable Instant lastAttemptAt,
            Instant deadLetteredAt,
            int bodySize)
            implements DeadLetter {
        @Override
        public String workspaceId() {
            return headers.workspaceId();
        }

        @Override
        public String eventType() {
            return headers.eventType();
        }
    }

    /**
     * A record that does not have what a dead letter has; what can be read of it is here.
     *
     * @param problem what is wrong with it, in words
     */
    record Malformed(
            Coordinates coordinates,
            @Nullable String endpointId,
            @Nullable String workspaceId,
            @Nullable String eventType,
            @Nullable String reason,
            Instant deadLetteredAt,
            int bodySize,
            String problem)
            implements DeadLetter {}
}

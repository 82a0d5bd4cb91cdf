package com.stairoids.webhooks.cli.deadletter;

import com.stairoids.webhooks.deadletters.DeadLetter;
import com.stairoids.webhooks.schemas.delivery.DeliveryHeaders;
import com.stairoids.webhooks.schemas.json.Json;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A dead letter as it is shown, without its body.
 *
 * @param topic with partition and offset, where its body stands
 * @param problem what is wrong with a record that is no dead letter; null for one that is
 */
record DeadLetterView(
        String topic,
        int partition,
        long offset,
        Instant deadLetteredAt,
        @Nullable String endpointId,
        @Nullable String workspaceId,
        @Nullable String eventType,
        @Nullable String eventId,
        @Nullable String deliveryId,
        @Nullable Integer attempts,
        @Nullable String reason,
        @Nullable String lastError,
        @Nullable Integer lastStatus,
        @Nullable Instant acceptedAt,
        @Nullable Instant firstAttemptAt,
        @Nullable Instant lastAttemptAt,
        int bodySize,
        @Nullable String problem) {

    static DeadLetterView of(DeadLetter letter) {
        return switch (letter) {
            case DeadLetter.Delivery delivery -> of(delivery);
            case DeadLetter.Malformed malformed -> of(malformed);
        };
    }

    private static DeadLetterView of(DeadLetter.Delivery delivery) {
        DeliveryHeaders headers = delivery.headers();
        return new DeadLetterView(
                delivery.coordinates().topic(),
                delivery.coordinates().partition(),
                delivery.coordinates().offset(),
                delivery.deadLetteredAt(),
                delivery.endpointId(),
                headers.workspaceId(),
                headers.eventType(),
                headers.eventId(),
                headers.deliveryId(),
                headers.attempt(),
                delivery.reason(),
                headers.lastError(),
                delivery.lastStatus(),
                headers.acceptedAt(),
                headers.firstAttemptAt(),
                delivery.lastAttemptAt(),
                delivery.bodySize(),
                null);
    }

    private static DeadLetterView of(DeadLetter.Malformed malformed) {
        return new DeadLetterView(
                malformed.coordinates().topic(),
                malformed.coordinates().partition(),
                malformed.coordinates().offset(),
                malformed.deadLetteredAt(),
                malformed.endpointId(),
                malformed.workspaceId(),
                malformed.eventType(),
                null,
                null,
                null,
                malformed.reason(),
                null,
                null,
                null,
                null,
                null,
                malformed.bodySize(),
                malformed.problem());
    }

    String json() {
        return Json.writeText(this);
    }

    String line() {
        String which = String.join(
                "  ", deadLetteredAt.toString(), text(deliveryId), text(endpointId), text(eventType), text(eventId));
        return problem == null
                ? which + "  " + attempts + " attempt(s): " + reason + ": " + text(lastError)
                : which + "  partition " + partition + " offset " + offset + " is no dead letter: " + problem;
    }

    private static String text(@Nullable String value) {
        return value == null ? "-" : value;
    }
}

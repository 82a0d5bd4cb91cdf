package com.stairoids.webhooks.schemas.attempt;

import com.stairoids.webhooks.schemas.delivery.Cause;
import com.stairoids.webhooks.schemas.delivery.DeliveryHeaders;
import org.jspecify.annotations.Nullable;

/**
 * What every entry of the log says of its delivery.
 *
 * @param body where, in {@code deliveries}, the body stands; null where the entry's writer had it from elsewhere
 */
public record DeliveryIdentity(
        String id,
        String eventId,
        String eventType,
        String workspaceId,
        String endpointId,
        String createdAt,
        Cause cause,
        @Nullable String replayOf,
        @Nullable Coordinates body) {

    public static DeliveryIdentity of(String endpointId, DeliveryHeaders headers, @Nullable Coordinates body) {
        return new DeliveryIdentity(
                headers.deliveryId(),
                headers.eventId(),
                headers.eventType(),
                headers.workspaceId(),
                endpointId,
                headers.createdAt(),
                headers.cause(),
                headers.replayOf(),
                body);
    }

    /** Where a record stands. */
    public record Coordinates(String topic, int partition, long offset) {}
}

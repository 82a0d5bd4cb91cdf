package com.stairoids.webhooks.deliverylog;

import com.stairoids.webhooks.schemas.attempt.Happening.Failure;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What is in the log of an endpoint.
 *
 * @param deliveries how many deliveries stand how, test deliveries too; a status that none has is absent
 * @param eventTypes of all deliveries there ever were
 * @param lastSuccess when an attempt was last a success; null where none was. Tests do not count, here and below
 * @param lastFailure null where none failed
 */
public record EndpointActivity(
        String endpointId,
        Map<DeliveryStatus, Long> deliveries,
        Set<String> eventTypes,
        @Nullable Instant lastSuccess,
        @Nullable FailedAttempt lastFailure) {
    public EndpointActivity {
        deliveries = Map.copyOf(deliveries);
        eventTypes = Set.copyOf(eventTypes);
    }

    /** An attempt that failed; {@code status} is null where no answer came. */
    public record FailedAttempt(
            Instant at,
            String deliveryId,
            Failure failure,
            @Nullable Integer status) {}
}

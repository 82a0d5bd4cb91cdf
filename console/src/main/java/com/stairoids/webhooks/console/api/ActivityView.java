package com.stairoids.webhooks.console.api;

import com.stairoids.webhooks.deliverylog.DeliveryStatus;
import com.stairoids.webhooks.deliverylog.EndpointActivity;
import com.stairoids.webhooks.deliverylog.EndpointActivity.FailedAttempt;
import com.stairoids.webhooks.schemas.attempt.Happening.Failure;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What is in an endpoint's log.
 *
 * @param deliveries how many stand how, tests too
 * @param lastSuccessAt of an attempt; null where none was a success. Tests do not count, here and below
 * @param lastFailure null where no attempt failed
 */
public record ActivityView(
        String endpointId,
        Map<String, Long> deliveries,
        @Nullable Instant lastSuccessAt,
        @Nullable FailureView lastFailure) {
    /** How many deliveries there are in its log. */
    public long total() {
        return deliveries.values().stream().mapToLong(Long::longValue).sum();
    }

    static ActivityView of(EndpointActivity activity) {
        Map<String, Long> deliveries = new TreeMap<>();
        for (DeliveryStatus status : DeliveryStatus.values()) {
            deliveries.put(status.wireName(), activity.deliveries().getOrDefault(status, 0L));
        }
        @Nullable FailedAttempt last = activity.lastFailure();
        return new ActivityView(
                activity.endpointId(),
                deliveries,
                activity.lastSuccess(),
                last == null ? null : new FailureView(last.at(), last.deliveryId(), last.failure(), last.status()));
    }

    /** An attempt that failed; {@code status} is null where no answer came. */
    public record FailureView(
            Instant at,
            String deliveryId,
            Failure failure,
            @Nullable Integer status) {}
}

package com.stairoids.webhooks.console.api;

import com.stairoids.webhooks.deliverylog.DeliveryState;
import com.stairoids.webhooks.deliverylog.DeliveryStatus;
import com.stairoids.webhooks.deliverylog.LogEntry;
import com.stairoids.webhooks.deliverylog.LoggedDelivery;
import com.stairoids.webhooks.schemas.attempt.DeliveryIdentity;
import com.stairoids.webhooks.schemas.attempt.Happening.Failure;
import com.stairoids.webhooks.schemas.delivery.Cause;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A delivery as it is answered.
 *
 * @param attempts how many were made
 * @param failure of the last attempt where it failed, or why it was given up
 * @param parkings oldest first; null where they were not asked for or there are none
 * @param body null where it was not asked for or is not to be had
 * @param bodyStatus null where it was not asked for
 */
public record DeliveryView(
        String id,
        String eventId,
        String eventType,
        String workspaceId,
        String endpointId,
        String createdAt,
        Cause cause,
        @Nullable String replayOf,
        @Nullable List<String> replayedAs,
        DeliveryStatus status,
        Instant since,
        Instant loggedAt,
        int attempts,
        @Nullable Instant nextAttemptAt,
        @Nullable String reason,
        @Nullable Failure failure,
        @Nullable Integer lastStatus,
        @Nullable List<ParkingView> parkings,
        @Nullable String body,
        @Nullable String bodyStatus) {

    static DeliveryView of(LoggedDelivery delivery) {
        return of(delivery, null, null, null);
    }

    /** With what only the page of one delivery shows. */
    static DeliveryView of(LoggedDelivery delivery, @Nullable String body, @Nullable String bodyStatus) {
        List<ParkingView> parkings = delivery.entries().stream()
                .filter(LogEntry.Parked.class::isInstance)
                .map(LogEntry.Parked.class::cast)
                .map(parked -> new ParkingView(parked.at(), parked.reason()))
                .toList();
        return of(delivery, parkings.isEmpty() ? null : parkings, body, bodyStatus);
    }

    private static DeliveryView of(
            LoggedDelivery delivery,
            @Nullable List<ParkingView> parkings,
            @Nullable String body,
            @Nullable String bodyStatus) {
        DeliveryIdentity identity = delivery.identity();
        List<LogEntry.Attempted> attempts = delivery.attempts();
        LogEntry.@Nullable Attempted last = attempts.isEmpty() ? null : attempts.getLast();
        DeliveryState state = delivery.state();
        return new DeliveryView(
                identity.id(),
                identity.eventId(),
                identity.eventType(),
                identity.workspaceId(),
                identity.endpointId(),
                identity.createdAt(),
                identity.cause(),
                identity.replayOf(),
                delivery.replayedAs().isEmpty() ? null : delivery.replayedAs(),
                delivery.status(),
                state.since(),
                delivery.loggedAt(),
                last == null ? 0 : last.attempt(),
                state instanceof DeliveryState.Retrying retrying ? retrying.nextAttempt() : null,
                reason(state),
                state instanceof DeliveryState.Failed failed ? failed.failure() : last == null ? null : last.failure(),
                state instanceof DeliveryState.Failed failed
                        ? failed.lastStatus()
                        : last == null ? null : last.status(),
                parkings,
                body,
                bodyStatus);
    }

    /** The same where nobody asked for the body. */
    public DeliveryView withoutBody() {
        return new DeliveryView(
                id,
                eventId,
                eventType,
                workspaceId,
                endpointId,
                createdAt,
                cause,
                replayOf,
                replayedAs,
                status,
                since,
                loggedAt,
                attempts,
                nextAttemptAt,
                reason,
                failure,
                lastStatus,
                parkings,
                null,
                null);
    }

    private static @Nullable String reason(DeliveryState state) {
        return switch (state) {
            case DeliveryState.Parked parked -> parked.reason();
            case DeliveryState.Cancelled cancelled -> cancelled.reason().code();
            case DeliveryState.Retrying _, DeliveryState.Delivered _, DeliveryState.Failed _ -> null;
        };
    }
}

package com.stairoids.webhooks.console.api;

import com.stairoids.webhooks.deliverylog.DeliveryContents.DeliveryRecord;
import com.stairoids.webhooks.deliverylog.DeliveryPosition;
import com.stairoids.webhooks.deliverylog.DeliveryState;
import com.stairoids.webhooks.deliverylog.LogEntry;
import com.stairoids.webhooks.deliverylog.LoggedDelivery;
import com.stairoids.webhooks.schemas.attempt.DeliveryIdentity;
import com.stairoids.webhooks.schemas.attempt.Happening.Attempted;
import com.stairoids.webhooks.schemas.attempt.Happening.CancelReason;
import com.stairoids.webhooks.schemas.attempt.Happening.Failure;
import com.stairoids.webhooks.schemas.attempt.Happening.HttpHeader;
import com.stairoids.webhooks.schemas.attempt.Happening.Outcome;
import com.stairoids.webhooks.schemas.attempt.Happening.Request;
import com.stairoids.webhooks.schemas.attempt.Happening.Response;
import com.stairoids.webhooks.schemas.attempt.Happening.Timings;
import com.stairoids.webhooks.schemas.delivery.Cause;
import com.stairoids.webhooks.schemas.delivery.DeliveryHeaders;
import com.stairoids.webhooks.schemas.delivery.FailureReason;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/** Deliveries as a log would have them. */
final class SampleDeliveries {
    static final Instant AT = Instant.parse("2026-11-25T10:00:00Z");
    static final Failure FAILURE = new Failure(FailureReason.HTTP_STATUS, "The endpoint answered 500.");

    private static final AtomicLong POSITIONS = new AtomicLong(AT.toEpochMilli());

    private SampleDeliveries() {}

    static LoggedDelivery delivered(String workspaceId, String endpointId, String id, Cause cause) {
        return of(workspaceId, endpointId, id, cause, new DeliveryState.Delivered(AT));
    }

    static DeliveryState retrying() {
        return new DeliveryState.Retrying(AT, AT.plusSeconds(60));
    }

    static DeliveryState parked() {
        return new DeliveryState.Parked(AT, "The endpoint does not answer.");
    }

    static DeliveryState failed() {
        return new DeliveryState.Failed(AT, FAILURE, 500);
    }

    static DeliveryState cancelled() {
        return new DeliveryState.Cancelled(AT, CancelReason.ENDPOINT_DISABLED);
    }

    static LoggedDelivery of(String workspaceId, String endpointId, String id, Cause cause, DeliveryState state) {
        boolean succeeded = state instanceof DeliveryState.Delivered;
        return new LoggedDelivery(
                new DeliveryIdentity(
                        id, "evt_" + id, "signal.created", workspaceId, endpointId, AT.toString(), cause, null, null),
                new DeliveryPosition(POSITIONS.incrementAndGet(), 0, 1),
                state,
                List.of(new LogEntry.Attempted(
                        AT,
                        1,
                        succeeded ? null : FAILURE,
                        succeeded ? 200 : 500,
                        12L,
                        34,
                        null,
                        new LogEntry.Place(0, 1))));
    }

    static Attempted attempt(LoggedDelivery delivery) {
        return new Attempted(
                delivery.identity(),
                AT,
                1,
                Outcome.FAILED,
                FAILURE,
                new Request("https://example.com/in", List.of(new HttpHeader("X-Stairoids-Signature", "[masked]"))),
                new Response(
                        500,
                        List.of(new HttpHeader("Content-Type", "text/html")),
                        "<script>alert(1)</script>".getBytes(StandardCharsets.UTF_8),
                        false),
                new Timings(AT, 12L, 34),
                null);
    }

    static DeliveryRecord record(LoggedDelivery delivery) {
        DeliveryIdentity identity = delivery.identity();
        return new DeliveryRecord(
                DeliveryHeaders.ofEvent(
                        identity.eventId(),
                        identity.eventType(),
                        identity.workspaceId(),
                        identity.id(),
                        identity.createdAt(),
                        0,
                        null),
                "{\"event\":\"signal.created\",\"data\":{\"signal\":{\"score\":1.10}}}"
                        .getBytes(StandardCharsets.UTF_8));
    }
}

package com.stairoids.webhooks.deliverylog.view;

import com.stairoids.webhooks.schemas.attempt.DeliveryIdentity;
import com.stairoids.webhooks.schemas.attempt.DeliveryIdentity.Coordinates;
import com.stairoids.webhooks.schemas.attempt.Happening;
import com.stairoids.webhooks.schemas.attempt.Happening.CancelReason;
import com.stairoids.webhooks.schemas.attempt.Happening.Failure;
import com.stairoids.webhooks.schemas.attempt.Happening.NextAttempt;
import com.stairoids.webhooks.schemas.attempt.Happening.Outcome;
import com.stairoids.webhooks.schemas.attempt.Happening.Request;
import com.stairoids.webhooks.schemas.attempt.Happening.Response;
import com.stairoids.webhooks.schemas.attempt.Happening.Timings;
import com.stairoids.webhooks.schemas.delivery.Cause;
import com.stairoids.webhooks.schemas.delivery.FailureReason;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What may happen to a delivery, as a sender or a retry-scheduler would write it. */
public record Happenings(DeliveryIdentity delivery, Instant at) {
    public static final Failure REFUSED = new Failure(FailureReason.HTTP_STATUS, "The endpoint answered 500.");

    public static Happenings of(String workspace, String endpoint, String delivery, Instant at) {
        return new Happenings(
                identity(workspace, endpoint, delivery, "evt_" + delivery, "signal.created", Cause.EVENT), at);
    }

    public static DeliveryIdentity identity(
            String workspace, String endpoint, String delivery, String event, String type, Cause cause) {
        return new DeliveryIdentity(
                delivery,
                event,
                type,
                workspace,
                endpoint,
                "2026-11-01T11:59:00Z",
                cause,
                null,
                new Coordinates("stairoids.deliveries", 0, 7));
    }

    public Happenings at(Instant later) {
        return new Happenings(delivery, later);
    }

    public Happening delivered(int attempt, long millis) {
        return attempted(attempt, Outcome.DELIVERED, null, 200, millis, null);
    }

    /** It failed and waits for five minutes. */
    public Happening failed(int attempt, long millis) {
        NextAttempt next = new NextAttempt(at.plus(Duration.ofMinutes(5)), "stairoids.retry-5m");
        return attempted(attempt, Outcome.FAILED, REFUSED, 500, millis, next);
    }

    /** It failed and there is no other. */
    public Happening failedLast(int attempt, long millis) {
        return attempted(attempt, Outcome.FAILED, REFUSED, 500, millis, null);
    }

    /** No answer came. */
    public Happening unanswered(int attempt, FailureReason reason, long millis) {
        NextAttempt next = new NextAttempt(at.plus(Duration.ofMinutes(5)), "stairoids.retry-5m");
        return attempted(attempt, Outcome.FAILED, new Failure(reason, "It did not answer."), null, millis, next);
    }

    public Happening parked() {
        return new Happening.Parked(delivery, at, 0, "The endpoint takes no more.");
    }

    public Happening cancelled() {
        return new Happening.Cancelled(delivery, at, 0, CancelReason.ENDPOINT_DELETED);
    }

    public Happening deadLettered() {
        return new Happening.DeadLettered(delivery, at, 6, REFUSED, 500);
    }

    /** As the retry-scheduler writes it, which does not know where the body stands. */
    public Happening replayedAs(String replay) {
        DeliveryIdentity unplaced = new DeliveryIdentity(
                delivery.id(),
                delivery.eventId(),
                delivery.eventType(),
                delivery.workspaceId(),
                delivery.endpointId(),
                delivery.createdAt(),
                delivery.cause(),
                delivery.replayOf(),
                null);
        return new Happening.Replayed(unplaced, at, replay);
    }

    private Happening attempted(
            int attempt,
            Outcome outcome,
            @Nullable Failure failure,
            @Nullable Integer status,
            long millis,
            @Nullable NextAttempt next) {
        Response response = status == null ? null : new Response(status, List.of(), new byte[] {1, 2, 3}, false);
        return new Happening.Attempted(
                delivery,
                at,
                attempt,
                outcome,
                failure,
                new Request("https://example.com/", List.of()),
                response,
                new Timings(at.minusMillis(millis), null, millis),
                next);
    }
}

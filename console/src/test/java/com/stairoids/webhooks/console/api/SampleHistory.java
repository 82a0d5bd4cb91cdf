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
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What happens to a delivery, told step by step, for a log to remember. */
public final class SampleHistory {
    public static final Instant AT = SampleDeliveries.AT;

    private final RememberedDeliveries log;
    private final List<LogEntry> entries = new ArrayList<>();
    private final List<Attempted> attempts = new ArrayList<>();
    private final String endpointId;
    private final String id;
    private final Instant loggedAt;
    private Cause cause = Cause.EVENT;
    private String eventType = "signal.created";
    private String eventId;
    private @Nullable String replayOf;
    private @Nullable String body = "{\"event\":\"signal.created\",\"data\":{\"signal\":{\"score\":1.10}}}";
    private boolean contentIsKept = true;

    SampleHistory(RememberedDeliveries log, String endpointId, String id, Instant loggedAt) {
        this.log = log;
        this.endpointId = endpointId;
        this.id = id;
        this.eventId = "evt_" + id;
        this.loggedAt = loggedAt;
    }

    public SampleHistory ofEvent(String type, String wantedId) {
        eventType = type;
        eventId = wantedId;
        return this;
    }

    public SampleHistory test() {
        cause = Cause.TEST;
        return this;
    }

    public SampleHistory repeating(String deliveryId) {
        cause = Cause.REPLAY;
        replayOf = deliveryId;
        return this;
    }

    /** Null where the body is kept no more. */
    public SampleHistory body(@Nullable String text) {
        body = text;
        return this;
    }

    /** What attempts sent and were answered is kept no more. */
    public SampleHistory forgotten() {
        contentIsKept = false;
        return this;
    }

    public SampleHistory answered(Duration later, int status, String contentType, String answer) {
        return answered(later, status, contentType, answer.getBytes(StandardCharsets.UTF_8));
    }

    public SampleHistory answered(Duration later, int status, String contentType, byte[] answer) {
        Failure failure = status / 100 == 2
                ? null
                : new Failure(FailureReason.HTTP_STATUS, "The endpoint answered " + status + ".");
        List<HttpHeader> headers =
                List.of(new HttpHeader("Content-Type", contentType), new HttpHeader("X-From", "<b>outside</b>"));
        return attempted(later, failure, new Response(status, headers, answer, false));
    }

    public SampleHistory unanswered(Duration later, FailureReason reason, String error) {
        return attempted(later, new Failure(reason, error), null);
    }

    public SampleHistory parked(Duration later, String reason) {
        entries.add(new LogEntry.Parked(loggedAt.plus(later), reason));
        return this;
    }

    public SampleHistory repeatedAs(String deliveryId) {
        entries.add(new LogEntry.Replayed(loggedAt, deliveryId));
        return this;
    }

    public void delivered() {
        remember(new DeliveryState.Delivered(last()));
    }

    public void retrying(Instant next) {
        remember(new DeliveryState.Retrying(last(), next));
    }

    /** It stands as the last one told of its waiting. */
    public void waiting() {
        LogEntry.Parked parked = (LogEntry.Parked) entries.getLast();
        remember(new DeliveryState.Parked(parked.at(), parked.reason()));
    }

    public void failed() {
        Attempted made = attempts.getLast();
        Response response = made.response();
        remember(new DeliveryState.Failed(
                last(),
                Objects.requireNonNull(made.failure(), "its last attempt succeeded"),
                response == null ? null : (Integer) response.status()));
    }

    public void cancelled(CancelReason reason) {
        remember(new DeliveryState.Cancelled(loggedAt.plusSeconds(5), reason));
    }

    private Instant last() {
        return entries.isEmpty() ? loggedAt : entries.getLast().at();
    }

    private SampleHistory attempted(Duration later, @Nullable Failure failure, @Nullable Response response) {
        Instant at = loggedAt.plus(later);
        int number = attempts.size() + 1;
        entries.add(new LogEntry.Attempted(
                at,
                number,
                failure,
                response == null ? null : (Integer) response.status(),
                number == 1 ? 12L : null,
                34,
                null,
                new LogEntry.Place(0, number)));
        List<HttpHeader> headers = List.of(
                new HttpHeader("Content-Type", "application/json"),
                new HttpHeader("X-Stairoids-Signature", "[masked]"),
                new HttpHeader("X-Stairoids-Attempt", Integer.toString(number)));
        attempts.add(new Attempted(
                identity(),
                at,
                number,
                failure == null ? Outcome.DELIVERED : Outcome.FAILED,
                failure,
                new Request("https://example.com/in?a=<b>", headers),
                response,
                new Timings(at.minusMillis(34), number == 1 ? 12L : null, 34),
                null));
        return this;
    }

    private DeliveryIdentity identity() {
        return new DeliveryIdentity(
                id,
                eventId,
                eventType,
                SampleRequests.WORKSPACE,
                endpointId,
                loggedAt.toString(),
                cause,
                replayOf,
                null);
    }

    private void remember(DeliveryState state) {
        LoggedDelivery delivery =
                new LoggedDelivery(identity(), new DeliveryPosition(loggedAt.toEpochMilli(), 0, 1), state, entries);
        DeliveryHeaders headers =
                DeliveryHeaders.ofEvent(eventId, eventType, SampleRequests.WORKSPACE, id, loggedAt.toString(), 0, null);
        log.remember(
                delivery,
                contentIsKept ? attempts : null,
                body == null ? null : new DeliveryRecord(headers, body.getBytes(StandardCharsets.UTF_8)));
    }
}

package com.stairoids.webhooks.schemas.delivery;

import static com.stairoids.webhooks.schemas.delivery.HeaderText.write;

import com.stairoids.webhooks.schemas.event.Identifiers;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;

/**
 * All that goes with a body from topic to topic; the record's key is the endpoint's id and its value the body.
 *
 * @param createdAt the body's {@code created_at}, as spelt there
 * @param acceptedAt when Kafka appended the event, by its broker's clock, in whole milliseconds; null where that is not known, as
 *     in what earlier versions wrote
 * @param attempt attempts made so far, 0 or more
 * @param dueAt set while the delivery waits in a tier
 * @param lastError what went wrong last, at most {@link #LAST_ERROR_BYTES} in UTF-8; longer ones are cut
 * @param replayOf the dead delivery that this one replays
 * @param subscriptionOffset offset, in the subscriptions topic, of the endpoint's record that the router saw
 * @param traceparent W3C Trace Context, as upstream sent it; what is none is dropped, as the standard has it
 * @param parking how long it has waited for its endpoint, at no cost to its attempts
 */
public record DeliveryHeaders(
        String eventId,
        String eventType,
        String workspaceId,
        String deliveryId,
        int attempt,
        String createdAt,
        @Nullable Instant acceptedAt,
        @Nullable Instant firstAttemptAt,
        @Nullable Instant dueAt,
        @Nullable String lastError,
        Cause cause,
        @Nullable String replayOf,
        long subscriptionOffset,
        @Nullable String traceparent,
        Parking parking) {

    /** Bound on {@code last-error}, in bytes. */
    public static final int LAST_ERROR_BYTES = 1024;

    /** W3C Trace Context, 3.2: version, trace id, parent id, flags; none of the first three invalid. */
    private static final Pattern TRACEPARENT = Pattern.compile(
            "(?!ff)[0-9a-f]{2}-(?!0{32})[0-9a-f]{32}-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}(?:-[!-~]{1,200})?");

    public DeliveryHeaders {
        lastError = lastError == null ? null : HeaderText.cut(lastError, LAST_ERROR_BYTES);
        traceparent = traceparent == null || !TRACEPARENT.matcher(traceparent).matches() ? null : traceparent;
    }

    /** The headers of a delivery that the router has just made. */
    public static DeliveryHeaders ofEvent(
            String eventId,
            String eventType,
            String workspaceId,
            String deliveryId,
            String createdAt,
            long subscriptionOffset,
            @Nullable String traceparent) {
        return new DeliveryHeaders(
                eventId,
                eventType,
                workspaceId,
                deliveryId,
                0,
                createdAt,
                null,
                null,
                null,
                null,
                Cause.EVENT,
                null,
                subscriptionOffset,
                traceparent,
                Parking.NEVER);
    }

    /** The same as a test delivery, which nobody's event led to. */
    public DeliveryHeaders asTest() {
        return new DeliveryHeaders(
                eventId,
                eventType,
                workspaceId,
                deliveryId,
                attempt,
                createdAt,
                acceptedAt,
                firstAttemptAt,
                dueAt,
                lastError,
                Cause.TEST,
                replayOf,
                subscriptionOffset,
                traceparent,
                parking);
    }

    /** The headers after one more attempt, which began at {@code attemptedAt} and failed with {@code error}. */
    public DeliveryHeaders failed(Instant attemptedAt, String error) {
        Instant first = firstAttemptAt == null ? attemptedAt : firstAttemptAt;
        return new DeliveryHeaders(
                eventId,
                eventType,
                workspaceId,
                deliveryId,
                attempt + 1,
                createdAt,
                acceptedAt,
                first,
                null,
                error,
                cause,
                replayOf,
                subscriptionOffset,
                traceparent,
                parking.past());
    }

    /** The same delivery, of an event that Kafka appended then. */
    public DeliveryHeaders acceptedAt(Instant appended) {
        return with(appended, dueAt, parking);
    }

    /** The same delivery, waiting until {@code due}; null when it waits no more. */
    public DeliveryHeaders dueAt(@Nullable Instant due) {
        return with(acceptedAt, due, parking);
    }

    /** The same delivery, with another word on its parking. */
    public DeliveryHeaders parking(Parking changed) {
        return with(acceptedAt, dueAt, changed);
    }

    private DeliveryHeaders with(@Nullable Instant appended, @Nullable Instant due, Parking newParking) {
        return new DeliveryHeaders(
                eventId,
                eventType,
                workspaceId,
                deliveryId,
                attempt,
                createdAt,
                appended,
                firstAttemptAt,
                due,
                lastError,
                cause,
                replayOf,
                subscriptionOffset,
                traceparent,
                newParking);
    }

    /** New record headers with these values. */
    public Headers toHeaders() {
        Headers headers = new RecordHeaders();
        write(headers, HeaderNames.EVENT_ID, eventId);
        write(headers, HeaderNames.EVENT_TYPE, eventType);
        write(headers, HeaderNames.WORKSPACE_ID, workspaceId);
        write(headers, HeaderNames.DELIVERY_ID, deliveryId);
        write(headers, HeaderNames.ATTEMPT, attempt);
        write(headers, HeaderNames.CREATED_AT, createdAt);
        write(headers, HeaderNames.ACCEPTED_AT, acceptedAt);
        write(headers, HeaderNames.FIRST_ATTEMPT_AT, firstAttemptAt);
        write(headers, HeaderNames.DUE_AT, dueAt);
        write(headers, HeaderNames.LAST_ERROR, lastError);
        write(headers, HeaderNames.CAUSE, cause.wireName());
        write(headers, HeaderNames.REPLAY_OF, replayOf);
        write(headers, HeaderNames.SUBSCRIPTION_OFFSET, subscriptionOffset);
        write(headers, HeaderNames.TRACEPARENT, traceparent);
        parking.write(headers);
        return headers;
    }

    /**
     * Reads the headers of a record in {@code deliveries}, a tier, {@code parked} or {@code dead-letter}.
     *
     * @throws MalformedHeadersException where a header is missing or is not what its name says
     */
    public static DeliveryHeaders of(Headers headers) throws MalformedHeadersException {
        return new DeliveryHeaders(
                id(headers, HeaderNames.EVENT_ID),
                required(headers, HeaderNames.EVENT_TYPE),
                id(headers, HeaderNames.WORKSPACE_ID),
                id(headers, HeaderNames.DELIVERY_ID),
                (int) number(headers, HeaderNames.ATTEMPT, Integer.MAX_VALUE),
                required(headers, HeaderNames.CREATED_AT),
                instant(headers, HeaderNames.ACCEPTED_AT),
                instant(headers, HeaderNames.FIRST_ATTEMPT_AT),
                instant(headers, HeaderNames.DUE_AT),
                HeaderText.read(headers, HeaderNames.LAST_ERROR).orElse(null),
                parsed(
                        headers,
                        HeaderNames.CAUSE,
                        text -> Cause.ofWireName(text)
                                .orElseThrow(() -> new IllegalArgumentException("no such cause"))),
                HeaderText.read(headers, HeaderNames.REPLAY_OF).orElse(null),
                number(headers, HeaderNames.SUBSCRIPTION_OFFSET, Long.MAX_VALUE),
                HeaderText.read(headers, HeaderNames.TRACEPARENT).orElse(null),
                parking(headers));
    }

    private static Parking parking(Headers headers) throws MalformedHeadersException {
        Optional<String> epoch = HeaderText.read(headers, HeaderNames.RELEASE_EPOCH);
        return new Parking(
                Duration.ofMillis(optionalNumber(headers, HeaderNames.PARKED_MS)),
                instant(headers, HeaderNames.PARKED_SINCE),
                epoch.isEmpty()
                        ? null
                        : new Parking.Release(epoch.get(), optionalNumber(headers, HeaderNames.PARKED_LEFT)));
    }

    private static long optionalNumber(Headers headers, String name) throws MalformedHeadersException {
        return HeaderText.read(headers, name).isEmpty() ? 0 : number(headers, name, Long.MAX_VALUE);
    }

    /** Ids become request headers, so nothing else may pass for one. */
    private static String id(Headers headers, String name) throws MalformedHeadersException {
        String text = required(headers, name);
        if (!Identifiers.isOpaqueId(text)) {
            throw new MalformedHeadersException("header " + name + " is no id: " + HeaderText.cut(text, 128));
        }
        return text;
    }

    private static String required(Headers headers, String name) throws MalformedHeadersException {
        return HeaderText.read(headers, name)
                .orElseThrow(() -> new MalformedHeadersException("header " + name + " is missing"));
    }

    private static long number(Headers headers, String name, long most) throws MalformedHeadersException {
        long value = parsed(headers, name, Long::parseLong);
        if (value < 0 || value > most) {
            throw new MalformedHeadersException("header " + name + " is out of range: " + value);
        }
        return value;
    }

    private static @Nullable Instant instant(Headers headers, String name) throws MalformedHeadersException {
        Optional<String> text = HeaderText.read(headers, name);
        return text.isEmpty() ? null : parsed(headers, name, Instant::parse);
    }

    private static <T> T parsed(Headers headers, String name, Function<String, T> parser)
            throws MalformedHeadersException {
        String text = required(headers, name);
        try {
            return parser.apply(text);
        } catch (IllegalArgumentException | DateTimeException e) {
            throw new MalformedHeadersException("header " + name + " cannot be read: " + HeaderText.cut(text, 128), e);
        }
    }
}

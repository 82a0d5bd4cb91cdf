package com.stairoids.webhooks.schemas.replay;

import com.stairoids.webhooks.schemas.delivery.Cause;
import com.stairoids.webhooks.schemas.delivery.DeliveryHeaders;
import com.stairoids.webhooks.schemas.delivery.HeaderNames;
import com.stairoids.webhooks.schemas.delivery.HeaderText;
import com.stairoids.webhooks.schemas.delivery.MalformedHeadersException;
import com.stairoids.webhooks.schemas.delivery.Parking;
import com.stairoids.webhooks.schemas.event.Identifiers;
import com.stairoids.webhooks.schemas.topic.Topic;
import java.time.Duration;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/**
 * Somebody asks for a delivery again: a record of {@code replays}, whose value is the body and whose key is {@link #key}. The
 * body goes with it, so that who answers it need not look for it, and so that it is there however old it is.
 *
 * @param delivery the headers of the delivery as it ended
 * @param run the run that asks for it whether or not it was replayed before, once; null where it is to be replayed only if
 *     it never was
 */
public record ReplayRequest(
        String endpointId,
        DeliveryHeaders delivery,
        @Nullable String run) {
    /** The largest event and room for what a body says besides; a record of that size passes every topic, compressed or not. */
    public static final int MOST_BODY_BYTES = 1024 * 1024 + 64 * 1024;

    /** How long ago a delivery may have died: dead letters are kept so long, and Kafka may be weeks late in removing them. */
    public static final Duration LONGEST_DEAD = Topic.DEAD_LETTER.retention().plusDays(30);

    /** How long it is known that a delivery was replayed: for longer than somebody may ask for it. */
    public static final Duration REMEMBERED = LONGEST_DEAD.plusDays(30);

    /** @throws IllegalArgumentException where the endpoint's id or the run's name is not 1 to 128 of A-Z a-z 0-9 _ - */
    public ReplayRequest {
        if (!Identifiers.isOpaqueId(endpointId)) {
            throw new IllegalArgumentException("the endpoint's id is none: " + HeaderText.cut(endpointId, 128));
        }
        if (run != null && !Identifiers.isOpaqueId(run)) {
            throw new IllegalArgumentException(
                    "a run's name is 1 to 128 of A-Z a-z 0-9 _ -, but got " + HeaderText.cut(run, 128));
        }
    }

    /** The record's key: the id of the delivery that is asked for, so that all requests for it are in one partition. */
    public String key() {
        return delivery.deliveryId();
    }

    /** The id of the delivery that answers this request; the same for each request of one run. */
    public String replayId() {
        return Identifiers.replayId(key(), run == null ? "" : run);
    }

    /** The delivery that answers this request: the same event, with none of its attempts made. */
    public DeliveryHeaders replay() {
        return new DeliveryHeaders(
                delivery.eventId(),
                delivery.eventType(),
                delivery.workspaceId(),
                replayId(),
                0,
                delivery.createdAt(),
                delivery.acceptedAt(),
                null,
                null,
                null,
                Cause.REPLAY,
                key(),
                delivery.subscriptionOffset(),
                delivery.traceparent(),
                Parking.NEVER);
    }

    /** New record headers with these values. */
    public Headers toHeaders() {
        Headers headers = delivery.toHeaders();
        HeaderText.write(headers, HeaderNames.ENDPOINT_ID, endpointId);
        HeaderText.write(headers, HeaderNames.REPLAY_RUN, run);
        return headers;
    }

    /**
     * Reads a record of {@code replays}.
     *
     * @throws MalformedHeadersException where a header is missing or is not what its name says, or the key is another
     *     delivery's
     */
    public static ReplayRequest of(@Nullable String key, Headers headers) throws MalformedHeadersException {
        DeliveryHeaders delivery = DeliveryHeaders.of(headers);
        if (!delivery.deliveryId().equals(key)) {
            throw new MalformedHeadersException("the record's key is not its " + HeaderNames.DELIVERY_ID);
        }
        String endpointId = HeaderText.read(headers, HeaderNames.ENDPOINT_ID)
                .orElseThrow(() -> new MalformedHeadersException("header " + HeaderNames.ENDPOINT_ID + " is missing"));
        try {
            return new ReplayRequest(
                    endpointId,
                    delivery,
                    HeaderText.read(headers, HeaderNames.REPLAY_RUN).orElse(null));
        } catch (IllegalArgumentException e) {
            throw new MalformedHeadersException(String.valueOf(e.getMessage()), e);
        }
    }
}

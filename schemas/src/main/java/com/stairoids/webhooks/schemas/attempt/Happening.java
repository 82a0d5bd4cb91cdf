package com.stairoids.webhooks.schemas.attempt;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonValue;
import com.stairoids.webhooks.schemas.delivery.FailureReason;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** One record of the {@code attempts} topic: something that happened to a delivery. The key is the endpoint's id. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Happening.Attempted.class, name = "attempted"),
    @JsonSubTypes.Type(value = Happening.Parked.class, name = "parked"),
    @JsonSubTypes.Type(value = Happening.Cancelled.class, name = "cancelled"),
    @JsonSubTypes.Type(value = Happening.DeadLettered.class, name = "dead-lettered"),
    @JsonSubTypes.Type(value = Happening.Replayed.class, name = "replayed")
})
public sealed interface Happening {
    /** Whom it happened to. */
    DeliveryIdentity delivery();

    /** When it happened; for an attempt, when it ended. */
    Instant at();

    /**
     * A POST was tried.
     *
     * @param attempt 1 for the first
     * @param failure why it failed; null where it was a success
     * @param response null where no status line came
     * @param nextAttempt null where there will be none
     */
    record Attempted(
            DeliveryIdentity delivery,
            Instant at,
            int attempt,
            Outcome outcome,
            @Nullable Failure failure,
            Request request,
            @Nullable Response response,
            Timings timings,
            @Nullable NextAttempt nextAttempt)
            implements Happening {}

    /** The delivery waits for its endpoint, at no cost to its attempts. */
    record Parked(DeliveryIdentity delivery, Instant at, int attempts, String reason) implements Happening {}

    /** The delivery ended without an attempt, or without another one. */
    record Cancelled(DeliveryIdentity delivery, Instant at, int attempts, CancelReason reason) implements Happening {}

    /** The delivery was given up. */
    record DeadLettered(
            DeliveryIdentity delivery,
            Instant at,
            int attempts,
            Failure failure,
            @Nullable Integer lastStatus) implements Happening {}

    /** Somebody asked for this dead delivery again; {@code replayDeliveryId} is the new one. */
    record Replayed(DeliveryIdentity delivery, Instant at, String replayDeliveryId) implements Happening {}

    /** How an attempt ended. */
    enum Outcome {
        @JsonProperty("delivered")
        DELIVERED,
        @JsonProperty("failed")
        FAILED
    }

    /** Why a delivery was cancelled. */
    enum CancelReason {
        ENDPOINT_DELETED,
        ENDPOINT_DISABLED,
        /** A test delivery was not begun in time: whoever asked for it waits no more. */
        TEST_EXPIRED;

        @JsonValue
        public String code() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /** A code, and a sentence that names no secret. */
    record Failure(FailureReason reason, String error) {}

    /** What was sent, without the body; signatures and the endpoint's own header values are masked. */
    record Request(String url, List<HttpHeader> headers) {
        public Request {
            headers = List.copyOf(Objects.requireNonNull(headers, "headers"));
        }
    }

    /**
     * What was answered.
     *
     * @param body the first {@link #BODY_BYTES} at most, in Base64
     * @param bodyTruncated whether there was more
     */
    record Response(int status, List<HttpHeader> headers, byte[] body, boolean bodyTruncated) {
        /** Bound on the body that is kept, in bytes. */
        public static final int BODY_BYTES = 16 * 1024;

        public Response {
            headers = List.copyOf(Objects.requireNonNull(headers, "headers"));
            body = body == null ? new byte[0] : body;
        }
    }

    /** One header line; a name may occur more than once. */
    record HttpHeader(String name, String value) {}

    /**
     * When the attempt began, and how long its parts took, in milliseconds.
     *
     * @param connectMs DNS, TCP and TLS; null on a connection that was already open
     * @param totalMs from the beginning to the end
     */
    record Timings(Instant startedAt, @Nullable Long connectMs, long totalMs) {}

    /** When a delivery is due again, and which topic it waits in. */
    record NextAttempt(Instant at, String tier) {}
}

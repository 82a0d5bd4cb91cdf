package com.stairoids.webhooks.schemas.delivery;

/** The names of record headers. Values are UTF-8 text, so that kcat can show them; instants are ISO 8601. */
public final class HeaderNames {
    public static final String EVENT_ID = "event-id";
    public static final String EVENT_TYPE = "event-type";
    public static final String WORKSPACE_ID = "workspace-id";
    public static final String DELIVERY_ID = "delivery-id";
    /** Attempts made so far. */
    public static final String ATTEMPT = "attempt";

    public static final String CREATED_AT = "created-at";
    /** When Kafka appended the event; absent in what earlier versions wrote. */
    public static final String ACCEPTED_AT = "accepted-at";

    public static final String FIRST_ATTEMPT_AT = "first-attempt-at";
    /** When a delivery in a tier is to be attempted again. */
    public static final String DUE_AT = "due-at";

    public static final String LAST_ERROR = "last-error";
    public static final String CAUSE = "cause";
    public static final String REPLAY_OF = "replay-of";
    /** Offset, in the subscriptions topic, of the endpoint's record that the router saw. */
    public static final String SUBSCRIPTION_OFFSET = "subscription-offset";

    public static final String TRACEPARENT = "traceparent";

    /** Milliseconds that a delivery has been parked, all earlier times together; absent where it never was. */
    public static final String PARKED_MS = "parked-ms";
    /** Parked deliveries: since when, this time. */
    public static final String PARKED_SINCE = "parked-since";
    /** Released deliveries: the epoch of the grant that let it go. */
    public static final String RELEASE_EPOCH = "release-epoch";
    /** Released deliveries: how many of the endpoint's were still parked behind it. */
    public static final String PARKED_LEFT = "parked-left";

    /** Dead letters and rejected events: why, as a code. */
    public static final String REASON = "reason";
    /** Dead letters: the status of the last answer; absent where there was none. */
    public static final String LAST_STATUS = "last-status";
    /** Dead letters: when the last attempt ended. */
    public static final String LAST_ATTEMPT_AT = "last-attempt-at";
    /** Dead letters: when the delivery was given up. */
    public static final String DEAD_LETTERED_AT = "dead-lettered-at";

    /** Requests for a replay: the endpoint that the dead delivery was for. */
    public static final String ENDPOINT_ID = "endpoint-id";
    /** Requests for a replay: the run that asks for what may have been replayed before; absent for what was not. */
    public static final String REPLAY_RUN = "replay-run";

    /** Rejected events: what its producer should do. */
    public static final String REMEDY = "remedy";
    /** Rejected events: where the refused record stands. */
    public static final String SOURCE_TOPIC = "source-topic";

    public static final String SOURCE_PARTITION = "source-partition";
    public static final String SOURCE_OFFSET = "source-offset";
    public static final String SOURCE_TIMESTAMP = "source-timestamp";
    /** Rejected events: bytes of the value as produced; more than are kept where the value was cut. */
    public static final String SOURCE_SIZE = "source-size";
    /** Rejected events: bytes of the key as produced; absent where it had none, and in what earlier versions wrote. */
    public static final String SOURCE_KEY_SIZE = "source-key-size";
    /** Rejected events: how many of the {@link SourceHeaders} there was no room for; absent where all are kept. */
    public static final String SOURCE_HEADERS_LEFT_OUT = "source-headers-left-out";

    /** Events, and notes in the rejected events: the rejected record that was sent anew, as partition:offset. */
    public static final String RESUBMISSION_OF = "resubmission-of";

    private HeaderNames() {}
}

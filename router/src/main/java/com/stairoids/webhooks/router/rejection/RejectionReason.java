package com.stairoids.webhooks.router.rejection;

import java.util.Locale;

/**
 * Why a record is refused. Codes are read by others: they are never renamed, and {@code docs/producing.md} lists them
 * all. In the order in which the router looks.
 */
public enum RejectionReason {
    NULL_VALUE(
            "The record has no value.",
            "Produce the event as the record's value; a tombstone means nothing in a topic of events."),
    EMPTY_VALUE("The record's value is empty.", "Produce the event as the record's value."),
    OVERSIZE(
            "The value, decompressed, is larger than an event may be.",
            "Keep what is large elsewhere and send a reference to it, or split the event; the limit is the router's"
                    + " setting router.max-event-bytes."),
    BAD_TIMESTAMP(
            "The record's timestamp is negative or more than a day ahead of the router's clock.",
            "Have the topic stamp its records (message.timestamp.type=LogAppendTime, which `./webhooks topics apply`"
                    + " sets), or mend the producing host's clock."),
    INVALID_UTF_8("The value is not UTF-8.", "Encode the JSON in UTF-8, whole and without a byte-order mark."),
    MALFORMED_JSON(
            "The value is not one JSON text.",
            "Produce exactly one JSON object per record, as RFC 8259 has it: no comments, trailing commas or text after"
                    + " it."),
    NOT_AN_OBJECT("The value is JSON, but no object.", "Produce one JSON object per record, one record per event."),
    TOO_DEEP("The JSON is nested more than 1,000 levels deep.", "Flatten what is in data."),
    REPEATED_MEMBER(
            "A top-level member is there twice.",
            "Write each top-level member once; names are compared after their escapes are decoded."),
    BAD_MEMBER("A top-level member has the wrong JSON type.", "event and workspace_id are strings, data is an object."),
    MISSING_MEMBER("A required top-level member is missing.", "Every event has event, workspace_id and data."),
    UNKNOWN_TYPE("The event's type is none of the documented ones.", "Use a documented type in event, spelt exactly."),
    WRONG_TOPIC("The event's type belongs in another topic.", "Produce each type to its own topic."),
    BAD_WORKSPACE_ID(
            "workspace_id is not an id.", "An id is 1 to 128 characters of A-Z, a-z, 0-9, underscore and hyphen."),
    BAD_ID(
            "id is not an id.",
            "An id is 1 to 128 characters of A-Z, a-z, 0-9, underscore and hyphen; leave id out to have one made."),
    BAD_CREATED_AT(
            "created_at is not an ISO 8601 time in UTC from 1970 to one day after the record's timestamp.",
            "Write it as in 2024-06-15T14:32:07Z, with up to nine decimals; leave created_at out to take the record's"
                    + " timestamp."),
    MISSING_DATA_OBJECT(
            "data does not hold the object that its type is about.",
            "Put the type's object into data: signal, automation, account or contact."),
    TOO_MANY_ENDPOINTS(
            "More of the workspace's enabled endpoints receive this type than one event may go to; it went to none.",
            "This is not the producer's doing: have the workspace's endpoints cleared up, or the setting"
                    + " endpoints.max-per-workspace raised, then produce the event again."),
    UNPROCESSABLE(
            "The router failed to read this record.",
            "This is a fault in the router, which logged it: report it with the source coordinates.");

    private final String meaning;
    private final String remedy;

    RejectionReason(String meaning, String remedy) {
        this.meaning = meaning;
        this.remedy = remedy;
    }

    /** The {@code reason} header, as in {@code malformed-json}. */
    public String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** What is wrong, in a sentence, whatever the record. */
    public String meaning() {
        return meaning;
    }

    /** What the producer should do, in a sentence. */
    public String remedy() {
        return remedy;
    }
}

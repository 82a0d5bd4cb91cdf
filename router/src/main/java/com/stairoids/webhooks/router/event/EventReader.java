package com.stairoids.webhooks.router.event;

import static com.stairoids.webhooks.router.rejection.RejectionReason.BAD_CREATED_AT;
import static com.stairoids.webhooks.router.rejection.RejectionReason.BAD_ID;
import static com.stairoids.webhooks.router.rejection.RejectionReason.BAD_TIMESTAMP;
import static com.stairoids.webhooks.router.rejection.RejectionReason.BAD_WORKSPACE_ID;
import static com.stairoids.webhooks.router.rejection.RejectionReason.EMPTY_VALUE;
import static com.stairoids.webhooks.router.rejection.RejectionReason.MISSING_DATA_OBJECT;
import static com.stairoids.webhooks.router.rejection.RejectionReason.MISSING_MEMBER;
import static com.stairoids.webhooks.router.rejection.RejectionReason.NULL_VALUE;
import static com.stairoids.webhooks.router.rejection.RejectionReason.OVERSIZE;
import static com.stairoids.webhooks.router.rejection.RejectionReason.UNKNOWN_TYPE;
import static com.stairoids.webhooks.router.rejection.RejectionReason.UNPROCESSABLE;
import static com.stairoids.webhooks.router.rejection.RejectionReason.WRONG_TOPIC;

import com.stairoids.webhooks.router.intake.SourceRecord;
import com.stairoids.webhooks.router.rejection.Rejection;
import com.stairoids.webhooks.schemas.event.CreatedAt;
import com.stairoids.webhooks.schemas.event.EventType;
import com.stairoids.webhooks.schemas.event.Identifiers;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads a source record as an event, or says why it is none. The same record gives the same event. Used by one thread. */
public final class EventReader {
    /** How far a clock may be ahead: what is later is a mistake. */
    static final Duration AHEAD = Duration.ofDays(1);

    private static final Logger log = LoggerFactory.getLogger(EventReader.class);

    private final int maxEventBytes;
    private final Utf8 utf8 = new Utf8();
    private final EnvelopeParser parser = new EnvelopeParser();

    /** @param maxEventBytes bound on a record's value, 1 or more */
    public EventReader(int maxEventBytes) {
        this.maxEventBytes = maxEventBytes;
    }

    /** @param now the router's clock, milliseconds since 1970 */
    public Reading read(SourceRecord record, long now) {
        try {
            return new Reading.Accepted(event(record, now));
        } catch (RefusedException e) {
            return new Reading.Refused(e.rejection());
        } catch (RuntimeException e) {
            // A bug, here or in the parser. Left alone it would stop this partition for ever: the record stays next.
            log.atError()
                    .addKeyValue("topic", record.topic())
                    .addKeyValue("partition", record.partition())
                    .addKeyValue("offset", record.offset())
                    .setCause(e)
                    .log("A source record could not be read; it is rejected");
            return new Reading.Refused(new Rejection(UNPROCESSABLE));
        }
    }

    private DomainEvent event(SourceRecord record, long now) throws RefusedException {
        byte[] value = withinBounds(record);
        requireTimestamp(record.timestamp(), now);
        utf8.require(value);
        Envelope envelope = parser.parse(value);
        EventType type = type(envelope, record.topic());
        String workspaceId = workspaceId(envelope);
        String id = id(envelope, record);
        String createdAt = createdAt(envelope, record);
        Envelope.Data data = data(envelope, type);
        byte[] body = RequestBody.of(type.wireName(), id, createdAt, workspaceId, value, data);
        return new DomainEvent(type, id, createdAt, workspaceId, body);
    }

    private byte[] withinBounds(SourceRecord record) throws RefusedException {
        byte[] value = record.value();
        if (value == null) {
            throw RefusedException.because(NULL_VALUE);
        } else if (record.size() == 0) {
            throw RefusedException.because(EMPTY_VALUE);
        } else if (record.size() > maxEventBytes) {
            throw RefusedException.because(
                    OVERSIZE, "The value has " + record.size() + " bytes; an event may have " + maxEventBytes + ".");
        }
        return value;
    }

    private static void requireTimestamp(long timestamp, long now) throws RefusedException {
        if (timestamp < 0 || timestamp > now + AHEAD.toMillis()) {
            throw RefusedException.because(
                    BAD_TIMESTAMP, "The record's timestamp is " + Instant.ofEpochMilli(timestamp) + ".");
        }
    }

    private static EventType type(Envelope envelope, String topic) throws RefusedException {
        String event = required("event", envelope.event());
        EventType type = EventType.ofWireName(event)
                .orElseThrow(() -> RefusedException.because(
                        UNKNOWN_TYPE,
                        "There is no type " + Quotation.of(event) + "; there are " + EventType.wireNames() + "."));
        if (!type.topic().topicName().equals(topic)) {
            throw RefusedException.because(
                    WRONG_TOPIC,
                    event + " belongs in " + type.topic().topicName() + " and was produced to " + topic + ".");
        }
        return type;
    }

    private static String workspaceId(Envelope envelope) throws RefusedException {
        String workspaceId = required("workspace_id", envelope.workspaceId());
        if (!Identifiers.isOpaqueId(workspaceId)) {
            throw RefusedException.because(BAD_WORKSPACE_ID, "workspace_id is " + Quotation.of(workspaceId) + ".");
        }
        return workspaceId;
    }

    private static String id(Envelope envelope, SourceRecord record) throws RefusedException {
        String id = envelope.id();
        if (id == null) {
            return Identifiers.derivedEventId(record.topic(), record.partition(), record.offset(), record.timestamp());
        } else if (!Identifiers.isOpaqueId(id)) {
            throw RefusedException.because(BAD_ID, "id is " + Quotation.of(id) + ".");
        }
        return id;
    }

    private static String createdAt(Envelope envelope, SourceRecord record) throws RefusedException {
        String createdAt = envelope.createdAt();
        if (createdAt == null) {
            return CreatedAt.ofTimestamp(record.timestamp());
        }
        Instant latest = Instant.ofEpochMilli(record.timestamp()).plus(AHEAD);
        boolean good = CreatedAt.parse(createdAt)
                .filter(instant -> !instant.isBefore(Instant.EPOCH) && !instant.isAfter(latest))
                .isPresent();
        if (!good) {
            throw RefusedException.because(
                    BAD_CREATED_AT,
                    "created_at is " + Quotation.of(createdAt) + " on a record of "
                            + Instant.ofEpochMilli(record.timestamp()) + ".");
        }
        return createdAt;
    }

    private static Envelope.Data data(Envelope envelope, EventType type) throws RefusedException {
        Envelope.Data data = required("data", envelope.data());
        if (!data.objects().getOrDefault(type.dataMember(), false)) {
            throw RefusedException.because(
                    MISSING_DATA_OBJECT,
                    type.wireName() + " needs an object " + type.dataMember() + " in data, and data holds none.");
        }
        return data;
    }

    private static <T> T required(String name, @Nullable T member) throws RefusedException {
        if (member == null) {
            throw RefusedException.because(MISSING_MEMBER, "The member " + name + " is missing.");
        }
        return member;
    }
}

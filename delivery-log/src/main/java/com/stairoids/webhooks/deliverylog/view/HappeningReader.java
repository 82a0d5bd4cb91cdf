package com.stairoids.webhooks.deliverylog.view;

import com.stairoids.webhooks.schemas.attempt.DeliveryIdentity;
import com.stairoids.webhooks.schemas.attempt.Happening;
import com.stairoids.webhooks.schemas.event.Identifiers;
import com.stairoids.webhooks.schemas.json.Json;
import com.stairoids.webhooks.schemas.json.MalformedJsonException;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads the records of {@code attempts}. What is no happening is nobody's: it is said in the log and passed over. */
final class HappeningReader {
    private static final Logger log = LoggerFactory.getLogger(HappeningReader.class);

    /** What may be a part of a key: no control characters, and no longer than an id. */
    private static final Pattern EVENT_TYPE = Pattern.compile("[!-~]{1,128}");

    private HappeningReader() {}

    static Optional<Happening> read(byte @Nullable [] value, RecordMetadata where) {
        try {
            if (value == null) {
                throw new MalformedJsonException("Happening", "there is nothing");
            }
            Happening happening = Json.read(value, Happening.class);
            if (!isWhole(happening)) {
                throw new MalformedJsonException("Happening", "something is missing, or an id is none");
            }
            return Optional.of(happening);
        } catch (MalformedJsonException e) {
            log.atWarn()
                    .addKeyValue("partition", where.partition())
                    .addKeyValue("offset", where.offset())
                    .addKeyValue("reason", e.getMessage())
                    .log("A record of the attempts is no happening; the delivery log goes on without it");
            return Optional.empty();
        }
    }

    /** Whether it has what its type says it has: JSON may lack any of it. */
    @SuppressWarnings("ConstantValue")
    private static boolean isWhole(Happening happening) {
        return happening.at() != null
                && isWhole(happening.delivery())
                && switch (happening) {
                    case Happening.Attempted attempted ->
                        attempted.outcome() != null
                                && attempted.timings() != null
                                && (attempted.failure() != null) == (attempted.outcome() == Happening.Outcome.FAILED);
                    case Happening.Parked parked -> parked.reason() != null;
                    case Happening.Cancelled cancelled -> cancelled.reason() != null;
                    case Happening.DeadLettered dead -> dead.failure() != null;
                    case Happening.Replayed replayed -> replayed.replayDeliveryId() != null;
                };
    }

    @SuppressWarnings("ConstantValue")
    private static boolean isWhole(DeliveryIdentity delivery) {
        return delivery != null
                && isId(delivery.id())
                && isId(delivery.workspaceId())
                && isId(delivery.endpointId())
                && isId(delivery.eventId())
                && delivery.cause() != null
                && delivery.createdAt() != null
                && delivery.eventType() != null
                && EVENT_TYPE.matcher(delivery.eventType()).matches();
    }

    private static boolean isId(@Nullable String text) {
        return text != null && Identifiers.isOpaqueId(text);
    }
}

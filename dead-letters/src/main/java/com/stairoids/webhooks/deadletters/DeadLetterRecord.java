package com.stairoids.webhooks.deadletters;

import com.stairoids.webhooks.schemas.attempt.DeliveryIdentity.Coordinates;
import com.stairoids.webhooks.schemas.delivery.DeliveryHeaders;
import com.stairoids.webhooks.schemas.delivery.HeaderNames;
import com.stairoids.webhooks.schemas.delivery.HeaderText;
import com.stairoids.webhooks.schemas.delivery.MalformedHeadersException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/** Records of the dead-letter topic as what they mean. */
final class DeadLetterRecord {
    private DeadLetterRecord() {}

    static DeadLetter read(ConsumerRecord<String, byte[]> record) {
        try {
            return delivery(record);
        } catch (MalformedHeadersException e) {
            return malformed(record, String.valueOf(e.getMessage()));
        }
    }

    private static DeadLetter delivery(ConsumerRecord<String, byte[]> record) throws MalformedHeadersException {
        if (record.key() == null) {
            throw new MalformedHeadersException("the record has no key, which would be the endpoint's id");
        }
        Headers headers = record.headers();
        Instant appended = Instant.ofEpochMilli(record.timestamp());
        return new DeadLetter.Delivery(
                coordinates(record),
                record.key(),
                DeliveryHeaders.of(headers),
                HeaderText.read(headers, HeaderNames.REASON)
                        .orElseThrow(
                                () -> new MalformedHeadersException("header " + HeaderNames.REASON + " is missing")),
                status(headers),
                instant(headers, HeaderNames.LAST_ATTEMPT_AT).orElse(null),
                instant(headers, HeaderNames.DEAD_LETTERED_AT).orElse(appended),
                bodySize(record));
    }

    private static DeadLetter malformed(ConsumerRecord<String, byte[]> record, String problem) {
        Headers headers = record.headers();
        return new DeadLetter.Malformed(
                coordinates(record),
                record.key(),
                HeaderText.read(headers, HeaderNames.WORKSPACE_ID).orElse(null),
                HeaderText.read(headers, HeaderNames.EVENT_TYPE).orElse(null),
                HeaderText.read(headers, HeaderNames.REASON).orElse(null),
                deadLetteredAtOrAppended(record),
                bodySize(record),
                problem);
    }

    private static Instant deadLetteredAtOrAppended(ConsumerRecord<String, byte[]> record) {
        Instant appended = Instant.ofEpochMilli(record.timestamp());
        try {
            return instant(record.headers(), HeaderNames.DEAD_LETTERED_AT).orElse(appended);
        } catch (MalformedHeadersException e) {
            // It is what the record is malformed by; the broker's time stands in.
            return appended;
        }
    }

    private static Coordinates coordinates(ConsumerRecord<String, byte[]> record) {
        return new Coordinates(record.topic(), record.partition(), record.offset());
    }

    private static int bodySize(ConsumerRecord<String, byte[]> record) {
        return record.value() == null ? 0 : record.value().length;
    }

    private static @Nullable Integer status(Headers headers) throws MalformedHeadersException {
        Optional<String> text = HeaderText.read(headers, HeaderNames.LAST_STATUS);
        if (text.isEmpty()) {
            return null;
        }
        try {
            return Integer.valueOf(text.get());
        } catch (NumberFormatException e) {
            throw unreadable(HeaderNames.LAST_STATUS, text.get(), e);
        }
    }

    private static Optional<Instant> instant(Headers headers, String name) throws MalformedHeadersException {
        Optional<String> text = HeaderText.read(headers, name);
        if (text.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(Instant.parse(text.get()));
        } catch (DateTimeException e) {
            throw unreadable(name, text.get(), e);
        }
    }

    private static MalformedHeadersException unreadable(String name, String text, RuntimeException cause) {
        return new MalformedHeadersException("header " + name + " cannot be read: " + HeaderText.cut(text, 128), cause);
    }
}

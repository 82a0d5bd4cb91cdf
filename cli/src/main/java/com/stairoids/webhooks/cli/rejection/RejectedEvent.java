package com.stairoids.webhooks.cli.rejection;

import com.stairoids.webhooks.schemas.delivery.HeaderNames;
import com.stairoids.webhooks.schemas.delivery.HeaderText;
import com.stairoids.webhooks.schemas.delivery.SourceHeaders;
import com.stairoids.webhooks.schemas.json.Json;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/**
 * What the router refused.
 *
 * @param at when it was refused
 * @param key as its producer chose it, at most 1 KiB of it
 * @param value byte for byte, at most 1 MiB of it
 * @param headers all of the kept record's
 */
record RejectedEvent(RejectedId id, Instant at, byte @Nullable [] key, byte @Nullable [] value, Headers headers) {
    /** Kept of a key by versions that did not note its size: one that is shorter is whole. */
    private static final int KEPT_OF_KEY = 1024;

    static RejectedEvent of(ConsumerRecord<byte[], byte[]> record) {
        return new RejectedEvent(
                new RejectedId(record.partition(), record.offset()),
                Instant.ofEpochMilli(record.timestamp()),
                record.key(),
                record.value(),
                record.headers());
    }

    String header(String name) {
        return HeaderText.read(headers, name).orElse("-");
    }

    String reason() {
        return header(HeaderNames.REASON);
    }

    String sourceTopic() {
        return header(HeaderNames.SOURCE_TOPIC);
    }

    /** Whether only the beginning of its value was kept. */
    boolean isCut() {
        return isCut(HeaderNames.SOURCE_SIZE, value);
    }

    /** Whether only the beginning of its key was kept. */
    boolean isKeyCut() {
        if (key == null) {
            return false;
        }
        return headers.lastHeader(HeaderNames.SOURCE_KEY_SIZE) == null
                ? key.length >= KEPT_OF_KEY
                : isCut(HeaderNames.SOURCE_KEY_SIZE, key);
    }

    /** Where nobody knows how long it was: what cannot be shown to be whole is not sent. */
    private boolean isCut(String sizeHeader, byte @Nullable [] kept) {
        try {
            return Long.parseLong(header(sizeHeader)) > (kept == null ? 0 : kept.length);
        } catch (NumberFormatException e) {
            return true;
        }
    }

    /** Whether some of its headers were not kept. */
    boolean isShortOfHeaders() {
        return headers.lastHeader(HeaderNames.SOURCE_HEADERS_LEFT_OUT) != null;
    }

    /** The headers of the refused record, and which record this one is sent instead of. */
    Headers headersToSend() {
        Headers sent = SourceHeaders.restore(headers);
        HeaderText.write(sent, HeaderNames.RESUBMISSION_OF, id);
        return sent;
    }

    String line() {
        return String.join(
                "  ",
                id.toString(),
                at.toString(),
                sourceTopic() + " " + header(HeaderNames.SOURCE_PARTITION) + ":" + header(HeaderNames.SOURCE_OFFSET),
                reason() + ": " + header(HeaderNames.REMEDY));
    }

    /** @param resubmitted whether it was sent anew already */
    View view(boolean resubmitted, boolean withValue) {
        return new View(
                id.partition(),
                id.offset(),
                at,
                reason(),
                header(HeaderNames.REMEDY),
                sourceTopic(),
                header(HeaderNames.SOURCE_PARTITION),
                header(HeaderNames.SOURCE_OFFSET),
                header(HeaderNames.SOURCE_TIMESTAMP),
                header(HeaderNames.SOURCE_SIZE),
                resubmitted,
                key,
                withValue ? value : null);
    }

    /**
     * As JSON; bytes are in Base64, since what was refused may not be text.
     *
     * @param value null in a list, and where there is none
     */
    record View(
            int partition,
            long offset,
            Instant at,
            String reason,
            String remedy,
            String sourceTopic,
            String sourcePartition,
            String sourceOffset,
            String sourceTimestamp,
            String sourceSize,
            boolean resubmitted,
            byte @Nullable [] key,
            byte @Nullable [] value) {

        String json() {
            return Json.writeText(this);
        }
    }

    /** The value for people; what is not UTF-8 in it shows as replacement characters. */
    String valueText() {
        return value == null ? "(no value)" : new String(value, StandardCharsets.UTF_8);
    }
}

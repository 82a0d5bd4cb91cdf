package com.stairoids.webhooks.cli.rejection;

import com.stairoids.webhooks.schemas.delivery.HeaderNames;
import com.stairoids.webhooks.schemas.delivery.HeaderText;
import com.stairoids.webhooks.schemas.json.Json;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
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

    /** What the router wrote, and what a resubmission is marked with: none of it is the producer's. */
    private static final Set<String> OURS = Set.of(
            HeaderNames.REASON,
            HeaderNames.REMEDY,
            HeaderNames.SOURCE_TOPIC,
            HeaderNames.SOURCE_PARTITION,
            HeaderNames.SOURCE_OFFSET,
            HeaderNames.SOURCE_TIMESTAMP,
            HeaderNames.SOURCE_SIZE,
            HeaderNames.RESUBMISSION_OF);

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

    /** Whether only its beginning was kept. */
    boolean isCut() {
        long kept = value == null ? 0 : value.length;
        try {
            return Long.parseLong(header(HeaderNames.SOURCE_SIZE)) > kept;
        } catch (NumberFormatException e) {
            // Nobody knows how long it was: what cannot be shown to be whole is not sent.
            return true;
        }
    }

    /** Those of the kept record's headers that are not the rejection's, and which record this one is sent instead of. */
    Headers headersToSend() {
        Headers sent = new RecordHeaders();
        for (Header header : headers) {
            if (!OURS.contains(header.key())) {
                sent.add(header);
            }
        }
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

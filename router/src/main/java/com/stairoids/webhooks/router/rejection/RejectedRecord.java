package com.stairoids.webhooks.router.rejection;

import com.stairoids.webhooks.router.intake.BoundedBytes;
import com.stairoids.webhooks.router.intake.SourceRecord;
import com.stairoids.webhooks.schemas.delivery.HeaderNames;
import com.stairoids.webhooks.schemas.delivery.HeaderText;
import com.stairoids.webhooks.schemas.delivery.SourceHeaders;
import java.time.Instant;
import java.util.Arrays;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;

/** A refused record as {@code rejected-events} keeps it: its bytes and headers, and in headers of its own why, and where it stands. */
public final class RejectedRecord {
    private RejectedRecord() {}

    /** @param now the rejected record's own timestamp, which unlike the refused one's is sound */
    public static Record<byte @Nullable [], byte @Nullable []> of(SourceRecord source, Rejection rejection, long now) {
        return new Record<>(
                beginning(source.key(), BoundedBytes.KEY_BYTES),
                beginning(source.value(), BoundedBytes.VALUE_BYTES),
                now,
                headers(source, rejection));
    }

    private static Headers headers(SourceRecord source, Rejection rejection) {
        Headers headers = new RecordHeaders();
        HeaderText.write(headers, HeaderNames.REASON, rejection.reason().code());
        HeaderText.write(headers, HeaderNames.REMEDY, rejection.remedy());
        HeaderText.write(headers, HeaderNames.SOURCE_TOPIC, source.topic());
        HeaderText.write(headers, HeaderNames.SOURCE_PARTITION, source.partition());
        HeaderText.write(headers, HeaderNames.SOURCE_OFFSET, source.offset());
        HeaderText.write(headers, HeaderNames.SOURCE_TIMESTAMP, Instant.ofEpochMilli(source.timestamp()));
        HeaderText.write(headers, HeaderNames.SOURCE_SIZE, source.size());
        HeaderText.write(headers, HeaderNames.SOURCE_KEY_SIZE, source.key() == null ? null : source.keySize());
        int leftOut = SourceHeaders.keep(source.producersHeaders(), headers);
        HeaderText.write(headers, HeaderNames.SOURCE_HEADERS_LEFT_OUT, leftOut == 0 ? null : leftOut);
        return headers;
    }

    private static byte @Nullable [] beginning(byte @Nullable [] bytes, int most) {
        return bytes == null || bytes.length <= most ? bytes : Arrays.copyOf(bytes, most);
    }
}

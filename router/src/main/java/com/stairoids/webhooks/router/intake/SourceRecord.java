package com.stairoids.webhooks.router.intake;

import org.apache.kafka.common.header.Headers;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.jspecify.annotations.Nullable;

/**
 * One record of a source topic.
 *
 * @param timestamp milliseconds since 1970 as the broker gave it, which may be negative
 * @param key at most {@link BoundedBytes#KEY_BYTES} of it
 * @param value at most {@link BoundedBytes#VALUE_BYTES} of it
 * @param size bytes of the value as produced
 */
public record SourceRecord(
        String topic,
        int partition,
        long offset,
        long timestamp,
        byte @Nullable [] key,
        byte @Nullable [] value,
        long size,
        Headers headers) {

    /** The record as a Streams processor is given it, its true timestamp and size restored. */
    public static SourceRecord of(Record<byte @Nullable [], byte @Nullable []> record, RecordMetadata at) {
        byte[] value = record.value();
        long kept = value == null ? 0 : value.length;
        return new SourceRecord(
                at.topic(),
                at.partition(),
                at.offset(),
                IntakeHeaders.read(record.headers(), IntakeHeaders.TIMESTAMP).orElse(record.timestamp()),
                record.key(),
                value,
                IntakeHeaders.read(record.headers(), IntakeHeaders.VALUE_SIZE).orElse(kept),
                record.headers());
    }
}

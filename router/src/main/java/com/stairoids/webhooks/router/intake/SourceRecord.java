package com.stairoids.webhooks.router.intake;

import java.util.Arrays;
import java.util.List;
import org.apache.kafka.common.header.Header;
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
 * @param keySize bytes of the key as produced
 * @param size bytes of the value as produced
 * @param headers the producer's, among which may be this router's notes
 */
public record SourceRecord(
        String topic,
        int partition,
        long offset,
        long timestamp,
        byte @Nullable [] key,
        byte @Nullable [] value,
        long keySize,
        long size,
        Headers headers) {

    /** The record as a Streams processor is given it, its true timestamp and size restored. */
    public static SourceRecord of(Record<byte @Nullable [], byte @Nullable []> record, RecordMetadata at) {
        byte[] value = record.value();
        return new SourceRecord(
                at.topic(),
                at.partition(),
                at.offset(),
                IntakeHeaders.read(record.headers(), IntakeHeaders.TIMESTAMP).orElse(record.timestamp()),
                record.key(),
                value,
                IntakeHeaders.read(record.headers(), IntakeHeaders.KEY_SIZE).orElse(length(record.key())),
                IntakeHeaders.read(record.headers(), IntakeHeaders.VALUE_SIZE).orElse(length(value)),
                record.headers());
    }

    /** The headers without the router's notes. */
    public List<Header> producersHeaders() {
        return Arrays.stream(headers.toArray())
                .filter(header -> !IntakeHeaders.isOne(header))
                .toList();
    }

    private static long length(byte @Nullable [] bytes) {
        return bytes == null ? 0 : bytes.length;
    }
}

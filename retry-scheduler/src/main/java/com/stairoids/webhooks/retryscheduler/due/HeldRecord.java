package com.stairoids.webhooks.retryscheduler.due;

import com.stairoids.webhooks.schemas.delivery.HeaderNames;
import com.stairoids.webhooks.schemas.delivery.HeaderText;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * A record of a tier, and when it is to be put back.
 *
 * @param size key, value and headers, in bytes
 */
record HeldRecord(ConsumerRecord<byte[], byte[]> record, Instant due, int size) {
    /** What the objects of a record take beside its bytes, and those of a header, measured on a 64-bit JVM and rounded up. */
    private static final int HEAP_OF_RECORD = 256;

    private static final int HEAP_OF_HEADER = 128;

    /**
     * A record waits until its {@code due-at}, but no longer than the tier's present delay after it was appended, so
     * that a shortened delay also frees what waits already. One whose {@code due-at} is missing or cannot be read waits
     * for the delay.
     */
    static HeldRecord of(ConsumerRecord<byte[], byte[]> record, Duration delay) {
        Instant latest = Instant.ofEpochMilli(record.timestamp()).plus(delay);
        Instant due = dueAt(record).filter(at -> at.isBefore(latest)).orElse(latest);
        return new HeldRecord(record, due, sizeOf(record));
    }

    boolean isDue(Instant now) {
        return !now.isBefore(due);
    }

    long offset() {
        return record.offset();
    }

    /** What it takes in memory, in bytes. */
    int heap() {
        return size + HEAP_OF_RECORD + HEAP_OF_HEADER * record.headers().toArray().length;
    }

    /** Reading every header's value also lets go of the whole fetch, which an unread one would keep in memory. */
    private static int sizeOf(ConsumerRecord<byte[], byte[]> record) {
        int size = Math.max(record.serializedKeySize(), 0) + Math.max(record.serializedValueSize(), 0);
        for (var header : record.headers()) {
            size += header.key().length() + (header.value() == null ? 0 : header.value().length);
        }
        return size;
    }

    private static Optional<Instant> dueAt(ConsumerRecord<byte[], byte[]> record) {
        return HeaderText.read(record.headers(), HeaderNames.DUE_AT).flatMap(HeldRecord::parsed);
    }

    private static Optional<Instant> parsed(String text) {
        try {
            return Optional.of(Instant.parse(text));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}

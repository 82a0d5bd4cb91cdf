package com.stairoids.webhooks.retryscheduler.due;

import com.stairoids.webhooks.schemas.delivery.HeaderNames;
import com.stairoids.webhooks.schemas.delivery.HeaderText;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** A record of a tier, and when it is to be put back. */
record HeldRecord(ConsumerRecord<byte[], byte[]> record, Instant due) {

    /**
     * A record waits until its {@code due-at}, but no longer than the tier's present delay after it was appended, so
     * that a shortened delay also frees what waits already. One whose {@code due-at} is missing or cannot be read waits
     * for the delay.
     */
    static HeldRecord of(ConsumerRecord<byte[], byte[]> record, Duration delay) {
        Instant latest = Instant.ofEpochMilli(record.timestamp()).plus(delay);
        return new HeldRecord(
                record, dueAt(record).filter(due -> due.isBefore(latest)).orElse(latest));
    }

    boolean isDue(Instant now) {
        return !now.isBefore(due);
    }

    /** Key, value and headers, in bytes. */
    int size() {
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

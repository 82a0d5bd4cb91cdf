package com.stairoids.webhooks.sender.handover;

import com.stairoids.webhooks.sender.consume.Assignment;
import java.util.List;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * A record of {@code deliveries} that this sender is done with, and what Kafka is to be told of it.
 *
 * @param records entries of the log, and the delivery's next position where it has one
 * @param knownNanos when its outcome was known, on the loop's nanosecond clock
 */
public record Finished(
        Assignment assignment, long offset, List<ProducerRecord<String, byte[]>> records, long knownNanos) {
    public Finished {
        records = List.copyOf(records);
    }

    /** Size of the records' values. */
    long bytes() {
        return records.stream()
                .mapToLong(record -> record.value() == null ? 0 : record.value().length)
                .sum();
    }
}

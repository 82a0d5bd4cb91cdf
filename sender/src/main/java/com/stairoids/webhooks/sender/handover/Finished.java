package com.stairoids.webhooks.sender.handover;

import com.stairoids.webhooks.sender.consume.Assignment;
import com.stairoids.webhooks.sender.decide.Decision;

/**
 * A record of {@code deliveries} that this sender is done with, and what Kafka is to be told of it.
 *
 * @param knownNanos when its outcome was known, on the loop's nanosecond clock
 */
public record Finished(Assignment assignment, long offset, Decision decision, long knownNanos) {

    /** Size of the records' values. */
    long bytes() {
        return decision.records().stream()
                .mapToLong(record -> record.value() == null ? 0 : record.value().length)
                .sum();
    }
}

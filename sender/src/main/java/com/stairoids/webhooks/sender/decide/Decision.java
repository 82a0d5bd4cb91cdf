package com.stairoids.webhooks.sender.decide;

import com.stairoids.webhooks.schemas.delivery.FailureReason;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * What follows for a delivery.
 *
 * @param failure why its attempt failed, or why it died without one; empty where neither is so
 * @param records entries of the log, and its next position where it has one
 */
public record Decision(Ending ending, Optional<FailureReason> failure, List<ProducerRecord<String, byte[]>> records) {
    public Decision {
        records = List.copyOf(records);
    }

    static Decision of(Ending ending, ProducerRecord<String, byte[]> record) {
        return new Decision(ending, Optional.empty(), List.of(record));
    }
}

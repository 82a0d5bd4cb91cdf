package com.stairoids.webhooks.router.intake;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.streams.processor.TimestampExtractor;

/**
 * Gives Streams a timestamp that it takes: a record with a negative one it would drop, and a dropped event is refused
 * by nobody. The true one goes on in a header, for the router to judge.
 */
public final class SourceTimestamps implements TimestampExtractor {
    @Override
    public long extract(ConsumerRecord<Object, Object> record, long partitionTime) {
        long timestamp = record.timestamp();
        IntakeHeaders.write(record.headers(), IntakeHeaders.TIMESTAMP, timestamp < 0 ? timestamp : null);
        return Math.max(0, timestamp);
    }
}

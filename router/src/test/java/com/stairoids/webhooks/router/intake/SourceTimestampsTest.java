package com.stairoids.webhooks.router.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SourceTimestampsTest {
    private final SourceTimestamps timestamps = new SourceTimestamps();

    @ParameterizedTest
    @ValueSource(longs = {-1, -2, Long.MIN_VALUE})
    void givesStreamsZeroForANegativeTimestampAndTheRouterTheTrueOne(long timestamp) {
        ConsumerRecord<Object, Object> record = record(timestamp);

        assertThat(timestamps.extract(record, 7)).isZero();
        assertThat(seenByTheRouter(record, 0)).isEqualTo(timestamp);
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1, Long.MAX_VALUE})
    void leavesOthersAsTheyAre(long timestamp) {
        ConsumerRecord<Object, Object> record = record(timestamp);

        assertThat(timestamps.extract(record, 7)).isEqualTo(timestamp);
        assertThat(seenByTheRouter(record, timestamp)).isEqualTo(timestamp);
    }

    @Test
    void removesANoteThatAProducerWrote() {
        ConsumerRecord<Object, Object> record = record(5);
        IntakeHeaders.write(record.headers(), IntakeHeaders.TIMESTAMP, -1L);

        timestamps.extract(record, 7);

        assertThat(IntakeHeaders.read(record.headers(), IntakeHeaders.TIMESTAMP))
                .isEqualTo(Optional.empty());
    }

    private static long seenByTheRouter(ConsumerRecord<Object, Object> record, long streamsTimestamp) {
        Record<byte @Nullable [], byte @Nullable []> seen =
                new Record<>(null, null, streamsTimestamp, record.headers());
        return SourceRecord.of(seen, new At()).timestamp();
    }

    private static ConsumerRecord<Object, Object> record(long timestamp) {
        return new ConsumerRecord<>(
                "topic",
                0,
                0,
                timestamp,
                TimestampType.CREATE_TIME,
                0,
                0,
                new byte[0],
                new byte[0],
                new RecordHeaders(),
                Optional.empty());
    }

    private record At() implements RecordMetadata {
        @Override
        public String topic() {
            return "topic";
        }

        @Override
        public int partition() {
            return 0;
        }

        @Override
        public long offset() {
            return 0;
        }
    }
}

package com.stairoids.webhooks.retryscheduler.due;

import com.stairoids.webhooks.schemas.delivery.DeliveryHeaders;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.jspecify.annotations.Nullable;

/** Records of a tier, as tests need them. */
final class Waiting {
    static final String TOPIC = "stairoids.retry-1m";
    static final byte[] KEY = "ep_1".getBytes(StandardCharsets.UTF_8);
    static final byte[] BODY = "{\"event\":\"signal.created\"}".getBytes(StandardCharsets.UTF_8);

    private Waiting() {}

    static Headers headers(String deliveryId, @Nullable Instant due) {
        return DeliveryHeaders.ofEvent(
                        "evt_1", "signal.created", "ws_1", deliveryId, "2026-11-01T12:00:00Z", 3, "00-ab-cd-01")
                .failed(Instant.parse("2026-11-01T12:00:01Z"), "503")
                .dueAt(due)
                .toHeaders();
    }

    static ConsumerRecord<byte[], byte[]> record(int partition, long offset, Instant appended, @Nullable Instant due) {
        return record(partition, offset, appended, headers("dlv_" + partition + "_" + offset, due));
    }

    static ConsumerRecord<byte[], byte[]> record(int partition, long offset, Instant appended, Headers headers) {
        return new ConsumerRecord<>(
                TOPIC,
                partition,
                offset,
                appended.toEpochMilli(),
                TimestampType.LOG_APPEND_TIME,
                KEY.length,
                BODY.length,
                KEY,
                BODY,
                new RecordHeaders(headers),
                Optional.of(7));
    }
}

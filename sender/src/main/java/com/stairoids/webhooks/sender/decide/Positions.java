package com.stairoids.webhooks.sender.decide;

import com.stairoids.webhooks.schemas.attempt.Happening;
import com.stairoids.webhooks.schemas.delivery.DeliveryHeaders;
import com.stairoids.webhooks.schemas.delivery.FailureReason;
import com.stairoids.webhooks.schemas.delivery.HeaderNames;
import com.stairoids.webhooks.schemas.delivery.HeaderText;
import com.stairoids.webhooks.schemas.health.EndpointHealth;
import com.stairoids.webhooks.schemas.json.Json;
import com.stairoids.webhooks.schemas.topic.Topic;
import com.stairoids.webhooks.sender.admit.Lanes;
import com.stairoids.webhooks.sender.consume.Delivery;
import java.time.Instant;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;

/** The records that a decision leads to. The body is passed on as it is. */
public final class Positions {
    private Positions() {}

    static ProducerRecord<String, byte[]> log(Delivery delivery, Happening happening) {
        return new ProducerRecord<>(
                Topic.ATTEMPTS.topicName(), delivery.endpoint().endpointId(), Json.write(happening));
    }

    static ProducerRecord<String, byte[]> at(Topic topic, Delivery delivery, DeliveryHeaders headers) {
        return record(topic, delivery.endpoint().endpointId(), delivery.body(), headers.toHeaders());
    }

    /** What the retry-scheduler is to know of an endpoint; a tombstone where there is nothing to know. */
    public static ProducerRecord<String, byte[]> health(Lanes.Announcement announcement) {
        EndpointHealth health = announcement.health();
        return record(
                Topic.ENDPOINT_HEALTH,
                announcement.endpoint().endpointId(),
                health == null ? null : Json.write(health),
                new RecordHeaders());
    }

    static ProducerRecord<String, byte[]> dead(
            Delivery delivery, DeliveryHeaders after, FailureReason reason, @Nullable Integer lastStatus, Instant now) {
        Headers headers = after.toHeaders();
        HeaderText.write(headers, HeaderNames.REASON, reason.code());
        HeaderText.write(headers, HeaderNames.LAST_STATUS, lastStatus);
        HeaderText.write(headers, HeaderNames.LAST_ATTEMPT_AT, now);
        HeaderText.write(headers, HeaderNames.DEAD_LETTERED_AT, now);
        return record(Topic.DEAD_LETTER, delivery.endpoint().endpointId(), delivery.body(), headers);
    }

    static ProducerRecord<String, byte[]> malformed(ConsumerRecord<String, byte[]> source, String error, Instant now) {
        Headers headers = new RecordHeaders(source.headers().toArray());
        HeaderText.write(headers, HeaderNames.REASON, FailureReason.MALFORMED_DELIVERY.code());
        HeaderText.write(headers, HeaderNames.LAST_ERROR, HeaderText.cut(error, DeliveryHeaders.LAST_ERROR_BYTES));
        HeaderText.write(headers, HeaderNames.DEAD_LETTERED_AT, now);
        HeaderText.write(headers, HeaderNames.SOURCE_TOPIC, source.topic());
        HeaderText.write(headers, HeaderNames.SOURCE_PARTITION, source.partition());
        HeaderText.write(headers, HeaderNames.SOURCE_OFFSET, source.offset());
        return record(Topic.DEAD_LETTER, source.key(), source.value(), headers);
    }

    private static ProducerRecord<String, byte[]> record(
            Topic topic, @Nullable String key, byte @Nullable [] value, Headers headers) {
        return new ProducerRecord<>(topic.topicName(), null, key, value, headers);
    }
}

package com.stairoids.webhooks.testing.replays;

import com.stairoids.webhooks.schemas.delivery.DeliveryHeaders;
import com.stairoids.webhooks.schemas.delivery.HeaderNames;
import com.stairoids.webhooks.schemas.delivery.HeaderText;
import com.stairoids.webhooks.schemas.topic.Topic;
import com.stairoids.webhooks.testing.topics.TopicWriter;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.header.Headers;

/**
 * Dead letters, as a sender writes them, each with a body of its own.
 *
 * @param prefix what their delivery ids begin with
 */
public record DeadDeliveries(String prefix, String workspaceId, String endpointId, int count) {
    /** Writes all of them; all are acknowledged when it returns. */
    public void write(String bootstrapServers) {
        Instant now = Instant.now();
        try (TopicWriter writer = new TopicWriter(bootstrapServers)) {
            List<Future<RecordMetadata>> sent = new ArrayList<>();
            for (int number = 0; number < count; number++) {
                sent.add(writer.send(new ProducerRecord<>(
                        Topic.DEAD_LETTER.topicName(),
                        null,
                        null,
                        endpointId.getBytes(StandardCharsets.UTF_8),
                        body(number),
                        headers(number, now))));
            }
            for (Future<RecordMetadata> each : sent) {
                each.get();
            }
        } catch (ExecutionException e) {
            throw new IllegalStateException("a dead letter was not written", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while dead letters were written", e);
        }
    }

    public String id(int number) {
        return prefix + number;
    }

    public byte[] body(int number) {
        return ("{\"event\":\"signal.created\",\"id\":\"evt_" + id(number)
                        + "\",\"data\":{\"signal\":{\"score\":1.10}}}")
                .getBytes(StandardCharsets.UTF_8);
    }

    private Headers headers(int number, Instant now) {
        Headers headers = DeliveryHeaders.ofEvent(
                        "evt_" + id(number), "signal.created", workspaceId, id(number), now.toString(), 0, null)
                .failed(now, "answered 503")
                .toHeaders();
        HeaderText.write(headers, HeaderNames.REASON, "http-status");
        HeaderText.write(headers, HeaderNames.LAST_STATUS, 503);
        HeaderText.write(headers, HeaderNames.LAST_ATTEMPT_AT, now);
        HeaderText.write(headers, HeaderNames.DEAD_LETTERED_AT, now.minusSeconds(60));
        return headers;
    }
}

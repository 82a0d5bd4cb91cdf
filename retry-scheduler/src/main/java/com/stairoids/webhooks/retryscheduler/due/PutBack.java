package com.stairoids.webhooks.retryscheduler.due;

import com.stairoids.webhooks.schemas.delivery.DeliveryHeaders;
import com.stairoids.webhooks.schemas.delivery.HeaderNames;
import com.stairoids.webhooks.schemas.delivery.MalformedHeadersException;
import com.stairoids.webhooks.schemas.topic.Topic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A waiting delivery as it goes back among the deliveries: key, body and headers as they were, without {@code due-at}. */
final class PutBack {
    private static final Logger log = LoggerFactory.getLogger(PutBack.class);

    private PutBack() {}

    /** One that is no delivery goes on as it is: the sender, which knows what to do with such, makes it a dead letter. */
    static ProducerRecord<byte[], byte[]> of(ConsumerRecord<byte[], byte[]> waiting) {
        Headers headers = new RecordHeaders(waiting.headers());
        try {
            var _ = DeliveryHeaders.of(headers);
            headers.remove(HeaderNames.DUE_AT);
        } catch (MalformedHeadersException e) {
            log.atWarn()
                    .addKeyValue("topic", waiting.topic())
                    .addKeyValue("partition", waiting.partition())
                    .addKeyValue("offset", waiting.offset())
                    .addKeyValue("reason", e.getMessage())
                    .log("A record that is no delivery is put on as it is");
        }
        return new ProducerRecord<>(Topic.DELIVERIES.topicName(), null, null, waiting.key(), waiting.value(), headers);
    }
}

package com.stairoids.webhooks.cli.local;

import com.stairoids.webhooks.schemas.event.EventType;
import com.stairoids.webhooks.schemas.sample.Samples;
import com.stairoids.webhooks.settings.KafkaSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;

/** A sample of each event type, produced as an upstream service would. */
final class DemoEvents {
    private final KafkaSettings kafka;

    DemoEvents(KafkaSettings kafka) {
        this.kafka = kafka;
    }

    /** Returns once all are on the broker's log. */
    void send() throws InterruptedException, ExecutionException {
        List<Future<RecordMetadata>> sent = new ArrayList<>();
        try (Producer<String, byte[]> producer = new KafkaProducer<>(kafka.producer())) {
            for (EventType type : EventType.values()) {
                sent.add(producer.send(new ProducerRecord<>(
                        type.topic().topicName(), Samples.WORKSPACE_ID, Samples.domainEvent(type))));
            }
        }
        for (Future<RecordMetadata> one : sent) {
            one.get();
        }
    }
}

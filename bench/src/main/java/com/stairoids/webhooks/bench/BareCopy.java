package com.stairoids.webhooks.bench;

import com.stairoids.webhooks.schemas.topic.Topic;
import com.stairoids.webhooks.settings.KafkaSettings;
import com.stairoids.webhooks.settings.Settings;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;

/** The least that anything must do that moves records from topic to topic in transactions, and no more than that. */
final class BareCopy {
    private static final int RECORDS_AT_ONCE = 1000;

    private final Settings settings;

    BareCopy(Settings settings) {
        this.settings = settings;
    }

    /** Copies {@code count} records of a tier to the deliveries; records a second. */
    double rate(Topic tier, int count) {
        KafkaSettings kafka = KafkaSettings.of(settings);
        Map<String, Object> reading = new HashMap<>(kafka.groupConsumer("bench-bare-copy"));
        reading.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, RECORDS_AT_ONCE);
        Map<String, Object> writing = new HashMap<>(kafka.transactionalProducer("bench-bare-copy"));
        writing.put(ProducerConfig.BATCH_SIZE_CONFIG, 128 * 1024);
        try (var consumer = new KafkaConsumer<String, byte[]>(reading);
                var producer = new KafkaProducer<String, byte[]>(writing)) {
            consumer.subscribe(List.of(tier.topicName()));
            producer.initTransactions();
            int copied = 0;
            long started = 0;
            while (copied < count) {
                ConsumerRecords<String, byte[]> polled = consumer.poll(Duration.ofMillis(100));
                if (!polled.isEmpty()) {
                    started = started == 0 ? System.nanoTime() : started;
                    copy(polled, consumer, producer);
                    copied += polled.count();
                }
            }
            return copied * 1e9 / (System.nanoTime() - started);
        }
    }

    private static void copy(
            ConsumerRecords<String, byte[]> polled,
            KafkaConsumer<String, byte[]> consumer,
            KafkaProducer<String, byte[]> producer) {
        producer.beginTransaction();
        for (ConsumerRecord<String, byte[]> record : polled) {
            var _ = producer.send(new ProducerRecord<>(
                    Topic.DELIVERIES.topicName(), null, null, record.key(), record.value(), record.headers()));
        }
        producer.sendOffsetsToTransaction(polled.nextOffsets(), consumer.groupMetadata());
        producer.commitTransaction();
    }
}

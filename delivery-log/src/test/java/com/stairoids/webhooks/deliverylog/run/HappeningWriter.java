package com.stairoids.webhooks.deliverylog.run;

import com.stairoids.webhooks.deliverylog.view.RandomHappenings;
import com.stairoids.webhooks.schemas.attempt.Happening;
import com.stairoids.webhooks.schemas.json.Json;
import com.stairoids.webhooks.schemas.topic.Topic;
import com.stairoids.webhooks.settings.KafkaSettings;
import com.stairoids.webhooks.settings.Settings;
import java.time.Instant;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Writes whatever may happen as senders do, in transactions, some of which come to nothing. */
final class HappeningWriter implements AutoCloseable {
    private final KafkaProducer<String, byte[]> producer;
    private final RandomHappenings any;

    HappeningWriter(String bootstrapServers, long seed) {
        Settings settings = Settings.of(Map.of(KafkaSettings.BOOTSTRAP_SERVERS.name(), bootstrapServers));
        producer = new KafkaProducer<>(KafkaSettings.of(settings).transactionalProducer("happening-writer"));
        producer.initTransactions();
        any = new RandomHappenings(seed, 500);
    }

    void write(int transactions) {
        for (int number = 0; number < transactions; number++) {
            producer.beginTransaction();
            for (int record = 0; record < 20; record++) {
                send(any.next(Instant.now()));
            }
            if (any.below(5) == 0) {
                producer.flush();
                producer.abortTransaction();
            } else {
                producer.commitTransaction();
            }
        }
    }

    private void send(Happening happening) {
        var _ = producer.send(new ProducerRecord<>(
                Topic.ATTEMPTS.topicName(), happening.delivery().endpointId(), Json.write(happening)));
    }

    @Override
    public void close() {
        producer.close();
    }
}

package com.stairoids.webhooks.bench;

import com.stairoids.webhooks.schemas.delivery.HeaderNames;
import com.stairoids.webhooks.schemas.delivery.HeaderText;
import com.stairoids.webhooks.schemas.topic.Topic;
import com.stairoids.webhooks.settings.KafkaSettings;
import com.stairoids.webhooks.settings.Settings;
import java.time.Duration;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;

/** Counts what is written to {@code parked}. Not thread-safe. */
final class ParkedCount implements AutoCloseable {
    private final KafkaConsumer<String, byte[]> consumer;
    private final String idPart;
    private long parked;
    private long again;

    /** @param idPart is part of the ids of the events that count */
    ParkedCount(Settings settings, String idPart) {
        this.consumer = new KafkaConsumer<>(KafkaSettings.of(settings).consumer());
        this.idPart = idPart;
        List<TopicPartition> partitions = consumer.partitionsFor(Topic.PARKED.topicName()).stream()
                .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                .toList();
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
    }

    /** Reads what has come since the last time, for {@code time} at most. */
    void read(Duration time) {
        long deadline = System.nanoTime() + time.toNanos();
        while (System.nanoTime() < deadline) {
            consumer.poll(Duration.ofMillis(100)).forEach(this::count);
        }
    }

    /** How often one of them was parked. */
    long parked() {
        return parked;
    }

    /** How often one was that had been let go before. */
    long again() {
        return again;
    }

    @Override
    public void close() {
        consumer.close();
    }

    private void count(ConsumerRecord<String, byte[]> record) {
        if (HeaderText.read(record.headers(), HeaderNames.EVENT_ID).orElse("").contains(idPart)) {
            parked++;
            again += HeaderText.read(record.headers(), HeaderNames.PARKED_MS).isPresent() ? 1 : 0;
        }
    }
}

package com.stairoids.webhooks.cli.attempt;

import com.stairoids.webhooks.deadletters.TopicScan;
import com.stairoids.webhooks.schemas.topic.Topic;
import com.stairoids.webhooks.settings.KafkaSettings;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.BiConsumer;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** A topic from some point on, without an end. Belongs to one thread and to no group. */
final class TopicTail implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMillis(200);

    private final Consumer<String, byte[]> consumer;

    private TopicTail(Consumer<String, byte[]> consumer) {
        this.consumer = consumer;
    }

    /**
     * From what was appended at that time on.
     *
     * @throws UnknownTopicOrPartitionException where the topic does not exist
     */
    static TopicTail openAt(KafkaSettings kafka, Topic topic, Instant appendedSince) {
        return open(kafka, topic, (consumer, partitions) -> TopicScan.seek(consumer, partitions, appendedSince));
    }

    /** From what is written next on. */
    static TopicTail openAtEnd(KafkaSettings kafka, Topic topic) {
        return open(kafka, topic, (consumer, partitions) -> {
            consumer.seekToEnd(partitions);
            partitions.forEach(consumer::position);
        });
    }

    private static TopicTail open(
            KafkaSettings kafka, Topic topic, BiConsumer<Consumer<String, byte[]>, List<TopicPartition>> seek) {
        Consumer<String, byte[]> consumer = new KafkaConsumer<>(kafka.consumer());
        try {
            List<TopicPartition> partitions = consumer.partitionsFor(topic.topicName()).stream()
                    .map(found -> new TopicPartition(found.topic(), found.partition()))
                    .toList();
            if (partitions.isEmpty()) {
                throw new UnknownTopicOrPartitionException(topic.topicName());
            }
            consumer.assign(partitions);
            seek.accept(consumer, partitions);
            return new TopicTail(consumer);
        } catch (RuntimeException e) {
            consumer.close();
            throw e;
        }
    }

    /** What comes next; empty where nothing does for a while. */
    ConsumerRecords<String, byte[]> poll() {
        return consumer.poll(PATIENCE);
    }

    @Override
    public void close() {
        consumer.close();
    }
}

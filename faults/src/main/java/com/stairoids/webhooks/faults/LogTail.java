package com.stairoids.webhooks.faults;

import com.stairoids.webhooks.schemas.attempt.Happening;
import com.stairoids.webhooks.schemas.json.Json;
import com.stairoids.webhooks.schemas.json.MalformedJsonException;
import com.stairoids.webhooks.schemas.topic.Topic;
import com.stairoids.webhooks.testing.guarantees.LogEntry;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** Follows the committed log while the line runs, for the load's pace. The verdict reads the topic again. */
final class LogTail implements AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(100);

    private final KafkaConsumer<String, byte[]> consumer;
    private final Consumer<String> eventIdOfEnded;
    private final Set<String> ended = new HashSet<>();
    private final Thread reading = Thread.ofPlatform().name("log-tail").daemon().unstarted(this::read);
    private volatile boolean closing;
    private volatile Optional<RuntimeException> failure = Optional.empty();

    /** @param eventIdOfEnded told once of each delivery that ended */
    LogTail(String bootstrapServers, Consumer<String> eventIdOfEnded) {
        this.eventIdOfEnded = eventIdOfEnded;
        Map<String, Object> configuration = new HashMap<>();
        configuration.put(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
        configuration.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        configuration.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        consumer = new KafkaConsumer<>(configuration, new StringDeserializer(), new ByteArrayDeserializer());
        List<TopicPartition> partitions = consumer.partitionsFor(Topic.ATTEMPTS.topicName()).stream()
                .map(info -> new TopicPartition(info.topic(), info.partition()))
                .toList();
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
        reading.start();
    }

    /** @throws IllegalStateException where it could not go on */
    void requireRunning() {
        failure.ifPresent(cause -> {
            throw new IllegalStateException("the log cannot be followed any more", cause);
        });
    }

    static LogEntry entry(ConsumerRecord<String, byte[]> record) {
        try {
            return LogEntry.of(Json.read(record.value(), Happening.class));
        } catch (MalformedJsonException e) {
            throw new IllegalStateException("attempts holds what is no entry of the log", e);
        }
    }

    @Override
    public void close() {
        closing = true;
        try {
            reading.join(Duration.ofSeconds(10));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void read() {
        try (consumer) {
            while (!closing) {
                for (ConsumerRecord<String, byte[]> record : consumer.poll(POLL)) {
                    LogEntry entry = entry(record);
                    if (entry.kind().isEnd() && ended.add(entry.deliveryId())) {
                        eventIdOfEnded.accept(entry.eventId());
                    }
                }
            }
        } catch (RuntimeException e) {
            failure = Optional.of(e);
        }
    }
}

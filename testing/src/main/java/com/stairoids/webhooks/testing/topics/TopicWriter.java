package com.stairoids.webhooks.testing.topics;

import com.stairoids.webhooks.schemas.topic.Topic;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/** Writes to topics as upstream would, each record acknowledged by all in-sync replicas. */
public final class TopicWriter implements AutoCloseable {
    /** Bound on a record before compression, in bytes: larger than anything a topic takes, so that the broker decides. */
    private static final int MAX_RECORD_BYTES = 128 * 1024 * 1024;

    private final KafkaProducer<byte[], byte[]> producer;

    public TopicWriter(String bootstrapServers) {
        this(bootstrapServers, "none");
    }

    /** @param compression as Kafka spells it: none, gzip, snappy, lz4 or zstd */
    public TopicWriter(String bootstrapServers, String compression) {
        Map<String, Object> configuration = new HashMap<>();
        configuration.put(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
        configuration.put(ProducerConfig.ACKS_CONFIG, "all");
        configuration.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, compression);
        configuration.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, MAX_RECORD_BYTES);
        configuration.put(ProducerConfig.BUFFER_MEMORY_CONFIG, 2L * MAX_RECORD_BYTES);
        this.producer = new KafkaProducer<>(configuration, new ByteArraySerializer(), new ByteArraySerializer());
    }

    /** Writes one record without headers and waits for it. */
    public RecordMetadata write(Topic topic, @Nullable String key, byte @Nullable [] value) {
        return write(topic, key, value, new RecordHeaders());
    }

    /** Writes one record and waits for it. */
    public RecordMetadata write(Topic topic, @Nullable String key, byte @Nullable [] value, Headers headers) {
        byte[] bytes = key == null ? null : key.getBytes(StandardCharsets.UTF_8);
        return write(new ProducerRecord<>(topic.topicName(), null, null, bytes, value, headers));
    }

    /** Writes one record of any key, partition and timestamp, and waits for it. */
    public RecordMetadata write(ProducerRecord<byte[], byte[]> written) {
        return await(send(written));
    }

    /** Writes one record without waiting; {@link #close()} waits for all. */
    public Future<RecordMetadata> send(ProducerRecord<byte[], byte[]> written) {
        return producer.send(written);
    }

    @Override
    public void close() {
        producer.close();
    }

    private static RecordMetadata await(Future<RecordMetadata> sent) {
        try {
            return sent.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("the record was not written", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while a record was written", e);
        }
    }
}

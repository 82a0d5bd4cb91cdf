package com.stairoids.webhooks.streams;

import com.stairoids.webhooks.settings.KafkaSettings;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.errors.LogAndContinueExceptionHandler;

/** What every role that runs Kafka Streams tells it: {@code exactly_once_v2}, short commits, deaths noticed after 10 s. */
public final class StreamsProperties {
    /** How long what was done may wait to be committed; part of an event's latency. */
    private static final long COMMIT_INTERVAL_MS = 20;

    /** How long an idle thread waits before it looks whether a commit is due; part of an event's latency. */
    private static final long POLL_MS = 10;

    /** Within which the group's coordinator notices a death; the broker's default of 45 s is too long a silence. */
    private static final int SESSION_TIMEOUT_MS = 10_000;

    private static final int HEARTBEAT_INTERVAL_MS = 3_000;

    /** A transaction's first records are refused until the markers of the one before are written: a matter of milliseconds. */
    private static final int RETRY_BACKOFF_MS = 5;

    /** A MiB of body, its headers and room. */
    private static final int MAX_REQUEST_BYTES = 4 * 1024 * 1024;

    private StreamsProperties() {}

    /**
     * A new map, to which a role adds its own.
     *
     * @param applicationId also the consumer group; where it changes, all that is in the topics is read again
     * @param stateDirectory which no other process uses
     * @param threads 1 or more, each with a transaction of its own
     */
    public static Map<String, Object> of(KafkaSettings kafka, String applicationId, Path stateDirectory, int threads) {
        Map<String, Object> values = new HashMap<>(kafka.client());
        values.put(StreamsConfig.APPLICATION_ID_CONFIG, applicationId);
        // Streams' own choice is another one at each start, and the label of every metric.
        values.putIfAbsent(StreamsConfig.CLIENT_ID_CONFIG, applicationId);
        values.put(StreamsConfig.STATE_DIR_CONFIG, stateDirectory.toString());
        values.put(StreamsConfig.NUM_STREAM_THREADS_CONFIG, threads);
        values.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
        values.put(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, COMMIT_INTERVAL_MS);
        values.put(StreamsConfig.POLL_MS_CONFIG, POLL_MS);
        values.put(StreamsConfig.GROUP_PROTOCOL_CONFIG, "classic");
        values.put(StreamsConfig.REPLICATION_FACTOR_CONFIG, -1);
        // Nothing can fail to be deserialised; Streams asks this handler for whatever else it cannot make a record of.
        values.put(StreamsConfig.DESERIALIZATION_EXCEPTION_HANDLER_CLASS_CONFIG, LogAndContinueExceptionHandler.class);
        values.put(StreamsConfig.mainConsumerPrefix(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG), SESSION_TIMEOUT_MS);
        values.put(
                StreamsConfig.mainConsumerPrefix(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG), HEARTBEAT_INTERVAL_MS);
        values.put(StreamsConfig.producerPrefix(ProducerConfig.ACKS_CONFIG), "all");
        values.put(StreamsConfig.producerPrefix(ProducerConfig.MAX_REQUEST_SIZE_CONFIG), MAX_REQUEST_BYTES);
        // A commit sends what is left; until then a batch may fill.
        values.put(StreamsConfig.producerPrefix(ProducerConfig.LINGER_MS_CONFIG), 5);
        values.put(StreamsConfig.producerPrefix(ProducerConfig.RETRY_BACKOFF_MS_CONFIG), RETRY_BACKOFF_MS);
        return values;
    }
}

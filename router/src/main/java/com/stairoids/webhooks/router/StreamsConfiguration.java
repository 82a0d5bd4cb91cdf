package com.stairoids.webhooks.router;

import com.stairoids.webhooks.router.intake.TableTimestamps;
import com.stairoids.webhooks.settings.KafkaSettings;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.errors.LogAndContinueExceptionHandler;

/** How Kafka Streams runs the router. */
final class StreamsConfiguration {
    /** Also the consumer group; it must never change, or every event in the topics is routed again. */
    static final String APPLICATION_ID = "stairoids-router";

    /** How long an event may wait for its deliveries to be committed. */
    private static final long COMMIT_INTERVAL_MS = 20;

    /** How long an idle thread waits before it looks whether a commit is due; part of an event's latency. */
    private static final long POLL_MS = 10;

    /** Within which the group's coordinator notices a death; the broker's default of 45 s is too long a silence. */
    private static final int SESSION_TIMEOUT_MS = 10_000;

    private static final int HEARTBEAT_INTERVAL_MS = 3_000;

    /** With at most 1 MiB kept of each, what a thread holds whatever its producers send: 100 MiB. */
    private static final int MAX_POLL_RECORDS = 100;

    /** A rejected record's MiB, its headers and room. */
    private static final int MAX_REQUEST_BYTES = 4 * 1024 * 1024;

    private StreamsConfiguration() {}

    static StreamsConfig of(RouterSettings settings, KafkaSettings kafka) {
        Map<String, Object> values = new HashMap<>(kafka.client());
        values.put(StreamsConfig.APPLICATION_ID_CONFIG, APPLICATION_ID);
        values.put(StreamsConfig.STATE_DIR_CONFIG, settings.stateDirectory().toString());
        values.put(StreamsConfig.NUM_STREAM_THREADS_CONFIG, settings.threads());
        values.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
        values.put(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, COMMIT_INTERVAL_MS);
        values.put(StreamsConfig.POLL_MS_CONFIG, POLL_MS);
        values.put(StreamsConfig.GROUP_PROTOCOL_CONFIG, "classic");
        values.put(StreamsConfig.REPLICATION_FACTOR_CONFIG, -1);
        // Nothing can fail to be deserialised; Streams asks this handler for whatever else it cannot make a record of.
        values.put(StreamsConfig.DESERIALIZATION_EXCEPTION_HANDLER_CLASS_CONFIG, LogAndContinueExceptionHandler.class);
        consumers(values);
        producers(values);
        return new StreamsConfig(values);
    }

    private static void consumers(Map<String, Object> values) {
        values.put(StreamsConfig.mainConsumerPrefix(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG), SESSION_TIMEOUT_MS);
        values.put(
                StreamsConfig.mainConsumerPrefix(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG), HEARTBEAT_INTERVAL_MS);
        values.put(StreamsConfig.mainConsumerPrefix(ConsumerConfig.MAX_POLL_RECORDS_CONFIG), MAX_POLL_RECORDS);
        values.put(
                StreamsConfig.globalConsumerPrefix(ConsumerConfig.INTERCEPTOR_CLASSES_CONFIG),
                TableTimestamps.class.getName());
    }

    private static void producers(Map<String, Object> values) {
        values.put(StreamsConfig.producerPrefix(ProducerConfig.ACKS_CONFIG), "all");
        values.put(StreamsConfig.producerPrefix(ProducerConfig.MAX_REQUEST_SIZE_CONFIG), MAX_REQUEST_BYTES);
        // A commit sends what is left; until then a batch may fill.
        values.put(StreamsConfig.producerPrefix(ProducerConfig.LINGER_MS_CONFIG), 5);
    }
}

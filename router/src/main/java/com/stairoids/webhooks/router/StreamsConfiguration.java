package com.stairoids.webhooks.router;

import com.stairoids.webhooks.router.intake.TableTimestamps;
import com.stairoids.webhooks.settings.KafkaSettings;
import com.stairoids.webhooks.streams.StreamsProperties;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.streams.StreamsConfig;

/** How Kafka Streams runs the router. */
final class StreamsConfiguration {
    /** Also the consumer group; it must never change, or every event in the topics is routed again. */
    static final String APPLICATION_ID = "stairoids-router";

    /** With at most 1 MiB kept of each, what a thread holds whatever its producers send: 100 MiB. */
    private static final int MAX_POLL_RECORDS = 100;

    private StreamsConfiguration() {}

    static StreamsConfig of(RouterSettings settings, KafkaSettings kafka) {
        Map<String, Object> values =
                StreamsProperties.of(kafka, APPLICATION_ID, settings.stateDirectory(), settings.threads());
        values.put(StreamsConfig.mainConsumerPrefix(ConsumerConfig.MAX_POLL_RECORDS_CONFIG), MAX_POLL_RECORDS);
        values.put(
                StreamsConfig.globalConsumerPrefix(ConsumerConfig.INTERCEPTOR_CLASSES_CONFIG),
                TableTimestamps.class.getName());
        return new StreamsConfig(values);
    }
}

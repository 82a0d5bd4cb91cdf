package com.stairoids.webhooks.testing.broker;

import java.util.Map;
import org.testcontainers.kafka.KafkaContainer;
import org.testcontainers.utility.DockerImageName;

/** A broker in a container, configured as the one in process is where tests can tell the difference. */
final class ContainerBroker implements RunningBroker {
    private static final DockerImageName IMAGE = DockerImageName.parse("apache/kafka:4.3.1");

    private static final Map<String, String> CONFIGURATION = Map.ofEntries(
            Map.entry("KAFKA_AUTO_CREATE_TOPICS_ENABLE", "false"),
            Map.entry("KAFKA_GROUP_INITIAL_REBALANCE_DELAY_MS", "0"),
            Map.entry("KAFKA_OFFSETS_TOPIC_REPLICATION_FACTOR", "1"),
            Map.entry("KAFKA_OFFSETS_TOPIC_NUM_PARTITIONS", "4"),
            Map.entry("KAFKA_OFFSETS_RETENTION_MINUTES", Integer.toString(400 * 24 * 60)),
            Map.entry("KAFKA_TRANSACTION_STATE_LOG_REPLICATION_FACTOR", "1"),
            Map.entry("KAFKA_TRANSACTION_STATE_LOG_MIN_ISR", "1"),
            Map.entry("KAFKA_TRANSACTION_STATE_LOG_NUM_PARTITIONS", "4"),
            Map.entry("KAFKA_TRANSACTION_MAX_TIMEOUT_MS", "60000"),
            Map.entry("KAFKA_TRANSACTION_ABORT_TIMED_OUT_TRANSACTION_CLEANUP_INTERVAL_MS", "1000"),
            Map.entry("KAFKA_MESSAGE_MAX_BYTES", Integer.toString(8 * 1024 * 1024)));

    private final KafkaContainer container;

    private ContainerBroker(KafkaContainer container) {
        this.container = container;
    }

    static ContainerBroker start() {
        KafkaContainer container = new KafkaContainer(IMAGE).withEnv(CONFIGURATION);
        container.start();
        return new ContainerBroker(container);
    }

    @Override
    public String bootstrapServers() {
        return container.getBootstrapServers();
    }

    @Override
    public void close() {
        container.close();
    }
}

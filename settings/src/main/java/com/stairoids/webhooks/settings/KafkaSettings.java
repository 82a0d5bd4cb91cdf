package com.stairoids.webhooks.settings;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * How every role and command reaches Kafka. Keys are text, values bytes; all readers are {@code read_committed}, all
 * writers wait for all in-sync replicas.
 */
public final class KafkaSettings {
    public static final Setting<String> BOOTSTRAP_SERVERS = Setting.text(
                    "kafka.bootstrap-servers",
                    "localhost:9092",
                    "host:port, several separated by commas",
                    "The Kafka cluster.")
            .then(KafkaSettings::required);

    public static final Setting<Boolean> ALLOW_UNREPLICATED = Setting.flag(
            "kafka.allow-unreplicated",
            false,
            "Lets a role start on a cluster that keeps fewer than three copies, or acknowledges with fewer than two:"
                    + " a lost disk then loses events.");

    /** Whatever is below goes to every Kafka client as it stands, such as {@code kafka.client.security.protocol}. */
    public static final String CLIENT_PREFIX = "kafka.client.";

    public static final List<Setting<?>> ALL = List.of(BOOTSTRAP_SERVERS, ALLOW_UNREPLICATED);

    /** Within which a group's coordinator notices a death; the broker's default of 45 s is too long a silence. */
    private static final String SESSION_TIMEOUT_MS = "10000";

    /** A member learns of a rebalance with its next heartbeat, and when others join, it does so two or three times. */
    private static final String HEARTBEAT_INTERVAL_MS = "1000";

    /** Within which a grown topic's new partitions are noticed; what is written to them before waits so long. */
    private static final String METADATA_MAX_AGE_MS = "30000";

    /** A transaction's first records are refused until the markers of the one before are written: a matter of milliseconds. */
    private static final int TRANSACTION_RETRY_BACKOFF_MS = 5;

    private static final int MAX_REQUEST_BYTES = 4 * 1024 * 1024;

    private final Map<String, Object> client;
    private final boolean allowUnreplicated;

    private KafkaSettings(Map<String, Object> client, boolean allowUnreplicated) {
        this.client = Map.copyOf(client);
        this.allowUnreplicated = allowUnreplicated;
    }

    public static KafkaSettings of(Settings settings) {
        Map<String, Object> client = new HashMap<>(settings.below(CLIENT_PREFIX));
        client.putIfAbsent(CommonClientConfigs.METADATA_MAX_AGE_CONFIG, METADATA_MAX_AGE_MS);
        client.put(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, settings.get(BOOTSTRAP_SERVERS));
        return new KafkaSettings(client, settings.get(ALLOW_UNREPLICATED));
    }

    public boolean allowUnreplicated() {
        return allowUnreplicated;
    }

    /** What every client needs: where the cluster is, how to log in, and how soon it notices that a topic has grown. */
    public Map<String, Object> client() {
        return client;
    }

    /** A consumer that reads what was committed, from the beginning where it has no position, and commits nothing by itself. */
    public Map<String, Object> consumer() {
        Map<String, Object> consumer = new HashMap<>(client);
        consumer.put(ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG, StringDeserializer.class);
        consumer.put(ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
        consumer.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        consumer.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        consumer.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        consumer.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        return consumer;
    }

    /** The same, as a member of a group by the classic protocol, whose death is noticed after 10 s. */
    public Map<String, Object> groupConsumer(String groupId) {
        Map<String, Object> consumer = consumer();
        consumer.put(ConsumerConfig.GROUP_ID_CONFIG, groupId);
        consumer.put(ConsumerConfig.GROUP_PROTOCOL_CONFIG, "classic");
        consumer.put(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, SESSION_TIMEOUT_MS);
        consumer.put(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG, HEARTBEAT_INTERVAL_MS);
        return consumer;
    }

    /** An idempotent producer whose records are on every in-sync replica before they count. */
    public Map<String, Object> producer() {
        Map<String, Object> producer = new HashMap<>(client);
        producer.put(ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG, StringSerializer.class);
        producer.put(ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class);
        producer.put(ProducerConfig.ACKS_CONFIG, "all");
        producer.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        producer.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, MAX_REQUEST_BYTES);
        return producer;
    }

    /** The same, writing in transactions that the broker aborts 10 s after their writer fell silent. */
    public Map<String, Object> transactionalProducer(String transactionalId) {
        Map<String, Object> producer = producer();
        producer.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, transactionalId);
        producer.put(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG, 10_000);
        producer.put(ProducerConfig.RETRY_BACKOFF_MS_CONFIG, TRANSACTION_RETRY_BACKOFF_MS);
        return producer;
    }

    private static String required(String text) {
        if (text.isEmpty()) {
            throw new IllegalArgumentException("it is empty");
        }
        return text;
    }
}

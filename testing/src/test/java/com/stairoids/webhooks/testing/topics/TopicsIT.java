package com.stairoids.webhooks.testing.topics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.stairoids.webhooks.schemas.topic.Topic;
import com.stairoids.webhooks.schemas.topic.TopicAdministration;
import com.stairoids.webhooks.testing.broker.TestBroker;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class TopicsIT {
    private static TestBroker broker;

    @BeforeAll
    static void startBroker() {
        broker = TestBroker.start();
    }

    @AfterAll
    static void stopBroker() {
        broker.close();
    }

    @Test
    void everyDeclaredTopicIsThereAsDeclared() throws Exception {
        try (Admin admin =
                Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, broker.bootstrapServers()))) {
            assertThat(new TopicAdministration(admin, TestBroker.PARTITIONS, 1).differences())
                    .isEmpty();
        }
    }

    @Test
    void readsWhatWasWritten() {
        Headers headers = new RecordHeaders().add("event-id", bytes("evt_1"));
        try (TopicWriter writer = new TopicWriter(broker.bootstrapServers())) {
            writer.write(Topic.SIGNALS, "one", bytes("first"), headers);
            writer.write(Topic.SIGNALS, null, null);
        }

        List<ConsumerRecord<String, byte[]>> read = TopicReader.readAll(broker.bootstrapServers(), Topic.SIGNALS);

        assertThat(read).hasSize(2);
        assertThat(read)
                .filteredOn(record -> "one".equals(record.key()))
                .singleElement()
                .satisfies(record -> {
                    assertThat(record.value()).isEqualTo(bytes("first"));
                    assertThat(record.headers().lastHeader("event-id").value()).isEqualTo(bytes("evt_1"));
                });
        assertThat(read)
                .filteredOn(record -> record.key() == null)
                .singleElement()
                .satisfies(record -> assertThat(record.value()).isNull());
    }

    @Test
    void keysNeedNotBeText() {
        byte[] key = {(byte) 0xff, 0, (byte) 0xfe};
        try (TopicWriter writer = new TopicWriter(broker.bootstrapServers())) {
            writer.write(new ProducerRecord<>(Topic.CONTACTS.topicName(), key, bytes("value")));
        }

        List<ConsumerRecord<byte[], byte[]>> read = TopicReader.readAllBytes(broker.bootstrapServers(), Topic.CONTACTS);

        assertThat(read)
                .singleElement()
                .satisfies(record -> assertThat(record.key()).isEqualTo(key));
    }

    @Test
    void fiftyMegabytesThatCompressWellFitIn() {
        byte[] value = new byte[50 * 1024 * 1024];
        try (TopicWriter writer = new TopicWriter(broker.bootstrapServers(), "zstd")) {
            writer.write(Topic.ACCOUNTS, "key", value);
        }

        List<ConsumerRecord<String, byte[]>> read =
                TopicReader.await(broker.bootstrapServers(), Topic.ACCOUNTS, 1, Duration.ofSeconds(20));

        assertThat(read)
                .singleElement()
                .satisfies(record -> assertThat(record.value()).hasSize(value.length));
    }

    @Test
    void whatWasNotCommittedIsNotRead() throws Exception {
        Map<String, Object> configuration = Map.of(
                ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                broker.bootstrapServers(),
                ProducerConfig.TRANSACTIONAL_ID_CONFIG,
                "aborts");
        try (KafkaProducer<String, String> producer =
                new KafkaProducer<>(configuration, new StringSerializer(), new StringSerializer())) {
            producer.initTransactions();
            producer.beginTransaction();
            producer.send(new ProducerRecord<>(Topic.ATTEMPTS.topicName(), 0, "key", "aborted"))
                    .get();
            producer.abortTransaction();
            producer.beginTransaction();
            producer.send(new ProducerRecord<>(Topic.ATTEMPTS.topicName(), 0, "key", "committed"))
                    .get();
            producer.commitTransaction();
        }

        List<ConsumerRecord<String, byte[]>> read = TopicReader.readAll(broker.bootstrapServers(), Topic.ATTEMPTS);

        assertThat(read)
                .extracting(record -> new String(record.value(), StandardCharsets.UTF_8))
                .containsExactly("committed");
    }

    @Test
    void awaitingMoreThanThereIsSaysHowManyThereAre() {
        assertThatThrownBy(() ->
                        TopicReader.await(broker.bootstrapServers(), Topic.DEAD_LETTER, 3, Duration.ofMillis(500)))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("stairoids.dead-letter holds 0 records")
                .hasMessageContaining("not 3");
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}

package com.stairoids.webhooks.testing.topics;

import static org.assertj.core.api.Assertions.assertThat;

import com.stairoids.webhooks.schemas.topic.DurabilityCheck;
import com.stairoids.webhooks.schemas.topic.DurabilityFinding.FewCopies;
import com.stairoids.webhooks.schemas.topic.DurabilityFinding.FewInSync;
import com.stairoids.webhooks.schemas.topic.DurabilityFinding.InternalTopicToCome;
import com.stairoids.webhooks.schemas.topic.DurabilityFinding.Misconfigured;
import com.stairoids.webhooks.schemas.topic.DurabilityFinding.MissingTopic;
import com.stairoids.webhooks.schemas.topic.DurabilityFinding.NotOnePartition;
import com.stairoids.webhooks.schemas.topic.DurabilityFinding.ShorterThanWait;
import com.stairoids.webhooks.schemas.topic.DurabilityFinding.Unseen;
import com.stairoids.webhooks.schemas.topic.DurabilityReport;
import com.stairoids.webhooks.schemas.topic.Topic;
import com.stairoids.webhooks.schemas.topic.TopicAdministration;
import com.stairoids.webhooks.testing.broker.TestBroker;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DurabilityCheckIT {
    private TestBroker broker;
    private Admin admin;

    @BeforeEach
    void startBroker() {
        broker = TestBroker.startEmpty();
        admin = Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, broker.bootstrapServers()));
    }

    @AfterEach
    void stopBroker() {
        admin.close();
        broker.close();
    }

    @Test
    void anEmptyClusterLacksEveryTopic() throws Exception {
        DurabilityReport report = new DurabilityCheck(admin).examine();

        assertThat(report.unusable())
                .containsExactlyElementsOf(
                        Arrays.stream(Topic.values()).map(MissingTopic::new).toList());
    }

    @Test
    void aClusterOfOneIsUsableWhereItIsAllowed() throws Exception {
        new TopicAdministration(admin, 4, 1).apply();

        DurabilityReport report = new DurabilityCheck(admin).examine();

        assertThat(report.obstacles(true)).isEmpty();
        assertThat(report.obstacles(false))
                .hasSize(2 * Topic.values().length + 4)
                .contains(
                        new FewCopies("stairoids.deliveries", 1, 3),
                        new FewInSync("stairoids.deliveries", "1", 2),
                        new InternalTopicToCome("__transaction_state", "transaction.state.log.min.isr", "1", 2))
                .noneMatch(finding -> finding instanceof Unseen);
    }

    @Test
    void aTierThatWouldExpireWhatWaitsInItIsNotAllowed() throws Exception {
        new TopicAdministration(admin, 4, 1).apply();
        ConfigResource tier = new ConfigResource(ConfigResource.Type.TOPIC, "stairoids.retry-8h");
        var retention = new AlterConfigOp(new ConfigEntry("retention.ms", "86400000"), AlterConfigOp.OpType.SET);
        admin.incrementalAlterConfigs(Map.of(tier, List.of(retention))).all().get();

        DurabilityReport report = new DurabilityCheck(admin).examine(Map.of(Topic.RETRY_8H, Duration.ofHours(8)));

        assertThat(report.obstacles(true))
                .containsExactly(new ShorterThanWait(
                        Topic.RETRY_8H, Duration.ofDays(1), Duration.ofHours(8), Duration.ofHours(32)));
    }

    @Test
    void onceKafkasOwnTopicExistsItIsLookedAtItself() throws Exception {
        new TopicAdministration(admin, 4, 1).apply();
        startTransactions();

        DurabilityReport report = new DurabilityCheck(admin).examine();

        assertThat(report.lessDurable())
                .contains(new FewCopies("__transaction_state", 1, 3), new FewInSync("__transaction_state", "1", 2));
    }

    @Test
    void topicsThatSomebodyMadeByHandAreNotAllowed() throws Exception {
        admin.createTopics(List.of(new NewTopic("stairoids.subscriptions", 4, (short) 1)
                        .configs(Map.of("max.message.bytes", "2097152"))))
                .all()
                .get();

        DurabilityReport report = new DurabilityCheck(admin).examine();

        assertThat(report.unusable())
                .contains(
                        new NotOnePartition(Topic.SUBSCRIPTIONS, 4),
                        new Misconfigured(Topic.SUBSCRIPTIONS, "cleanup.policy", "delete", "compact"),
                        new Misconfigured(
                                Topic.SUBSCRIPTIONS, "message.timestamp.type", "CreateTime", "LogAppendTime"));
    }

    private void startTransactions() {
        Map<String, Object> configuration = Map.of(
                ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                broker.bootstrapServers(),
                ProducerConfig.TRANSACTIONAL_ID_CONFIG,
                "durability-check",
                ProducerConfig.TRANSACTION_TIMEOUT_CONFIG,
                10_000);
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(configuration, new ByteArraySerializer(), new ByteArraySerializer())) {
            producer.initTransactions();
        }
    }
}

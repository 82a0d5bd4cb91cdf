package com.stairoids.webhooks.testing.topics;

import static org.assertj.core.api.Assertions.assertThat;

import com.stairoids.webhooks.schemas.topic.Topic;
import com.stairoids.webhooks.schemas.topic.TopicAdministration;
import com.stairoids.webhooks.schemas.topic.TopicDifference;
import com.stairoids.webhooks.schemas.topic.TopicDifference.Configuration;
import com.stairoids.webhooks.schemas.topic.TopicDifference.FewerPartitions;
import com.stairoids.webhooks.schemas.topic.TopicDifference.Missing;
import com.stairoids.webhooks.schemas.topic.TopicDifference.MorePartitions;
import com.stairoids.webhooks.schemas.topic.TopicDifference.Replication;
import com.stairoids.webhooks.testing.broker.TestBroker;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.AlterConfigOp.OpType;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.config.ConfigResource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TopicAdministrationIT {
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
    void whatIsMissingIsCreatedAsDeclaredAndAskingAgainChangesNothing() throws Exception {
        TopicAdministration administration = new TopicAdministration(admin, 3, 1);
        assertThat(administration.differences())
                .hasSize(Topic.values().length)
                .contains(new Missing(Topic.SUBSCRIPTIONS, 1), new Missing(Topic.DELIVERIES, 3));

        List<TopicDifference> left = administration.apply();

        assertThat(left).isEmpty();
        assertThat(administration.differences()).isEmpty();
        assertThat(administration.apply()).isEmpty();
    }

    @Test
    void topicsGrowAndNeverShrink() throws Exception {
        new TopicAdministration(admin, 3, 1).apply();

        TopicAdministration larger = new TopicAdministration(admin, 5, 1);
        assertThat(larger.differences()).contains(new FewerPartitions(Topic.DELIVERIES, 3, 5));
        assertThat(larger.apply()).isEmpty();
        assertThat(new TopicAdministration(admin, 4, 1).apply())
                .as("what has grown is left, and nothing to complain of")
                .isEmpty();

        assertThat(partitions(Topic.DELIVERIES)).isEqualTo(5);
        assertThat(partitions(Topic.PARKED))
                .as("one whose partitions are fixed keeps them")
                .isEqualTo(3);
    }

    @Test
    void aConfigurationThatSomebodyChangedIsMended() throws Exception {
        TopicAdministration administration = new TopicAdministration(admin, 1, 1);
        administration.apply();
        ConfigResource signals = new ConfigResource(ConfigResource.Type.TOPIC, "stairoids.signals");
        AlterConfigOp shorter = new AlterConfigOp(new ConfigEntry("retention.ms", "1000"), OpType.SET);
        admin.incrementalAlterConfigs(Map.of(signals, List.of(shorter))).all().get();
        assertThat(administration.differences())
                .containsExactly(new Configuration(
                        Topic.SIGNALS, Map.of("retention.ms", "1000"), Map.of("retention.ms", "604800000")));

        List<TopicDifference> left = administration.apply();

        assertThat(left).isEmpty();
        assertThat(administration.differences()).isEmpty();
    }

    @Test
    void whatCannotBeMendedIsReported() throws Exception {
        admin.createTopics(List.of(new NewTopic("stairoids.subscriptions", 2, (short) 1)))
                .all()
                .get();
        new TopicAdministration(admin, 1, 1).apply();

        List<TopicDifference> differences = new TopicAdministration(admin, 1, 3).differences();

        assertThat(differences)
                .contains(
                        new MorePartitions(Topic.SUBSCRIPTIONS, 2, 1),
                        new Replication(Topic.SUBSCRIPTIONS, 1, 3),
                        new Replication(Topic.DELIVERIES, 1, 3));
        assertThat(differences.stream().map(TopicDifference::describe))
                .anyMatch(sentence -> sentence.contains("it must have one: move its records"))
                .allMatch(sentence -> sentence.startsWith("stairoids."));
    }

    private int partitions(Topic topic) throws Exception {
        return admin.describeTopics(List.of(topic.topicName())).allTopicNames().get().values().stream()
                .mapToInt(description -> description.partitions().size())
                .sum();
    }
}

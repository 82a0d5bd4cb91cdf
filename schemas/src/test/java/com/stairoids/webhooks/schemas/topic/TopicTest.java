package com.stairoids.webhooks.schemas.topic;

import static org.assertj.core.api.Assertions.assertThat;

import com.stairoids.webhooks.schemas.topic.Topic.Cleanup;
import com.stairoids.webhooks.schemas.topic.Topic.Partitions;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TopicTest {
    @Test
    void theNamesAreThoseThatOthersRelyOn() {
        assertThat(Arrays.stream(Topic.values()).map(Topic::topicName))
                .containsExactly(
                        "stairoids.signals",
                        "stairoids.automations",
                        "stairoids.accounts",
                        "stairoids.contacts",
                        "stairoids.subscriptions",
                        "stairoids.tokens",
                        "stairoids.rejected-events",
                        "stairoids.deliveries",
                        "stairoids.parked",
                        "stairoids.endpoint-health",
                        "stairoids.retry-1m",
                        "stairoids.retry-5m",
                        "stairoids.retry-30m",
                        "stairoids.retry-2h",
                        "stairoids.retry-8h",
                        "stairoids.replays",
                        "stairoids.tests",
                        "stairoids.attempts",
                        "stairoids.dead-letter");
    }

    @ParameterizedTest
    @EnumSource(Topic.class)
    void noEventTimeCanExpireARecordOrHaveItRefused(Topic topic) {
        assertThat(topic.configuration())
                .containsEntry("message.timestamp.type", "LogAppendTime")
                .containsEntry("unclean.leader.election.enable", "false")
                .containsEntry("retention.bytes", "-1");
    }

    @Test
    void subscriptionsAndTokensAreInOnePartitionForEver() {
        assertThat(Arrays.stream(Topic.values()).filter(topic -> topic.cleanup() == Cleanup.COMPACT))
                .containsExactly(Topic.SUBSCRIPTIONS, Topic.TOKENS, Topic.ENDPOINT_HEALTH);
        assertThat(Arrays.stream(Topic.values()).filter(topic -> topic.partitions() == Partitions.ONE))
                .containsExactly(Topic.SUBSCRIPTIONS, Topic.TOKENS);
        assertThat(Topic.SUBSCRIPTIONS.configuration())
                .containsEntry("cleanup.policy", "compact")
                .containsEntry("delete.retention.ms", "86400000")
                .containsEntry("retention.ms", "-1");
        assertThat(Topic.DELIVERIES.configuration()).doesNotContainKey("delete.retention.ms");
        assertThat(Topic.SUBSCRIPTIONS.partitions().count(12)).isEqualTo(1);
    }

    @Test
    void otherTopicsHaveAsManyPartitionsAsAskedFor() {
        assertThat(Topic.DELIVERIES.partitions().count(7)).isEqualTo(7);
    }

    @Test
    void aRetentionIsConfiguredInMilliseconds() {
        Map<String, String> configuration = Topic.DELIVERIES.configuration();

        assertThat(configuration)
                .containsEntry("cleanup.policy", "delete")
                .containsEntry("retention.ms", "2592000000")
                .containsEntry("max.message.bytes", "2097152");
    }

    @ParameterizedTest
    @EnumSource(Topic.class)
    void aTopicIsFoundByItsName(Topic topic) {
        assertThat(Topic.ofTopicName(topic.topicName())).contains(topic);
    }

    @Test
    void anotherNameIsNoTopicOfOurs() {
        assertThat(Topic.ofTopicName("stairoids.other")).isEmpty();
        assertThat(Topic.ofTopicName("SIGNALS")).isEmpty();
    }
}

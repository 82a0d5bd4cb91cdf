package com.stairoids.webhooks.schemas.topic;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A cluster as far as durability goes.
 *
 * @param topics by name: those declared, and Kafka's own, where they exist
 * @param brokers each broker's configuration
 * @param brokersUnseen why the brokers' configuration is not known; null where it is
 */
record ClusterState(
        Map<String, TopicState> topics,
        List<Map<String, String>> brokers,
        @Nullable String brokersUnseen) {

    /**
     * A topic that exists.
     *
     * @param fewestReplicas of any partition
     * @param configuration as it is in effect, defaults included
     */
    record TopicState(int partitions, int fewestReplicas, Map<String, String> configuration) {
        /** Empty where the setting is not known. */
        String setting(String name) {
            return configuration.getOrDefault(name, "");
        }
    }
}

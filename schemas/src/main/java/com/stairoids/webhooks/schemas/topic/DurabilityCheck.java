package com.stairoids.webhooks.schemas.topic;

import com.stairoids.webhooks.schemas.topic.ClusterState.TopicState;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.ListTopicsOptions;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.TopicPartitionInfo;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.AuthorizationException;
import org.jspecify.annotations.Nullable;

/** Looks whether a cluster keeps what deliveries are promised. Every role does so before it starts. */
public final class DurabilityCheck {
    private final Admin admin;

    public DurabilityCheck(Admin admin) {
        this.admin = admin;
    }

    /** Changes nothing. */
    public DurabilityReport examine() throws InterruptedException, ExecutionException {
        return examine(Map.of());
    }

    /**
     * Changes nothing.
     *
     * @param waits how long deliveries wait in a topic, as it is set: it must keep them for much longer
     */
    public DurabilityReport examine(Map<Topic, Duration> waits) throws InterruptedException, ExecutionException {
        return DurabilityRules.judge(describe(), waits);
    }

    private ClusterState describe() throws InterruptedException, ExecutionException {
        Map<String, TopicState> topics = topics();
        try {
            return new ClusterState(topics, brokers(), null);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof AuthorizationException unauthorized) {
                return new ClusterState(topics, List.of(), String.valueOf(unauthorized.getMessage()));
            }
            throw e;
        }
    }

    private Map<String, TopicState> topics() throws InterruptedException, ExecutionException {
        Set<String> looked = Stream.of(
                        Arrays.stream(Topic.values()).map(Topic::topicName),
                        Arrays.stream(ChangelogTopic.values()).map(ChangelogTopic::topicName),
                        DurabilityRules.INTERNAL.keySet().stream())
                .flatMap(Function.identity())
                .collect(Collectors.toSet());
        List<String> present = admin.listTopics(new ListTopicsOptions().listInternal(true)).names().get().stream()
                .filter(looked::contains)
                .toList();
        Map<String, TopicDescription> descriptions =
                admin.describeTopics(present).allTopicNames().get();
        Map<String, Map<String, String>> configurations = configurations(ConfigResource.Type.TOPIC, present);
        Map<String, TopicState> topics = new HashMap<>();
        descriptions.forEach((name, description) -> topics.put(
                name,
                new TopicState(
                        description.partitions().size(),
                        fewestReplicas(description),
                        configurations.getOrDefault(name, Map.of()))));
        return topics;
    }

    private List<Map<String, String>> brokers() throws InterruptedException, ExecutionException {
        List<String> ids = admin.describeCluster().nodes().get().stream()
                .map(Node::idString)
                .toList();
        return List.copyOf(configurations(ConfigResource.Type.BROKER, ids).values());
    }

    private Map<String, Map<String, String>> configurations(ConfigResource.Type type, Collection<String> names)
            throws InterruptedException, ExecutionException {
        List<ConfigResource> resources =
                names.stream().map(name -> new ConfigResource(type, name)).toList();
        Map<String, Map<String, String>> byName = new HashMap<>();
        admin.describeConfigs(resources)
                .all()
                .get()
                .forEach((resource, configuration) -> byName.put(resource.name(), values(configuration)));
        return byName;
    }

    private static Map<String, String> values(Config configuration) {
        Map<String, String> values = new HashMap<>();
        for (ConfigEntry entry : configuration.entries()) {
            @Nullable String value = entry.value();
            if (value != null) {
                values.put(entry.name(), value);
            }
        }
        return values;
    }

    private static int fewestReplicas(TopicDescription description) {
        return description.partitions().stream()
                .map(TopicPartitionInfo::replicas)
                .mapToInt(List::size)
                .min()
                .orElse(0);
    }
}

package com.stairoids.webhooks.streams;

import com.stairoids.webhooks.schemas.topic.Topic;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.streams.StreamsConfig;

/** What a store holds is as safe in its changelog as it was in the topic that it came from. */
public final class ChangelogReplication {
    private static final String MIN_IN_SYNC = "min.insync.replicas";

    private ChangelogReplication() {}

    /**
     * Adds to Streams' {@code values} how the changelogs that are yet to come are replicated: as {@code source} is now.
     *
     * @throws ExecutionException where the cluster does not say how that is
     */
    public static void as(Topic source, Map<String, Object> values, Admin admin)
            throws ExecutionException, InterruptedException {
        String name = source.topicName();
        Collection<TopicDescription> described =
                admin.describeTopics(List.of(name)).allTopicNames().get().values();
        int replicas = described.stream()
                .flatMap(topic -> topic.partitions().stream())
                .mapToInt(partition -> partition.replicas().size())
                .min()
                .orElseThrow();
        values.put(StreamsConfig.REPLICATION_FACTOR_CONFIG, replicas);
        ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, name);
        admin.describeConfigs(List.of(resource)).all().get().values().stream()
                .map(configuration -> configuration.get(MIN_IN_SYNC))
                .forEach(inSync -> values.put(StreamsConfig.topicPrefix(MIN_IN_SYNC), inSync.value()));
    }
}

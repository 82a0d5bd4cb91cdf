package com.stairoids.webhooks.schemas.topic;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.AlterConfigOp.OpType;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartitionInfo;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.ApiException;
import org.apache.kafka.common.errors.InvalidPartitionsException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.jspecify.annotations.Nullable;

/** Compares a cluster with the declarations, and brings it in line as far as that loses nothing. */
public final class TopicAdministration {
    /** A broker sees what the controller did a moment later. */
    private static final int LOOKS = 200;

    private static final int BETWEEN_LOOKS_MS = 50;

    private final Admin admin;
    private final int scaledPartitions;
    private final short replicas;

    /**
     * @param scaledPartitions fewest partitions of every topic that may have more than one, 1 or more; one that has grown
     *     beyond is as declared
     * @param replicas copies of every partition, 1 or more
     */
    public TopicAdministration(Admin admin, int scaledPartitions, int replicas) {
        this.admin = admin;
        this.scaledPartitions = scaledPartitions;
        this.replicas = (short) replicas;
    }

    /** Where the cluster is not as declared, in the order of the declarations. */
    public List<TopicDifference> differences() throws InterruptedException, ExecutionException {
        Map<String, TopicDescription> existing = existing();
        Map<String, Config> configurations = configurations(existing);
        List<TopicDifference> differences = new ArrayList<>();
        for (Topic topic : Topic.values()) {
            TopicDescription actual = existing.get(topic.topicName());
            int declared = declaredPartitions(topic, actual);
            Config configuration = configurations.get(topic.topicName());
            if (actual == null || configuration == null) {
                differences.add(new TopicDifference.Missing(topic, declared));
            } else {
                compare(topic, actual, declared, differences);
                compare(topic, configuration, differences);
            }
        }
        return differences;
    }

    /**
     * Creates, grows and configures, and waits until that is seen, at most some ten seconds; returns what is still not as
     * declared. Asking twice changes nothing more.
     */
    public List<TopicDifference> apply() throws InterruptedException, ExecutionException {
        for (TopicDifference difference : differences()) {
            switch (difference) {
                case TopicDifference.Missing missing -> create(missing);
                case TopicDifference.FewerPartitions fewer -> grow(fewer);
                case TopicDifference.Configuration configuration -> configure(configuration);
                case TopicDifference.MorePartitions _ -> {
                    // Kafka cannot shrink a topic: reported below.
                }
                case TopicDifference.Replication _ -> {
                    // Moving replicas is the operator's decision: reported below.
                }
            }
        }
        List<TopicDifference> left = differences();
        for (int look = 1; look < LOOKS && !left.stream().allMatch(TopicAdministration::isLeftAlone); look++) {
            TimeUnit.MILLISECONDS.sleep(BETWEEN_LOOKS_MS);
            left = differences();
        }
        return left;
    }

    /** The configuration that {@code topic} should have on a cluster with this many replicas. */
    public Map<String, String> declaredConfiguration(Topic topic) {
        return topic.configuration(replicas);
    }

    private int declaredPartitions(Topic topic, @Nullable TopicDescription actual) {
        int asked = topic.partitions().count(scaledPartitions);
        if (actual == null) {
            return asked;
        }
        return switch (topic.partitions()) {
            case ONE -> asked;
            case FIXED -> actual.partitions().size();
            case SCALED -> Math.max(asked, actual.partitions().size());
        };
    }

    private Map<String, TopicDescription> existing() throws InterruptedException, ExecutionException {
        List<String> names = Arrays.stream(Topic.values()).map(Topic::topicName).toList();
        List<String> present = admin.listTopics().names().get().stream()
                .filter(names::contains)
                .toList();
        return seen(admin.describeTopics(present).topicNameValues());
    }

    private Map<String, Config> configurations(Map<String, TopicDescription> existing)
            throws InterruptedException, ExecutionException {
        List<ConfigResource> resources =
                existing.keySet().stream().map(TopicAdministration::resource).toList();
        Map<String, Config> byName = new HashMap<>();
        seen(admin.describeConfigs(resources).values())
                .forEach((resource, config) -> byName.put(resource.name(), config));
        return byName;
    }

    /** Without topics that the broker that was asked does not know of yet, though another one told of them. */
    private static <K, V> Map<K, V> seen(Map<K, KafkaFuture<V>> answers)
            throws InterruptedException, ExecutionException {
        Map<K, V> seen = new HashMap<>();
        for (Map.Entry<K, KafkaFuture<V>> answer : answers.entrySet()) {
            try {
                seen.put(answer.getKey(), answer.getValue().get());
            } catch (ExecutionException e) {
                if (!(e.getCause() instanceof UnknownTopicOrPartitionException)) {
                    throw e;
                }
            }
        }
        return seen;
    }

    private void compare(Topic topic, TopicDescription actual, int declared, List<TopicDifference> differences) {
        int partitions = actual.partitions().size();
        if (partitions < declared) {
            differences.add(new TopicDifference.FewerPartitions(topic, partitions, declared));
        } else if (partitions > declared) {
            differences.add(new TopicDifference.MorePartitions(topic, partitions, declared));
        }
        int fewest = actual.partitions().stream()
                .map(TopicPartitionInfo::replicas)
                .mapToInt(List::size)
                .min()
                .orElse(0);
        if (fewest < replicas) {
            differences.add(new TopicDifference.Replication(topic, fewest, replicas));
        }
    }

    private void compare(Topic topic, Config config, List<TopicDifference> differences) {
        Map<String, String> actual = new TreeMap<>();
        Map<String, String> declared = new TreeMap<>();
        declaredConfiguration(topic).forEach((name, value) -> {
            ConfigEntry entry = config.get(name);
            String present = entry == null ? "" : entry.value();
            if (!value.equals(present)) {
                actual.put(name, present);
                declared.put(name, value);
            }
        });
        if (!declared.isEmpty()) {
            differences.add(new TopicDifference.Configuration(topic, actual, declared));
        }
    }

    private static boolean isLeftAlone(TopicDifference difference) {
        return difference instanceof TopicDifference.MorePartitions
                || difference instanceof TopicDifference.Replication;
    }

    private void create(TopicDifference.Missing missing) throws InterruptedException, ExecutionException {
        NewTopic topic = new NewTopic(missing.topic().topicName(), missing.partitions(), replicas)
                .configs(declaredConfiguration(missing.topic()));
        unlessDone(admin.createTopics(List.of(topic)).all(), TopicExistsException.class);
    }

    private void grow(TopicDifference.FewerPartitions fewer) throws InterruptedException, ExecutionException {
        NewPartitions partitions = NewPartitions.increaseTo(fewer.declared());
        unlessDone(
                admin.createPartitions(Map.of(fewer.topic().topicName(), partitions))
                        .all(),
                InvalidPartitionsException.class);
    }

    /** Passes over {@code done}: somebody else did the same in between, or a broker told of an earlier state. */
    private static void unlessDone(KafkaFuture<Void> change, Class<? extends ApiException> done)
            throws InterruptedException, ExecutionException {
        try {
            change.get();
        } catch (ExecutionException e) {
            if (!done.isInstance(e.getCause())) {
                throw e;
            }
        }
    }

    private void configure(TopicDifference.Configuration difference) throws InterruptedException, ExecutionException {
        List<AlterConfigOp> operations = difference.declared().entrySet().stream()
                .map(entry -> new AlterConfigOp(new ConfigEntry(entry.getKey(), entry.getValue()), OpType.SET))
                .collect(Collectors.toList());
        admin.incrementalAlterConfigs(Map.of(resource(difference.topic().topicName()), operations))
                .all()
                .get();
    }

    private static ConfigResource resource(String topicName) {
        return new ConfigResource(ConfigResource.Type.TOPIC, topicName);
    }
}

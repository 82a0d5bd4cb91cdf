package com.stairoids.webhooks.cli.topic;

import com.stairoids.webhooks.cli.ExitCodes;
import com.stairoids.webhooks.cli.Terminal;
import com.stairoids.webhooks.schemas.topic.Topic;
import com.stairoids.webhooks.settings.InvalidSettingException;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The declarations as manifests, for a cluster whose topics Strimzi's topic operator keeps. Talks to no cluster. */
@Command(
        name = "manifests",
        description = "Print every topic as a KafkaTopic, for a cluster whose topics Strimzi's topic operator keeps."
                + " There, they take the place of `topics apply`.")
public final class TopicsManifests implements Callable<Integer> {
    private static final String HEAD = """
            # Every topic, for Strimzi's topic operator. Made from the declarations by `./webhooks topics manifests`.
            """;

    private final Terminal terminal;

    @Mixin
    private final TopicShape shape = new TopicShape();

    @Option(
            names = "--fixed-partitions",
            paramLabel = "N",
            description =
                    "Partitions of the topics that keep for ever what they were created with (attempts,"
                            + " endpoint-health, parked, replays): what they have. By default as --partitions, for a new cluster.")
    private @Nullable Integer fixedPartitions;

    @Option(
            names = "--kafka-cluster",
            paramLabel = "NAME",
            description = "The Kafka resource whose topics they are, by default ${DEFAULT-VALUE}.")
    private String cluster = "kafka";

    public TopicsManifests(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        shape.requireUsable();
        if (fixedPartitions != null && fixedPartitions < 1) {
            throw new InvalidSettingException("--fixed-partitions must be 1 or more");
        }
        StringBuilder manifests = new StringBuilder(HEAD);
        for (Topic topic : Topic.values()) {
            append(topic, manifests);
        }
        terminal.out().print(manifests);
        return ExitCodes.OK;
    }

    /** Names and values need no quoting but for values that YAML would take for numbers and booleans. */
    private void append(Topic topic, StringBuilder manifests) {
        manifests.append("""
                ---
                apiVersion: kafka.strimzi.io/v1
                kind: KafkaTopic
                metadata:
                  name: %s
                  labels:
                    strimzi.io/cluster: %s
                spec:
                  partitions: %d
                  replicas: %d
                  config:
                """.formatted(topic.topicName(), cluster, partitions(topic), shape.replicas()));
        topic.configuration(shape.replicas())
                .forEach((name, value) -> manifests.append("    %s: \"%s\"\n".formatted(name, value)));
    }

    private int partitions(Topic topic) {
        int asked = shape.partitions();
        return topic.partitions() == Topic.Partitions.FIXED && fixedPartitions != null
                ? fixedPartitions
                : topic.partitions().count(asked);
    }
}

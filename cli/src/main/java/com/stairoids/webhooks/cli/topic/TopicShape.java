package com.stairoids.webhooks.cli.topic;

import com.stairoids.webhooks.schemas.topic.Topic;
import com.stairoids.webhooks.schemas.topic.TopicAdministration;
import com.stairoids.webhooks.settings.InvalidSettingException;
import org.apache.kafka.clients.admin.Admin;
import picocli.CommandLine.Option;

/** How many partitions and copies the topics are to have. */
final class TopicShape {
    private static final int MOST_REPLICAS = Short.MAX_VALUE;

    @Option(
            names = "--partitions",
            paramLabel = "N",
            description =
                    "Fewest partitions of every topic that may have more than one; by default ${DEFAULT-VALUE}. More are left as they are.")
    private int partitions = Topic.Partitions.DEFAULT;

    @Option(
            names = "--replicas",
            paramLabel = "N",
            description = "Copies of every partition; by default ${DEFAULT-VALUE}. Fewer lose events with a disk.")
    private int replicas = 3;

    TopicAdministration administration(Admin admin) {
        requireUsable();
        return new TopicAdministration(admin, partitions, replicas);
    }

    int partitions() {
        return partitions;
    }

    int replicas() {
        return replicas;
    }

    /** @throws InvalidSettingException where no topic can have this shape */
    void requireUsable() {
        if (partitions < 1 || replicas < 1 || replicas > MOST_REPLICAS) {
            throw new InvalidSettingException("--partitions and --replicas must be 1 or more");
        }
    }
}

package com.stairoids.webhooks.cli.topic;

import com.stairoids.webhooks.cli.OutputFormat;
import com.stairoids.webhooks.schemas.json.Json;
import com.stairoids.webhooks.schemas.topic.TopicDifference;
import java.io.PrintStream;
import java.util.List;

/** Differences as lines: sentences, or one JSON object each. */
final class TopicDifferences {
    private TopicDifferences() {}

    static void print(List<TopicDifference> differences, OutputFormat.Choice output, PrintStream out) {
        for (TopicDifference difference : differences) {
            out.println(output.isJson() ? Json.writeText(line(difference)) : difference.describe());
        }
    }

    private static Line line(TopicDifference difference) {
        String kind = switch (difference) {
            case TopicDifference.Missing _ -> "missing";
            case TopicDifference.FewerPartitions _ -> "fewer-partitions";
            case TopicDifference.MorePartitions _ -> "more-partitions";
            case TopicDifference.Replication _ -> "replication";
            case TopicDifference.Configuration _ -> "configuration";
        };
        return new Line(difference.topic().topicName(), kind, difference.describe());
    }

    private record Line(String topic, String kind, String description) {}
}

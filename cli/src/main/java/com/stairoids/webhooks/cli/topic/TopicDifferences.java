package com.stairoids.webhooks.cli.topic;

import com.stairoids.webhooks.cli.OutputFormat;
import com.stairoids.webhooks.schemas.json.Json;
import com.stairoids.webhooks.schemas.topic.TopicDifference;
import java.io.PrintStream;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Differences as lines: sentences, or one JSON object each. */
final class TopicDifferences {
    private TopicDifferences() {}

    static void print(List<TopicDifference> differences, OutputFormat.Choice output, PrintStream out) {
        for (TopicDifference difference : differences) {
            out.println(output.isJson() ? Json.writeText(line(difference, null)) : difference.describe());
        }
    }

    /** As JSON, with what became of them: {@code mended} or {@code left}. */
    static void printJson(List<TopicDifference> differences, String state, PrintStream out) {
        differences.forEach(difference -> out.println(Json.writeText(line(difference, state))));
    }

    private static Line line(TopicDifference difference, @Nullable String state) {
        String kind = switch (difference) {
            case TopicDifference.Missing _ -> "missing";
            case TopicDifference.FewerPartitions _ -> "fewer-partitions";
            case TopicDifference.MorePartitions _ -> "more-partitions";
            case TopicDifference.Replication _ -> "replication";
            case TopicDifference.Configuration _ -> "configuration";
        };
        return new Line(difference.topic().topicName(), kind, state, difference.describe());
    }

    private record Line(String topic, String kind, @Nullable String state, String description) {}
}

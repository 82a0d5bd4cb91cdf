package com.stairoids.webhooks.cli.topic;

import static org.assertj.core.api.Assertions.assertThat;

import com.stairoids.webhooks.cli.CommandRun;
import com.stairoids.webhooks.schemas.topic.Topic;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class TopicsManifestsTest {
    private static final Pattern NAMED = Pattern.compile("created with \\(([^)]*)\\)");

    @Test
    void itsHelpNamesTheTopicsWhosePartitionsAreFixed() {
        List<String> fixed = Arrays.stream(Topic.values())
                .filter(topic -> topic.partitions() == Topic.Partitions.FIXED)
                .map(topic -> topic.topicName().replace("stairoids.", ""))
                .toList();

        String help = CommandRun.of("topics", "manifests", "--help").out().replaceAll("\\s+", " ");

        Matcher named = NAMED.matcher(help);
        assertThat(named.find()).as(help).isTrue();
        assertThat(named.group(1).split(", ")).containsExactlyInAnyOrderElementsOf(fixed);
    }
}

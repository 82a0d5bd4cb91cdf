package com.stairoids.webhooks.cli.topic;

import static org.assertj.core.api.Assertions.assertThat;

import com.stairoids.webhooks.cli.CommandRun;
import com.stairoids.webhooks.cli.ExitCodes;
import com.stairoids.webhooks.schemas.topic.Topic;
import com.stairoids.webhooks.testing.broker.TestBroker;
import org.junit.jupiter.api.Test;

class TopicsIT {
    @Test
    void anEmptyClusterIsFilledGrownAndThenAsDeclared() {
        try (TestBroker broker = TestBroker.startEmpty()) {
            CommandRun empty = topics(broker, "diff", "--partitions", "2");
            CommandRun filled = topics(broker, "apply", "--partitions", "2", "--wait", "10s");
            CommandRun tooFew = CommandRun.of(
                    "topics",
                    "apply",
                    "--bootstrap-server",
                    broker.bootstrapServers(),
                    "--replicas",
                    "2",
                    "--wait",
                    "1ms");
            CommandRun filledAgain = topics(broker, "apply", "--partitions", "2");
            CommandRun smaller = topics(broker, "diff", "--partitions", "1", "--output", "json");
            CommandRun grown = topics(broker, "apply", "--partitions", "3");
            CommandRun grownFurther = topics(broker, "apply", "--partitions", "4", "--output", "json");
            CommandRun same = topics(broker, "diff", "--partitions", "4");
            CommandRun left = CommandRun.of(
                    "topics",
                    "apply",
                    "--bootstrap-server",
                    broker.bootstrapServers(),
                    "--partitions",
                    "4",
                    "--replicas",
                    "2",
                    "--output",
                    "json");

            assertThat(empty.exitCode()).isEqualTo(ExitCodes.FAILED);
            assertThat(empty.lines()).hasSize(Topic.values().length).allMatch(line -> line.contains("does not exist"));
            assertThat(filled.exitCode()).as(filled.err()).isEqualTo(ExitCodes.OK);
            assertThat(tooFew.exitCode()).isEqualTo(ExitCodes.FAILED);
            assertThat(tooFew.err())
                    .startsWith("webhooks: after 1ms, 1 of 2 brokers answer")
                    .hasLineCount(1);
            assertThat(filledAgain.lines()).containsExactly("All topics are as declared.");
            assertThat(smaller.exitCode()).isEqualTo(ExitCodes.OK);
            assertThat(smaller.out()).isEmpty();
            assertThat(grown.out()).contains("mended: stairoids.deliveries has 2 partition(s) and would grow to 3");
            assertThat(grownFurther.exitCode()).isEqualTo(ExitCodes.OK);
            assertThat(grownFurther.out())
                    .contains(
                            "{\"topic\":\"stairoids.deliveries\",\"kind\":\"fewer-partitions\",\"state\":\"mended\",");
            assertThat(grownFurther.lines()).allMatch(line -> line.contains("\"state\":\"mended\""));
            assertThat(left.exitCode()).isEqualTo(ExitCodes.FAILED);
            assertThat(left.out())
                    .contains("{\"topic\":\"stairoids.deliveries\",\"kind\":\"replication\",\"state\":\"left\",");
            assertThat(same.exitCode()).isEqualTo(ExitCodes.OK);
            assertThat(same.lines()).containsExactly("All topics are as declared.");
        }
    }

    @Test
    void aWaitThatIsNoDurationIsRefused() {
        CommandRun run = CommandRun.of("topics", "apply", "--wait", "long");

        assertThat(run.exitCode()).isEqualTo(ExitCodes.USAGE);
        assertThat(run.err()).contains("--wait must be a duration");
    }

    @Test
    void aKafkaThatDoesNotAnswerIsNamedInOneSentence() {
        CommandRun run = CommandRun.of("topics", "diff", "--bootstrap-server", "127.0.0.1:1");

        assertThat(run.exitCode()).isEqualTo(ExitCodes.FAILED);
        assertThat(run.err())
                .startsWith("webhooks: Kafka at 127.0.0.1:1 does not answer.")
                .hasLineCount(1);
    }

    private static CommandRun topics(TestBroker broker, String command, String... arguments) {
        String[] all = new String[arguments.length + 6];
        System.arraycopy(
                new String[] {"topics", command, "--bootstrap-server", broker.bootstrapServers(), "--replicas", "1"},
                0,
                all,
                0,
                6);
        System.arraycopy(arguments, 0, all, 6, arguments.length);
        return CommandRun.of(all);
    }
}

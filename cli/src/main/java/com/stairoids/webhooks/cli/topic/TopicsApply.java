package com.stairoids.webhooks.cli.topic;

import com.stairoids.webhooks.cli.ExitCodes;
import com.stairoids.webhooks.cli.OutputFormat;
import com.stairoids.webhooks.cli.Terminal;
import com.stairoids.webhooks.cli.connection.Connection;
import com.stairoids.webhooks.schemas.topic.TopicAdministration;
import com.stairoids.webhooks.schemas.topic.TopicDifference;
import com.stairoids.webhooks.settings.Durations;
import com.stairoids.webhooks.settings.InvalidSettingException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Brings the cluster in line with the declarations, as far as that loses nothing. */
@Command(
        name = "apply",
        description = "Create missing topics, add partitions, set configurations. Removes nothing. Ends with 1 where"
                + " something is left that only an operator can decide.")
public final class TopicsApply implements Callable<Integer> {
    private final Terminal terminal;

    @Mixin
    private final Connection connection;

    @Mixin
    private final TopicShape shape = new TopicShape();

    @Option(
            names = "--wait",
            paramLabel = "DURATION",
            description = "Wait up to this long, such as 2m, until the cluster has as many brokers as --replicas says.")
    private @Nullable String patience;

    @Mixin
    private final OutputFormat.Choice output = new OutputFormat.Choice();

    public TopicsApply(Terminal terminal) {
        this.terminal = terminal;
        this.connection = new Connection(terminal);
    }

    @Override
    public Integer call() throws InterruptedException, ExecutionException {
        try (Admin admin = admin()) {
            TopicAdministration administration = shape.administration(admin);
            List<TopicDifference> found = new ArrayList<>(administration.differences());
            List<TopicDifference> left = administration.apply();
            found.removeAll(left);
            report(found, left);
            return left.isEmpty() ? ExitCodes.OK : ExitCodes.FAILED;
        }
    }

    private Admin admin() throws InterruptedException, ExecutionException {
        if (patience == null) {
            return connection.answeringAdmin();
        }
        return BrokerCount.await(connection.kafka(), shape.replicas(), duration(patience));
    }

    private static Duration duration(String text) {
        try {
            return Durations.parse(text);
        } catch (IllegalArgumentException e) {
            throw new InvalidSettingException("--wait must be a duration such as 30s or 2m", e);
        }
    }

    private void report(List<TopicDifference> mended, List<TopicDifference> left) {
        if (output.isJson()) {
            TopicDifferences.printJson(mended, "mended", terminal.out());
            TopicDifferences.printJson(left, "left", terminal.out());
            return;
        }
        mended.forEach(difference -> terminal.out().println("mended: " + difference.describe()));
        left.forEach(difference -> terminal.out().println("left: " + difference.describe()));
        if (left.isEmpty()) {
            terminal.out().println("All topics are as declared.");
        }
    }
}

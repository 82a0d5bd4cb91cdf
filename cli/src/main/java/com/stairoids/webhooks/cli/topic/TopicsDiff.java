package com.stairoids.webhooks.cli.topic;

import com.stairoids.webhooks.cli.ExitCodes;
import com.stairoids.webhooks.cli.OutputFormat;
import com.stairoids.webhooks.cli.Terminal;
import com.stairoids.webhooks.cli.connection.Connection;
import com.stairoids.webhooks.schemas.topic.TopicDifference;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Tells where the cluster is not as declared. */
@Command(
        name = "diff",
        description =
                "Show where the cluster differs from the declarations. Ends with 1 where it does. Changes nothing.")
public final class TopicsDiff implements Callable<Integer> {
    private final Terminal terminal;

    @Mixin
    private final Connection connection;

    @Mixin
    private final TopicShape shape = new TopicShape();

    @Mixin
    private final OutputFormat.Choice output = new OutputFormat.Choice();

    public TopicsDiff(Terminal terminal) {
        this.terminal = terminal;
        this.connection = new Connection(terminal);
    }

    @Override
    public Integer call() throws InterruptedException, ExecutionException {
        try (Admin admin = connection.answeringAdmin()) {
            List<TopicDifference> differences = shape.administration(admin).differences();
            TopicDifferences.print(differences, output, terminal.out());
            if (differences.isEmpty() && !output.isJson()) {
                terminal.out().println("All topics are as declared.");
            }
            return differences.isEmpty() ? ExitCodes.OK : ExitCodes.FAILED;
        }
    }
}

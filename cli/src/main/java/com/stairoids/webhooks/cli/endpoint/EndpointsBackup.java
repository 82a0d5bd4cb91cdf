package com.stairoids.webhooks.cli.endpoint;

import com.stairoids.webhooks.cli.CommandFailedException;
import com.stairoids.webhooks.cli.ExitCodes;
import com.stairoids.webhooks.cli.Terminal;
import com.stairoids.webhooks.cli.connection.Connection;
import com.stairoids.webhooks.settings.KafkaSettings;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Writes every endpoint out, for {@link EndpointsRestore}. */
@Command(
        name = "backup",
        description =
                "Write every endpoint to standard output, secrets encrypted as they are, for `endpoints restore`.")
public final class EndpointsBackup implements Callable<Integer> {
    private final Terminal terminal;

    @Mixin
    private final Connection connection;

    public EndpointsBackup(Terminal terminal) {
        this.terminal = terminal;
        this.connection = new Connection(terminal);
    }

    @Override
    public Integer call() throws InterruptedException, ExecutionException {
        KafkaSettings kafka = connection.kafka();
        Connection.requireAnswer(kafka);
        Backup.of(kafka).write(terminal.out());
        if (terminal.out().checkError()) {
            throw new CommandFailedException("the backup could not be written to its end: do not keep it.");
        }
        return ExitCodes.OK;
    }
}

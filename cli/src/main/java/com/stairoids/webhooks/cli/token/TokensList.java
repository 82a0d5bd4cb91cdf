package com.stairoids.webhooks.cli.token;

import com.stairoids.webhooks.cli.ExitCodes;
import com.stairoids.webhooks.cli.OutputFormat;
import com.stairoids.webhooks.cli.Terminal;
import com.stairoids.webhooks.cli.connection.Connection;
import com.stairoids.webhooks.console.token.TokenRegistry;
import com.stairoids.webhooks.settings.KafkaSettings;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Lists tokens. */
@Command(
        name = "list",
        description = "List the tokens that are not revoked, oldest first; not what their bearers show.")
public final class TokensList implements Callable<Integer> {
    private final Terminal terminal;

    @Mixin
    private final Connection connection;

    @Mixin
    private final OutputFormat.Choice output = new OutputFormat.Choice();

    @Option(names = "--workspace", paramLabel = "ID", description = "Only those of this workspace.")
    private @Nullable String workspace;

    public TokensList(Terminal terminal) {
        this.terminal = terminal;
        this.connection = new Connection(terminal);
    }

    @Override
    public Integer call() throws InterruptedException, ExecutionException {
        KafkaSettings kafka = connection.kafka();
        Connection.requireAnswer(kafka);
        new TokenRegistry(kafka, InstantSource.system(), new SecureRandom())
                .list().stream()
                        .filter(token -> workspace == null || workspace.equals(token.workspaceId()))
                        .map(token -> TokenView.of(token, null))
                        .forEach(view -> terminal.out().println(output.isJson() ? view.json() : view.line()));
        return ExitCodes.OK;
    }
}

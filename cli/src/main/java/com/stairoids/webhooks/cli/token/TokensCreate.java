package com.stairoids.webhooks.cli.token;

import com.stairoids.webhooks.cli.ExitCodes;
import com.stairoids.webhooks.cli.OutputFormat;
import com.stairoids.webhooks.cli.Terminal;
import com.stairoids.webhooks.cli.connection.Connection;
import com.stairoids.webhooks.console.token.TokenRegistry;
import com.stairoids.webhooks.schemas.token.TokenRole;
import com.stairoids.webhooks.settings.Durations;
import com.stairoids.webhooks.settings.InvalidSettingException;
import com.stairoids.webhooks.settings.KafkaSettings;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Makes a token and shows it, this once. */
@Command(
        name = "create",
        description = "Make a token for the console and its API and show it: this once, it cannot be had again.")
public final class TokensCreate implements Callable<Integer> {
    private final Terminal terminal;

    @Mixin
    private final Connection connection;

    @Mixin
    private final OutputFormat.Choice output = new OutputFormat.Choice();

    @Option(names = "--name", required = true, paramLabel = "NAME", description = "For people: whose it is, what for.")
    private String name = "";

    @Option(
            names = "--role",
            required = true,
            paramLabel = "ROLE",
            description = "viewer (looks), admin (changes too), or operator (the same in every workspace).")
    private TokenRole role = TokenRole.VIEWER;

    @Option(
            names = "--workspace",
            paramLabel = "ID",
            description = "The workspace that it opens; needed for all but an operator's.")
    private @Nullable String workspace;

    @Option(
            names = "--expires-in",
            paramLabel = "DURATION",
            description = "After which it opens nothing any more, such as 90d; by default never.")
    private @Nullable String expiresIn;

    public TokensCreate(Terminal terminal) {
        this.terminal = terminal;
        this.connection = new Connection(terminal);
    }

    @Override
    public Integer call() throws InterruptedException, ExecutionException {
        if ((role == TokenRole.OPERATOR) != (workspace == null)) {
            throw new InvalidSettingException(
                    role == TokenRole.OPERATOR
                            ? "--workspace: an operator's token is for every workspace, so leave it out"
                            : "--workspace is needed: a token of this role is for one workspace");
        }
        Duration lifetime = expiresIn == null ? null : lifetime(expiresIn);
        KafkaSettings kafka = connection.kafka();
        Connection.requireAnswer(kafka);
        TokenRegistry.Issued issued = issued(kafka, lifetime);
        TokenView view = TokenView.of(issued.token(), issued.secret().reveal());
        if (output.isJson()) {
            terminal.out().println(view.json());
        } else {
            terminal.out().println(view.line());
            terminal.out().println("token: " + view.token());
            terminal.out().println("Keep it now: it opens the console and its API, and it is never shown again.");
        }
        return ExitCodes.OK;
    }

    private TokenRegistry.Issued issued(KafkaSettings kafka, @Nullable Duration lifetime) {
        try {
            return new TokenRegistry(kafka, InstantSource.system(), new SecureRandom())
                    .issue(name, role, workspace, lifetime);
        } catch (IllegalArgumentException e) {
            throw new InvalidSettingException(String.valueOf(e.getMessage()), e);
        }
    }

    private static Duration lifetime(String text) {
        try {
            Duration lifetime = Durations.parse(text);
            if (!lifetime.isPositive()) {
                throw new IllegalArgumentException("it is no time at all");
            }
            return lifetime;
        } catch (IllegalArgumentException e) {
            throw new InvalidSettingException("--expires-in must be a duration such as 90d: " + e.getMessage(), e);
        }
    }
}

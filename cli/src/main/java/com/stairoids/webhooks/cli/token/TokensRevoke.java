package com.stairoids.webhooks.cli.token;

import com.stairoids.webhooks.cli.CommandFailedException;
import com.stairoids.webhooks.cli.ExitCodes;
import com.stairoids.webhooks.cli.Terminal;
import com.stairoids.webhooks.cli.connection.Connection;
import com.stairoids.webhooks.console.token.TokenRegistry;
import com.stairoids.webhooks.settings.KafkaSettings;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Ends a token for good. */
@Command(name = "revoke", description = "End a token for good: within a second it opens nothing any more.")
public final class TokensRevoke implements Callable<Integer> {
    private final Terminal terminal;

    @Mixin
    private final Connection connection;

    @Parameters(paramLabel = "TOKEN", description = "Its id, as in tok_01JD...; not what its bearer shows.")
    private String tokenId = "";

    public TokensRevoke(Terminal terminal) {
        this.terminal = terminal;
        this.connection = new Connection(terminal);
    }

    @Override
    public Integer call() throws InterruptedException, ExecutionException {
        KafkaSettings kafka = connection.kafka();
        Connection.requireAnswer(kafka);
        if (!new TokenRegistry(kafka, InstantSource.system(), new SecureRandom()).revoke(tokenId)) {
            throw new CommandFailedException(
                    "there is no token of that id: `webhooks tokens list` shows those that there are.");
        }
        terminal.out().println("Token " + tokenId + " is revoked.");
        return ExitCodes.OK;
    }
}

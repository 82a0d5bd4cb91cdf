package com.stairoids.webhooks.cli.endpoint;

import com.stairoids.webhooks.cli.ExitCodes;
import com.stairoids.webhooks.cli.Terminal;
import com.stairoids.webhooks.endpoints.EndpointRegistry;
import com.stairoids.webhooks.endpoints.Reencryption;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Encrypts all that is secret anew. */
@Command(
        name = "reencrypt",
        description =
                "Encrypt every secret and header value anew with the keyset's primary key, so that older keys can be"
                        + " retired. Ends with 1 where something could not be.")
public final class EndpointsReencrypt implements Callable<Integer> {
    private final Terminal terminal;

    @Mixin
    private final Registry registry;

    public EndpointsReencrypt(Terminal terminal) {
        this.terminal = terminal;
        this.registry = new Registry(terminal);
    }

    @Override
    public Integer call() throws InterruptedException, ExecutionException {
        try (EndpointRegistry endpoints = registry.encrypting()) {
            Reencryption done = endpoints.reencrypt();
            terminal.out().println(done.reencrypted() + " endpoint(s) encrypted anew.");
            done.unreadable()
                    .forEach(key -> terminal.err()
                            .println("webhooks: no key of this keyset opens the secrets of " + key
                                    + ": add the key that does, or remove the endpoint."));
            done.contended()
                    .forEach(workspace -> terminal.err()
                            .println("webhooks: others were changing endpoints of workspace " + workspace
                                    + " all the time: run this again."));
            return done.isComplete() ? ExitCodes.OK : ExitCodes.FAILED;
        }
    }
}

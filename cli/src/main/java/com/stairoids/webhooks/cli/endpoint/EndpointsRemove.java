package com.stairoids.webhooks.cli.endpoint;

import com.stairoids.webhooks.cli.CommandFailedException;
import com.stairoids.webhooks.cli.ExitCodes;
import com.stairoids.webhooks.cli.Terminal;
import com.stairoids.webhooks.endpoints.EndpointRegistry;
import com.stairoids.webhooks.endpoints.Outcome;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Removes an endpoint. */
@Command(name = "remove", description = "Remove an endpoint for good. Deliveries that wait for it are cancelled.")
public final class EndpointsRemove implements Callable<Integer> {
    private final Terminal terminal;

    @Mixin
    private final Registry registry;

    @Parameters(paramLabel = "ENDPOINT", description = "Its id.")
    private String endpointId = "";

    @Option(
            names = "--if-version",
            paramLabel = "N",
            description = "Remove it only if nobody changed it since this version.")
    private @Nullable Long version;

    public EndpointsRemove(Terminal terminal) {
        this.terminal = terminal;
        this.registry = new Registry(terminal);
    }

    @Override
    public Integer call() throws InterruptedException, ExecutionException {
        try (EndpointRegistry endpoints = registry.open()) {
            Outcome.Removal outcome =
                    endpoints.remove(Registry.require(endpoints, endpointId).key(), version);
            if (!(outcome instanceof Outcome.Removed)) {
                throw new CommandFailedException(outcome.describe());
            }
            terminal.out().println(outcome.describe());
            return ExitCodes.OK;
        }
    }
}

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

/** Has an endpoint's older secrets sign no more. */
@Command(name = "end-overlap", description = "End the overlap after a roll: only the newest secret signs from now on.")
public final class EndpointsEndOverlap implements Callable<Integer> {
    private final Terminal terminal;

    @Mixin
    private final Registry registry;

    @Parameters(paramLabel = "ENDPOINT", description = "Its id.")
    private String endpointId = "";

    @Option(
            names = "--if-version",
            paramLabel = "N",
            description = "End it only if nobody changed the endpoint since this version.")
    private @Nullable Long version;

    public EndpointsEndOverlap(Terminal terminal) {
        this.terminal = terminal;
        this.registry = new Registry(terminal);
    }

    @Override
    public Integer call() throws InterruptedException, ExecutionException {
        try (EndpointRegistry endpoints = registry.open()) {
            Outcome.Change outcome =
                    endpoints.endOverlap(Registry.require(endpoints, endpointId).key(), version);
            if (!(outcome instanceof Outcome.Changed)) {
                throw new CommandFailedException(outcome.describe());
            }
            terminal.out().println("Only the newest secret of " + endpointId + " signs.");
            return ExitCodes.OK;
        }
    }
}

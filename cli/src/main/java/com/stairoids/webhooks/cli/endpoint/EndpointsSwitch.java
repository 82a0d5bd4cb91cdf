package com.stairoids.webhooks.cli.endpoint;

import com.stairoids.webhooks.cli.CommandFailedException;
import com.stairoids.webhooks.cli.ExitCodes;
import com.stairoids.webhooks.cli.OutputFormat;
import com.stairoids.webhooks.cli.Terminal;
import com.stairoids.webhooks.endpoints.EndpointRegistry;
import com.stairoids.webhooks.endpoints.Outcome;
import com.stairoids.webhooks.schemas.endpoint.EndpointStatus;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Switches an endpoint on or off. */
public abstract sealed class EndpointsSwitch implements Callable<Integer> {
    private final Terminal terminal;
    private final EndpointStatus status;

    @Mixin
    private final Registry registry;

    @Mixin
    private final OutputFormat.Choice output = new OutputFormat.Choice();

    @Parameters(paramLabel = "ENDPOINT", description = "Its id.")
    private String endpointId = "";

    @Option(
            names = "--if-version",
            paramLabel = "N",
            description = "Change it only if nobody changed it since this version.")
    private @Nullable Long version;

    private EndpointsSwitch(Terminal terminal, EndpointStatus status) {
        this.terminal = terminal;
        this.status = status;
        this.registry = new Registry(terminal);
    }

    @Override
    public Integer call() throws InterruptedException, ExecutionException {
        try (EndpointRegistry endpoints = registry.open()) {
            Outcome.Change outcome =
                    endpoints.setStatus(Registry.require(endpoints, endpointId).key(), status, version);
            if (!(outcome instanceof Outcome.Changed changed)) {
                throw new CommandFailedException(outcome.describe());
            }
            EndpointView view = EndpointView.of(changed.endpoint(), registry.now());
            terminal.out().println(output.isJson() ? view.json() : view.line());
            return ExitCodes.OK;
        }
    }

    /** On. */
    @Command(
            name = "enable",
            description = "Let an endpoint receive again. What waits for it is attempted when it is due.")
    public static final class Enable extends EndpointsSwitch {
        public Enable(Terminal terminal) {
            super(terminal, EndpointStatus.ENABLED);
        }
    }

    /** Off. */
    @Command(
            name = "disable",
            description = "Stop an endpoint from receiving. What becomes due meanwhile is cancelled, not kept.")
    public static final class Disable extends EndpointsSwitch {
        public Disable(Terminal terminal) {
            super(terminal, EndpointStatus.DISABLED);
        }
    }
}

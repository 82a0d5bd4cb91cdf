package com.stairoids.webhooks.cli.endpoint;

import com.stairoids.webhooks.cli.ExitCodes;
import com.stairoids.webhooks.cli.OutputFormat;
import com.stairoids.webhooks.cli.Terminal;
import com.stairoids.webhooks.endpoints.EndpointRegistry;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Shows one endpoint. */
@Command(name = "show", description = "Show one endpoint, without what is encrypted. No keyset is needed.")
public final class EndpointsShow implements Callable<Integer> {
    private final Terminal terminal;

    @Mixin
    private final Registry registry;

    @Mixin
    private final OutputFormat.Choice output = new OutputFormat.Choice();

    @Parameters(paramLabel = "ENDPOINT", description = "Its id.")
    private String endpointId = "";

    public EndpointsShow(Terminal terminal) {
        this.terminal = terminal;
        this.registry = new Registry(terminal);
    }

    @Override
    public Integer call() throws InterruptedException, ExecutionException {
        try (EndpointRegistry endpoints = registry.open()) {
            EndpointView view = EndpointView.of(Registry.require(endpoints, endpointId), registry.now());
            if (output.isJson()) {
                terminal.out().println(view.json());
            } else {
                view.print(terminal.out());
            }
            return ExitCodes.OK;
        }
    }
}

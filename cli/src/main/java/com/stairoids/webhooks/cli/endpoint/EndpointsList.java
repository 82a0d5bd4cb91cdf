package com.stairoids.webhooks.cli.endpoint;

import com.stairoids.webhooks.cli.ExitCodes;
import com.stairoids.webhooks.cli.OutputFormat;
import com.stairoids.webhooks.cli.Terminal;
import com.stairoids.webhooks.endpoints.Endpoint;
import com.stairoids.webhooks.endpoints.EndpointRegistry;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Lists endpoints, one per line. */
@Command(name = "list", description = "List endpoints: id, workspace, status, URL, event types. No keyset is needed.")
public final class EndpointsList implements Callable<Integer> {
    private final Terminal terminal;

    @Mixin
    private final Registry registry;

    @Mixin
    private final OutputFormat.Choice output = new OutputFormat.Choice();

    @Option(names = "--workspace", paramLabel = "ID", description = "Only this workspace's.")
    private @Nullable String workspace;

    public EndpointsList(Terminal terminal) {
        this.terminal = terminal;
        this.registry = new Registry(terminal);
    }

    @Override
    public Integer call() throws InterruptedException, ExecutionException {
        try (EndpointRegistry endpoints = registry.open()) {
            List<Endpoint> found = workspace == null ? endpoints.list() : endpoints.list(workspace);
            found.stream()
                    .map(endpoint -> EndpointView.of(endpoint, registry.now()))
                    .map(view -> output.isJson() ? view.json() : view.line())
                    .forEach(terminal.out()::println);
            if (found.isEmpty()) {
                terminal.err().println("There are no endpoints" + (workspace == null ? "." : " of " + workspace + "."));
            }
            return ExitCodes.OK;
        }
    }
}

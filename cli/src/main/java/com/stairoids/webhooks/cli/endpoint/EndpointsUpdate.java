package com.stairoids.webhooks.cli.endpoint;

import com.stairoids.webhooks.cli.CommandFailedException;
import com.stairoids.webhooks.cli.ExitCodes;
import com.stairoids.webhooks.cli.OutputFormat;
import com.stairoids.webhooks.cli.Terminal;
import com.stairoids.webhooks.endpoints.CustomHeader;
import com.stairoids.webhooks.endpoints.Edit;
import com.stairoids.webhooks.endpoints.EndpointPatch;
import com.stairoids.webhooks.endpoints.EndpointRegistry;
import com.stairoids.webhooks.endpoints.Outcome;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Changes what an endpoint is set to. */
@Command(
        name = "update",
        description = "Change an endpoint: what is not named stays as it is. Needs the keyset (setting secrets.keyset)"
                + " where a header is set.")
public final class EndpointsUpdate implements Callable<Integer> {
    private final Terminal terminal;

    @Mixin
    private final Registry registry;

    @Mixin
    private final OutputFormat.Choice output = new OutputFormat.Choice();

    @Parameters(paramLabel = "ENDPOINT", description = "Its id.")
    private String endpointId = "";

    @Option(names = "--url", paramLabel = "URL", description = "Where deliveries are sent from now on, retries too.")
    private @Nullable String url;

    @Option(
            names = "--event",
            split = ",",
            paramLabel = "TYPE",
            description =
                    "All the event types that it receives from now on; repeatable, or several separated by commas.")
    private @Nullable List<String> eventTypes;

    @Option(names = "--name", paramLabel = "NAME", description = "Empty for the URL's host and path.")
    private @Nullable String name;

    @Option(names = "--description", paramLabel = "TEXT", description = "Empty for none.")
    private @Nullable String description;

    @Option(
            names = "--header",
            paramLabel = "'NAME: VALUE'",
            description = "Set a request header of its own; those that are not named stay. Repeatable.")
    private List<String> headers = new ArrayList<>();

    @Option(names = "--remove-header", paramLabel = "NAME", description = "Take one away. Repeatable.")
    private List<String> removedHeaders = new ArrayList<>();

    @Option(names = "--rate-limit", paramLabel = "N", description = "Requests per second at most; 0 for no limit.")
    private @Nullable Integer rateLimit;

    @Option(
            names = "--if-version",
            paramLabel = "N",
            description = "Change it only if nobody changed it since this version.")
    private @Nullable Long version;

    public EndpointsUpdate(Terminal terminal) {
        this.terminal = terminal;
        this.registry = new Registry(terminal);
    }

    @Override
    public Integer call() throws InterruptedException, ExecutionException {
        try (EndpointRegistry endpoints = headers.isEmpty() ? registry.open() : registry.encrypting()) {
            Outcome.Amendment outcome =
                    endpoints.update(Registry.require(endpoints, endpointId).key(), patch(), version);
            if (!(outcome instanceof Outcome.Changed changed)) {
                throw new CommandFailedException(outcome.describe());
            }
            EndpointView view = EndpointView.of(changed.endpoint(), registry.now());
            if (output.isJson()) {
                terminal.out().println(view.json());
            } else {
                view.print(terminal.out());
            }
            return ExitCodes.OK;
        }
    }

    private EndpointPatch patch() {
        Map<String, Edit<String>> edits = new LinkedHashMap<>();
        removedHeaders.forEach(header -> edits.put(header, Edit.to(null)));
        headers.stream()
                .map(EndpointsAdd::header)
                .forEach((CustomHeader header) -> edits.put(header.name(), Edit.to(header.value())));
        return new EndpointPatch(
                name == null ? Edit.keep() : Edit.to(name.isEmpty() ? null : name),
                url == null ? Edit.keep() : Edit.to(url),
                eventTypes == null ? Edit.keep() : Edit.to(eventTypes),
                Edit.keep(),
                description == null ? Edit.keep() : Edit.to(description),
                edits,
                rateLimit == null ? Edit.keep() : Edit.to(rateLimit == 0 ? null : rateLimit));
    }
}

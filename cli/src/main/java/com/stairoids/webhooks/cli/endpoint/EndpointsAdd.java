package com.stairoids.webhooks.cli.endpoint;

import com.stairoids.webhooks.cli.CommandFailedException;
import com.stairoids.webhooks.cli.ExitCodes;
import com.stairoids.webhooks.cli.OutputFormat;
import com.stairoids.webhooks.cli.Terminal;
import com.stairoids.webhooks.endpoints.CustomHeader;
import com.stairoids.webhooks.endpoints.EndpointRegistry;
import com.stairoids.webhooks.endpoints.NewEndpoint;
import com.stairoids.webhooks.endpoints.Outcome;
import com.stairoids.webhooks.settings.InvalidSettingException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Registers an endpoint and shows its secret, this once. */
@Command(
        name = "add",
        description = "Register an endpoint, enabled, and show its signing secret: this once, it cannot be had again."
                + " Needs the keyset (setting secrets.keyset) to encrypt it.")
public final class EndpointsAdd implements Callable<Integer> {
    private final Terminal terminal;

    @Mixin
    private final Registry registry;

    @Mixin
    private final OutputFormat.Choice output = new OutputFormat.Choice();

    @Option(names = "--workspace", required = true, paramLabel = "ID", description = "Whose endpoint it is.")
    private String workspace = "";

    @Option(names = "--url", required = true, paramLabel = "URL", description = "Where deliveries are sent; https.")
    private String url = "";

    @Option(
            names = "--event",
            required = true,
            split = ",",
            paramLabel = "TYPE",
            description = "An event type that it receives, such as signal.created; repeatable, or several separated by"
                    + " commas.")
    private List<String> eventTypes = new ArrayList<>();

    @Option(names = "--name", paramLabel = "NAME", description = "By default the URL's host and path.")
    private @Nullable String name;

    @Option(names = "--description", paramLabel = "TEXT", description = "For people.")
    private @Nullable String description;

    @Option(
            names = "--header",
            paramLabel = "'NAME: VALUE'",
            description = "A request header of its own; the value is encrypted. Repeatable.")
    private List<String> headers = new ArrayList<>();

    @Option(names = "--rate-limit", paramLabel = "N", description = "Requests per second at most.")
    private @Nullable Integer rateLimit;

    @Option(
            names = "--idempotency-key",
            paramLabel = "KEY",
            description = "Names this request: given again with the same key, it registers nothing and shows what it"
                    + " registered before, without the secret.")
    private @Nullable String idempotencyKey;

    public EndpointsAdd(Terminal terminal) {
        this.terminal = terminal;
        this.registry = new Registry(terminal);
    }

    @Override
    public Integer call() throws InterruptedException, ExecutionException {
        NewEndpoint asked = new NewEndpoint(
                workspace,
                url,
                eventTypes,
                name,
                description,
                headers.stream().map(EndpointsAdd::header).toList(),
                rateLimit,
                null,
                idempotencyKey);
        try (EndpointRegistry endpoints = registry.encrypting()) {
            return switch (endpoints.create(asked)) {
                case Outcome.Created created -> shown(created);
                case Outcome.MadeBefore before -> shown(before);
                case Outcome.NameTaken taken -> throw new CommandFailedException(taken.describe());
                case Outcome.Refused refused -> throw new CommandFailedException(refused.describe());
                case Outcome.Contended contended -> throw new CommandFailedException(contended.describe());
            };
        }
    }

    private int shown(Outcome.Created created) {
        EndpointView view = EndpointView.of(
                created.endpoint(), registry.now(), created.secret().reveal());
        if (output.isJson()) {
            terminal.out().println(view.json());
        } else {
            view.print(terminal.out());
            terminal.out().println("secret:      " + view.secret());
            terminal.out().println("Keep the secret now: it verifies signatures, and it is never shown again.");
        }
        return ExitCodes.OK;
    }

    private int shown(Outcome.MadeBefore before) {
        EndpointView view = EndpointView.of(before.endpoint(), registry.now());
        if (output.isJson()) {
            terminal.out().println(view.json());
        } else {
            view.print(terminal.out());
            terminal.out().println(before.describe());
        }
        return ExitCodes.OK;
    }

    static CustomHeader header(String text) {
        int colon = text.indexOf(':');
        if (colon < 1) {
            throw new InvalidSettingException("--header must be 'NAME: VALUE', such as 'X-Api-Key: abc'");
        }
        return new CustomHeader(
                text.substring(0, colon).strip(), text.substring(colon + 1).strip());
    }
}

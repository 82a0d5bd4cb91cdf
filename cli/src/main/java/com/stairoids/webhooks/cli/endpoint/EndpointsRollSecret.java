package com.stairoids.webhooks.cli.endpoint;

import com.stairoids.webhooks.cli.CommandFailedException;
import com.stairoids.webhooks.cli.ExitCodes;
import com.stairoids.webhooks.cli.OutputFormat;
import com.stairoids.webhooks.cli.Terminal;
import com.stairoids.webhooks.endpoints.EndpointRegistry;
import com.stairoids.webhooks.endpoints.Outcome;
import com.stairoids.webhooks.settings.Durations;
import com.stairoids.webhooks.settings.InvalidSettingException;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Gives an endpoint a new secret and shows it, this once. */
@Command(
        name = "roll-secret",
        description = "Give an endpoint a new signing secret and show it: this once, it cannot be had again. Needs the"
                + " keyset (setting secrets.keyset) to encrypt it.")
public final class EndpointsRollSecret implements Callable<Integer> {
    private final Terminal terminal;

    @Mixin
    private final Registry registry;

    @Mixin
    private final OutputFormat.Choice output = new OutputFormat.Choice();

    @Parameters(paramLabel = "ENDPOINT", description = "Its id.")
    private String endpointId = "";

    @Option(
            names = "--overlap",
            paramLabel = "DURATION",
            defaultValue = "0s",
            description =
                    "How long the old secret goes on signing X-Stairoids-Signature, 0s to 7d, such as 24h; by default"
                            + " ${DEFAULT-VALUE}. webhook-signature carries both meanwhile.")
    private String overlap = "0s";

    @Option(
            names = "--if-version",
            paramLabel = "N",
            description = "Roll it only if nobody changed the endpoint since this version.")
    private @Nullable Long version;

    public EndpointsRollSecret(Terminal terminal) {
        this.terminal = terminal;
        this.registry = new Registry(terminal);
    }

    @Override
    public Integer call() throws InterruptedException, ExecutionException {
        Duration wanted = overlap(overlap);
        try (EndpointRegistry endpoints = registry.encrypting()) {
            Outcome.Roll outcome =
                    endpoints.rollSecret(Registry.require(endpoints, endpointId).key(), wanted, version);
            if (!(outcome instanceof Outcome.Rolled rolled)) {
                throw new CommandFailedException(outcome.describe());
            }
            return shown(rolled);
        }
    }

    private int shown(Outcome.Rolled rolled) {
        EndpointView view = EndpointView.of(
                rolled.endpoint(), registry.now(), rolled.secret().reveal());
        if (output.isJson()) {
            terminal.out().println(view.json());
        } else {
            terminal.out().println(rolled.describe());
            terminal.out().println("secret:      " + view.secret());
            terminal.out().println("Keep the secret now: it verifies signatures, and it is never shown again.");
        }
        return ExitCodes.OK;
    }

    private static Duration overlap(String text) {
        try {
            return Durations.parse(text);
        } catch (IllegalArgumentException e) {
            throw new InvalidSettingException("--overlap must be a duration such as 24h: " + e.getMessage(), e);
        }
    }
}

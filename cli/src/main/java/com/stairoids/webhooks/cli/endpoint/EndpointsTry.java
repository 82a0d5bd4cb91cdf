package com.stairoids.webhooks.cli.endpoint;

import com.stairoids.webhooks.cli.CommandFailedException;
import com.stairoids.webhooks.cli.ExitCodes;
import com.stairoids.webhooks.cli.OutputFormat;
import com.stairoids.webhooks.cli.Terminal;
import com.stairoids.webhooks.cli.attempt.OutcomeWatch;
import com.stairoids.webhooks.endpoints.Endpoint;
import com.stairoids.webhooks.endpoints.EndpointRegistry;
import com.stairoids.webhooks.endpoints.Sighting;
import com.stairoids.webhooks.endpoints.testdelivery.TestDeliveries;
import com.stairoids.webhooks.endpoints.testdelivery.TestDelivery;
import com.stairoids.webhooks.schemas.attempt.Happening;
import com.stairoids.webhooks.schemas.event.EventType;
import com.stairoids.webhooks.schemas.json.Json;
import com.stairoids.webhooks.settings.Durations;
import com.stairoids.webhooks.settings.InvalidSettingException;
import com.stairoids.webhooks.settings.KafkaSettings;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Sends a test delivery and shows its outcome. */
@Command(
        name = "test",
        description = "Send an endpoint a sample of an event type, ahead of all that waits and once, also where it is"
                + " disabled or does not subscribe to the type, and show the outcome. Ends with 1 unless it was"
                + " delivered.")
public final class EndpointsTry implements Callable<Integer> {
    private final Terminal terminal;

    @Mixin
    private final Registry registry;

    @Mixin
    private final OutputFormat.Choice output = new OutputFormat.Choice();

    @Parameters(paramLabel = "ENDPOINT", description = "Its id.")
    private String endpointId = "";

    @Option(
            names = "--event",
            paramLabel = "TYPE",
            defaultValue = "signal.created",
            description = "By default ${DEFAULT-VALUE}.")
    private String eventType = "";

    /** By default as long as the request may take, and a sender to take it up. */
    @Option(
            names = "--wait",
            paramLabel = "DURATION",
            defaultValue = "20s",
            description = "How long to wait for the outcome; by default ${DEFAULT-VALUE}.")
    private String patience = "20s";

    public EndpointsTry(Terminal terminal) {
        this.terminal = terminal;
        this.registry = new Registry(terminal);
    }

    @Override
    public Integer call() throws InterruptedException, ExecutionException {
        EventType type = EventType.ofWireName(eventType)
                .orElseThrow(() -> new InvalidSettingException(
                        "--event: there is no event type " + eventType + ", but " + EventType.wireNames()));
        Duration longest = duration(patience);
        KafkaSettings kafka = registry.kafka();
        Sighting sighting;
        try (EndpointRegistry endpoints = registry.open()) {
            Endpoint endpoint = Registry.require(endpoints, endpointId);
            sighting = endpoints
                    .look(endpoint.key())
                    .orElseThrow(() -> new CommandFailedException("it was just deleted."));
        }
        try (OutcomeWatch watch = OutcomeWatch.begin(kafka);
                TestDeliveries tests = TestDeliveries.open(kafka, InstantSource.system(), new SecureRandom())) {
            TestDelivery test = tests.send(sighting, type);
            Happening outcome = watch.await(test.deliveryId(), longest)
                    .orElseThrow(() -> new CommandFailedException("the test " + test.deliveryId()
                            + " is pending: it has no outcome after " + Durations.text(longest)
                            + ". Is a sender running? `webhooks attempts --endpoint " + endpointId
                            + " --since 10m` will show it."));
            terminal.out().println(output.isJson() ? Json.writeText(outcome) : OutcomeWatch.line(outcome));
            if (!isDelivered(outcome)) {
                throw new CommandFailedException("the test was not delivered.");
            }
            return ExitCodes.OK;
        }
    }

    private static boolean isDelivered(Happening happening) {
        return happening instanceof Happening.Attempted attempted && attempted.outcome() == Happening.Outcome.DELIVERED;
    }

    private static Duration duration(String text) {
        try {
            return Durations.parse(text);
        } catch (IllegalArgumentException e) {
            throw new InvalidSettingException("--wait must be a duration such as 30s or 2m", e);
        }
    }
}

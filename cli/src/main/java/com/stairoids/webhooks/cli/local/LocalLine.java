package com.stairoids.webhooks.cli.local;

import com.stairoids.webhooks.broker.BrokerFailedException;
import com.stairoids.webhooks.broker.DataDirectoryInUseException;
import com.stairoids.webhooks.broker.EmbeddedBroker;
import com.stairoids.webhooks.broker.PortTakenException;
import com.stairoids.webhooks.cli.CommandFailedException;
import com.stairoids.webhooks.cli.Version;
import com.stairoids.webhooks.cli.connection.KnownSettings;
import com.stairoids.webhooks.cli.role.Role;
import com.stairoids.webhooks.cli.role.RunningRole;
import com.stairoids.webhooks.console.ConsoleSettings;
import com.stairoids.webhooks.monitoring.Monitoring;
import com.stairoids.webhooks.monitoring.MonitoringSettings;
import com.stairoids.webhooks.monitoring.log.LogFormat;
import com.stairoids.webhooks.schemas.sample.Samples;
import com.stairoids.webhooks.schemas.token.Token;
import com.stairoids.webhooks.schemas.topic.Topic;
import com.stairoids.webhooks.schemas.topic.TopicAdministration;
import com.stairoids.webhooks.settings.KafkaSettings;
import com.stairoids.webhooks.settings.Settings;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.jspecify.annotations.Nullable;

/**
 * Broker, topics, roles and demo in this process, started in the order of a delivery's life; the endpoint of the demo
 * exists before the router starts, so that the router knows it from its first event on.
 */
public final class LocalLine implements AutoCloseable {
    static final int PARTITIONS = 4;

    /** After a kill, groups wait for members that are gone and positions for transactions that are open: some 20 s. */
    private static final Duration READY_WITHIN = Duration.ofMinutes(2);

    /** Of the console: after a kill it reads its whole log again, of whatever length. */
    private static final Duration LOG_READ_WITHIN = Duration.ofMinutes(15);

    private final LocalReport report;
    private final EmbeddedBroker broker;
    private @Nullable Monitoring monitoring;
    private final List<RunningRole> roles = new ArrayList<>();
    private final Optional<DemoReceiver> receiver;

    private LocalLine(LocalReport report, EmbeddedBroker broker, Optional<DemoReceiver> receiver) {
        this.report = report;
        this.broker = broker;
        this.receiver = receiver;
    }

    /**
     * Starts all of it and returns once the samples are sent.
     *
     * @throws CommandFailedException where a port is taken, the data directory is in use or a part does not start
     */
    static LocalLine start(LocalOptions options, Map<String, String> environment, LocalReport report)
            throws InterruptedException, ExecutionException {
        requireConsolePort(options);
        Optional<DemoReceiver> receiver =
                options.demo() ? Optional.of(DemoReceiver.bind(options.port())) : Optional.empty();
        LocalLine line;
        try {
            line = new LocalLine(report, broker(options), receiver);
        } catch (RuntimeException e) {
            receiver.ifPresent(DemoReceiver::close);
            throw e;
        }
        try {
            line.startOnBroker(options, environment);
            return line;
        } catch (RuntimeException | InterruptedException | ExecutionException e) {
            line.close();
            throw e;
        }
    }

    String bootstrapServers() {
        return broker.bootstrapServers();
    }

    /** Completes when the first part ends. */
    CompletableFuture<?> ended() {
        return CompletableFuture.anyOf(
                Stream.concat(Stream.of(broker.ended()), roles.stream().map(RunningRole::ended))
                        .toArray(CompletableFuture<?>[]::new));
    }

    /** The roles first, all at once, then the demo, then the broker. */
    @Override
    public void close() {
        report.stopping();
        if (monitoring != null) {
            monitoring.health().stops();
        }
        List<Thread> closing = roles.stream()
                .map(role -> Thread.ofPlatform()
                        .name("closing-" + role.role().commandName())
                        .start(role::close))
                .toList();
        try {
            for (Thread thread : closing) {
                thread.join();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        receiver.ifPresent(DemoReceiver::close);
        broker.close();
        if (monitoring != null) {
            monitoring.close();
        }
        report.stopped();
    }

    private void startOnBroker(LocalOptions options, Map<String, String> environment)
            throws InterruptedException, ExecutionException {
        report.broker(broker.bootstrapServers(), options.data());
        LocalSettings own = LocalSettings.in(options.data());
        Settings settings =
                Settings.load(null, withoutKafka(environment), own.values(broker.bootstrapServers(), options));
        settings.requireKnown(KnownSettings.ALL, KnownSettings.PREFIXES);
        settings.get(LogFormat.SETTING).apply();
        Monitoring started = Monitoring.start(MonitoringSettings.of(settings, 0), "local", Version.text());
        monitoring = started;
        report.monitoring(started.port());
        applyTopics(KafkaSettings.of(settings));
        if (receiver.isEmpty()) {
            startRoles(options, settings, started);
            announce(options, settings, own);
        } else {
            startWithDemo(options, settings, own, receiver.get(), started);
        }
    }

    private void startWithDemo(
            LocalOptions options, Settings settings, LocalSettings own, DemoReceiver demo, Monitoring started)
            throws InterruptedException, ExecutionException {
        DemoEvents events = new DemoEvents(KafkaSettings.of(settings));
        DemoEndpoint.Found endpoint =
                DemoEndpoint.find(options.data(), settings, Samples.WORKSPACE_ID, demo.url(), own.keysetIsNew());
        report.endpoint(endpoint.endpoint());
        startRoles(options, settings, started);
        String secret = options.demoSecret() == null ? endpoint.secret().reveal() : options.demoSecret();
        demo.start(secret, report::received);
        report.receiver(demo.url(), options.demoSecret() != null);
        announce(options, settings, own);
        report.samples();
        events.send();
    }

    private void startRoles(LocalOptions options, Settings settings, Monitoring started) throws InterruptedException {
        for (Role role : Role.values()) {
            if (role != Role.CONSOLE || options.consolePort().isPresent()) {
                roles.add(role.start(settings, started.meters(role.commandName())));
            }
        }
        started.health().runs(roles.stream().map(RunningRole::health).toList());
        for (RunningRole running : roles) {
            Duration patience = running.role() == Role.CONSOLE ? LOG_READ_WITHIN : READY_WITHIN;
            if (!running.awaitReady(patience)) {
                throw new CommandFailedException("the " + running.role().commandName()
                        + (running.ended().isDone()
                                ? " ended."
                                : " did not become ready within " + patience.toSeconds() + " s; it waits for "
                                        + String.join(
                                                "; for ", running.waitingFor().get()) + ".")
                        + " Run it again with --verbose to see why.");
            }
            report.role(running);
        }
    }

    /** How to go on from here, by the console and by commands. */
    private void announce(LocalOptions options, Settings settings, LocalSettings own) {
        roles.stream().flatMap(role -> role.console().stream()).forEach(console -> {
            Token token = ConsoleToken.find(options.data(), KafkaSettings.of(settings), Samples.WORKSPACE_ID);
            report.login(console.loginLink(token.id()), ConsoleToken.file(options.data()));
        });
        report.usage(own.file(), broker.bootstrapServers());
    }

    private void applyTopics(KafkaSettings kafka) throws InterruptedException, ExecutionException {
        try (Admin admin = Admin.create(kafka.client())) {
            new TopicAdministration(admin, PARTITIONS, 1).apply();
        }
        report.topics(Topic.values().length, PARTITIONS);
    }

    /** How to reach another cluster has no say here: what is on this line's broker is known. */
    private static Map<String, String> withoutKafka(Map<String, String> environment) {
        return environment.entrySet().stream()
                .filter(variable -> !variable.getKey().startsWith("KAFKA_"))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    /** Looked for before the broker is started; the console itself takes it much later. */
    private static void requireConsolePort(LocalOptions options) {
        if (options.assigned().containsKey(ConsoleSettings.PORT.name())) {
            return;
        }
        int port = options.consolePort().orElse(0);
        try (ServerSocket free = new ServerSocket()) {
            free.bind(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), port));
        } catch (IOException e) {
            throw new CommandFailedException(
                    "port " + port + " is taken: stop what listens there, or choose another with --console-port.", e);
        }
    }

    private static EmbeddedBroker broker(LocalOptions options) {
        try {
            return EmbeddedBroker.start(createdFor(options.data()), options.kafkaPort());
        } catch (PortTakenException e) {
            throw new CommandFailedException(
                    "port " + e.port() + " is taken: stop what listens there, or choose another with --kafka-port.", e);
        } catch (DataDirectoryInUseException e) {
            throw new CommandFailedException(
                    "the data directory " + options.data() + " is in use by another `local`: stop that one, or choose"
                            + " another with --data.",
                    e);
        } catch (BrokerFailedException e) {
            throw new CommandFailedException(
                    "the broker did not start: " + e.getMessage() + ". Run it again with"
                            + " --verbose to see why, or with another --data.",
                    e);
        }
    }

    private static Path createdFor(Path data) {
        try {
            return Files.createDirectories(data).resolve("broker");
        } catch (IOException e) {
            throw new CommandFailedException(
                    "the data directory " + data + " cannot be made: " + e.getMessage()
                            + ". Choose another with --data.",
                    e);
        }
    }
}

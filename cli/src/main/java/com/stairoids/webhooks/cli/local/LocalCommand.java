package com.stairoids.webhooks.cli.local;

import com.stairoids.webhooks.cli.Terminal;
import com.stairoids.webhooks.cli.role.ProcessEnd;
import com.stairoids.webhooks.settings.InvalidSettingException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Runs the whole line, to try it and to develop against it. */
@Command(
        name = "local",
        description =
                "Run the whole line in one process: an embedded Kafka, topics, router, sender, retry-scheduler, console,"
                        + " and a demo receiver that verifies signatures. For trying and developing: only here, http:// and loopback"
                        + " targets are allowed, and data survives a kill but not a power cut.")
public final class LocalCommand implements Callable<Integer> {
    private static final Duration STOP_DEADLINE = Duration.ofSeconds(15);
    private static final int HIGHEST_PORT = 65_535;

    private final Terminal terminal;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "Where data is kept across restarts; by default ${DEFAULT-VALUE} in the current directory.")
    private Path data = Path.of("local-data");

    @Option(
            names = "--kafka-port",
            paramLabel = "PORT",
            description = "Where Kafka listens on 127.0.0.1; by default ${DEFAULT-VALUE}, 0 for any free one.")
    private int kafkaPort = 9092;

    @Option(
            names = "--port",
            paramLabel = "PORT",
            description =
                    "Where the demo receiver listens on 127.0.0.1; by default ${DEFAULT-VALUE}, 0 for any free one.")
    private int port = 8081;

    @Option(
            names = "--console-port",
            paramLabel = "PORT",
            description = "Where the console listens on 127.0.0.1; by default ${DEFAULT-VALUE}, 0 for any free one.")
    private int consolePort = 8080;

    @Option(names = "--no-console", description = "No console, and no delivery log.")
    private boolean noConsole;

    @Option(
            names = "--retry-delays",
            paramLabel = "D1,D2,D3,D4,D5",
            description = "Delay before each retry; by default ${DEFAULT-VALUE}, as documented.")
    private String retryDelays = "1m,5m,30m,2h,8h";

    @Option(names = "--no-demo", description = "No demo receiver, no endpoint for it, no samples.")
    private boolean noDemo;

    @Option(
            names = "--demo-secret",
            paramLabel = "SECRET",
            description = "What the demo receiver verifies with, instead of its endpoint's secret: with another one, it"
                    + " refuses what arrives.")
    private @Nullable String demoSecret;

    @Option(names = "--set", paramLabel = "NAME=VALUE", description = "One setting of a role. Repeatable.")
    private Map<String, String> assigned = new LinkedHashMap<>();

    public LocalCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws InterruptedException, ExecutionException {
        requirePort("--kafka-port", kafkaPort);
        requirePort("--port", port);
        requirePort("--console-port", consolePort);
        LocalOptions options = new LocalOptions(
                data,
                kafkaPort,
                port,
                noConsole ? OptionalInt.empty() : OptionalInt.of(consolePort),
                retryDelays,
                !noDemo,
                demoSecret,
                assigned);
        LocalReport report = new LocalReport(terminal.out(), InstantSource.system());
        try (ProcessEnd end = ProcessEnd.within(STOP_DEADLINE)) {
            LocalLine line = LocalLine.start(options, terminal.environment(), report);
            return end.await(line::close, line.ended());
        }
    }

    static void requirePort(String option, int port) {
        if (port < 0 || port > HIGHEST_PORT) {
            throw new InvalidSettingException(option + " must be a port, 1 to 65535, or 0 for any free one");
        }
    }
}

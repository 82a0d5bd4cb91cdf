package com.stairoids.webhooks.faults;

import static org.awaitility.Awaitility.await;

import com.stairoids.webhooks.schemas.encryption.SecretCipher;
import com.stairoids.webhooks.settings.Settings;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.core.ConditionTimeoutException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Runs the line, lets the faults strike, waits until everything has ended, and judges. */
@Command(
        name = "faults/run",
        description =
                "Breaks processes and brokers under load and counts what was lost and doubled. Exit status 0 where"
                        + " every promise held, 1 where one did not.",
        mixinStandardHelpOptions = true)
public final class FaultSuite implements Callable<Integer> {
    private static final Duration EVERYTHING_ENDS = Duration.ofMinutes(5);
    /** Longer than a dead sender's partitions wait for a new owner, and than the longest retry delay of the run. */
    private static final Duration QUIET = Duration.ofSeconds(15);

    private static final Duration FIRST_DELIVERIES = Duration.ofMinutes(2);

    @ArgGroup(multiplicity = "1")
    private Sizes sizes = new Sizes();

    @Option(
            names = "--seed",
            description = "Decides the faults, their order and the endpoints' answers; random by default.")
    private @Nullable Long givenSeed;

    @Option(
            names = "--directory",
            description = "Takes the report, the settings and every process's log; by default ${DEFAULT-VALUE}.")
    private Path parent = Path.of("faults", "target", "runs");

    static final class Sizes {
        @Option(names = "--short", description = "20,000 events x 2 endpoints, each role killed three times.")
        private boolean isShort;

        @Option(names = "--full", description = "100,000 events x 2 endpoints, each role killed ten times.")
        private boolean isFull;

        @Option(names = "--tiny", description = "3,000 events, each role killed once: to try the suite itself.")
        private boolean isTiny;

        private RunSize chosen() {
            return isShort ? RunSize.SHORT : isFull && !isTiny ? RunSize.FULL : RunSize.TINY;
        }
    }

    public static void main(String[] arguments) {
        System.exit(new CommandLine(new FaultSuite()).execute(arguments));
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        Instant started = Instant.now();
        long seed = givenSeed == null ? new SecureRandom().nextInt(1_000_000) : givenSeed;
        RunSize size = sizes.chosen();
        String run = "faults-" + started.getEpochSecond();
        Path directory = Files.createDirectories(parent.resolve(run)).toAbsolutePath();
        Files.createDirectory(directory.resolve("tmp"));
        System.out.println("Fault suite, " + size.name() + " size, seed " + seed + ", in " + directory);
        try (KafkaCluster cluster = KafkaCluster.start(run, directory)) {
            Report report = run(cluster, directory, size, seed, started);
            Path file = directory.resolve("report.md");
            Files.writeString(file, report.markdown());
            System.out.println("\n" + report.markdown() + "\nThis report is " + file);
            return report.holds() ? 0 : 1;
        }
    }

    private static Report run(KafkaCluster cluster, Path directory, RunSize size, long seed, Instant started)
            throws IOException, InterruptedException {
        String keyset = SecretCipher.newKeyset();
        Map<String, String> settings = settings(cluster, directory);
        write(settings, directory.resolve("settings.properties"));
        Map<String, String> withSecret = new HashMap<>(settings);
        withSecret.put("secrets.keyset", keyset);
        try (RoleProcesses roles = new RoleProcesses(directory, Map.of("SECRETS_KEYSET", keyset));
                Customers customers = new Customers(new Answers(seed), roles::senders);
                Load load = new Load(cluster.bootstrapServers(), size);
                LogTail tail = new LogTail(cluster.bootstrapServers(), load::deliveryEnded)) {
            roles.awaitReady();
            Workspaces workspaces = Workspaces.register(Settings.of(withSecret), customers);
            awaitFirstDeliveries(load, customers, workspaces);
            load.start();
            FaultDriver driver = new FaultDriver(cluster, roles, customers, workspaces, load);
            driver.run(FaultPlan.of(size, seed));
            awaitEnd(load, tail, roles);
            awaitQuiet(customers);
            roles.revive();
            Verdict verdict = Verdict.of(
                    cluster.bootstrapServers(),
                    load.expected(workspaces),
                    customers.arrivals(),
                    roles,
                    driver.troubles(),
                    Takeovers.allowed(size, Runtime.getRuntime().availableProcessors()));
            return new Report(
                    size,
                    seed,
                    started.truncatedTo(ChronoUnit.SECONDS),
                    Instant.now(),
                    driver.struck(),
                    load.refused(),
                    verdict,
                    roles.endedByThemselves());
        }
    }

    /** The roles' own, as an operator would write them, but for the delays, which a run could not wait for. */
    private static Map<String, String> settings(KafkaCluster cluster, Path directory) {
        return Map.of(
                "kafka.bootstrap-servers",
                cluster.bootstrapServers(),
                "targets.allow-http",
                "true",
                "targets.allow-cidrs",
                "127.0.0.0/8",
                "retry.delays",
                "1s,2s,3s,4s,5s",
                "monitoring.port",
                "0",
                "router.state-directory",
                directory.resolve("router-state").toString());
    }

    private static void write(Map<String, String> settings, Path file) throws IOException {
        Properties properties = new Properties();
        properties.putAll(settings);
        try (Writer writer = Files.newBufferedWriter(file)) {
            properties.store(writer, null);
        }
    }

    /** An endpoint is effective a moment after it was registered; until then it would rightly be passed over. */
    private static void awaitFirstDeliveries(Load load, Customers customers, Workspaces workspaces) {
        AtomicInteger probes = new AtomicInteger();
        await("a delivery to each endpoint")
                .atMost(FIRST_DELIVERIES)
                .pollInterval(Duration.ofMillis(500))
                .until(() -> {
                    load.probe(probes.getAndIncrement());
                    return customers.arrivals().stream()
                                    .map(arrival -> arrival.endpointId())
                                    .distinct()
                                    .count()
                            == workspaces.paths().size();
                });
    }

    /** What has not ended after that counts as lost. */
    private static void awaitEnd(Load load, LogTail tail, RoleProcesses roles) {
        try {
            await("every delivery's end")
                    .atMost(EVERYTHING_ENDS)
                    .pollInterval(Duration.ofMillis(100))
                    .until(() -> {
                        tail.requireRunning();
                        roles.revive();
                        return load.isComplete() && load.open() == 0;
                    });
        } catch (ConditionTimeoutException e) {
            System.out.println(load.open() + " deliveries have not ended after " + EVERYTHING_ENDS);
        }
    }

    /** A doubled delivery may follow after the last one that was missing. */
    private static void awaitQuiet(Customers customers) {
        await("nothing more to come")
                .atMost(EVERYTHING_ENDS)
                .pollInterval(Duration.ofSeconds(1))
                .until(() -> Instant.now().isAfter(customers.lastArrival().plus(QUIET)));
    }
}

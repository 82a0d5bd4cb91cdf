package com.stairoids.webhooks.bench;

import com.stairoids.webhooks.cli.Webhooks;
import com.stairoids.webhooks.endpoints.EndpointRegistry;
import com.stairoids.webhooks.endpoints.NewEndpoint;
import com.stairoids.webhooks.endpoints.Outcome;
import com.stairoids.webhooks.schemas.encryption.SecretCipher;
import com.stairoids.webhooks.schemas.target.TargetGuard;
import com.stairoids.webhooks.settings.KafkaSettings;
import com.stairoids.webhooks.settings.Settings;
import com.stairoids.webhooks.testing.process.JavaProcess;
import com.stairoids.webhooks.testing.replays.DeadDeliveries;
import com.stairoids.webhooks.testing.replays.KilledReplay;
import com.stairoids.webhooks.testing.replays.KilledReplay.Kill;
import com.stairoids.webhooks.testing.replays.ReplayTally;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * Dead letters are replayed while the command and the retry-scheduler, each in a process of its own, are killed together and
 * started again; then the same is asked for once more. What is counted is read from the deliveries.
 */
@Command(
        name = "replays",
        description = "Dead letters are replayed by a command and a retry-scheduler that are killed on the way.",
        mixinStandardHelpOptions = true)
public final class ReplayBench implements Callable<Integer> {
    private static final String WORKSPACE = "ws_replays";
    private static final String DONE = "\"kind\":\"done\"";
    private static final Duration ANSWERED = Duration.ofMinutes(3);

    @Option(names = "--dead-letters", description = "By default ${DEFAULT-VALUE}.")
    private int deadLetters = 50_000;

    @Option(names = "--rate", description = "Asked for in a second, by default ${DEFAULT-VALUE}.")
    private int rate = 500;

    @Option(
            names = "--kills",
            description = "Of both processes at once, evenly on the way; by default ${DEFAULT-VALUE}.")
    private int kills = 2;

    @Option(names = "--partitions", description = "Of each topic, by default ${DEFAULT-VALUE}.")
    private int partitions = 12;

    private final AtomicInteger lives = new AtomicInteger();

    public static void main(String[] arguments) {
        System.exit(new CommandLine(new ReplayBench()).execute(arguments));
    }

    @Override
    public Integer call() throws InterruptedException, ExecutionException, IOException {
        Path directory = Files.createTempDirectory("bench-replays-");
        try (OwnBroker broker = OwnBroker.start(partitions)) {
            DeadDeliveries dead =
                    new DeadDeliveries("dlv_bench_", WORKSPACE, endpoint(broker.bootstrapServers()), deadLetters);
            System.out.printf("Writing %d dead letters; logs are in %s ...%n", deadLetters, directory);
            dead.write(broker.bootstrapServers());
            return replay(broker.bootstrapServers(), directory, dead) ? 0 : 1;
        }
    }

    private boolean replay(String bootstrapServers, Path directory, DeadDeliveries dead) throws InterruptedException {
        List<Kill> moments = IntStream.rangeClosed(1, kills)
                .mapToObj(kill -> new Kill((long) deadLetters * kill / (kills + 1), true))
                .toList();
        Duration deadline = Duration.ofSeconds(deadLetters / rate).plus(ANSWERED);
        KilledReplay killed = new KilledReplay(
                bootstrapServers,
                () -> scheduler(bootstrapServers, directory),
                " ready role=",
                () -> command(bootstrapServers, directory, rate),
                DONE);
        long began = System.nanoTime();
        try (JavaProcess _ = killed.run(moments, deadline)) {
            ReplayTally first = tally(bootstrapServers, dead, deadLetters);
            double seconds = (System.nanoTime() - began) / 1e9;
            runToItsEnd(command(bootstrapServers, directory, rate), deadline);
            ReplayTally second = tally(bootstrapServers, dead, deadLetters);
            return report(first, second, seconds);
        }
    }

    private static void runToItsEnd(JavaProcess command, Duration deadline) {
        try (command) {
            Awaitility.await("the second replay").atMost(deadline).until(() -> !command.isAlive());
            if (!command.hasSaid(DONE)) {
                throw new IllegalStateException("the second replay failed: see " + command.output());
            }
        }
    }

    /** Waits until what is expected is there, and a while longer for what is not; what came is in the tally either way. */
    private static ReplayTally tally(String bootstrapServers, DeadDeliveries dead, int expected) {
        try {
            Awaitility.await("the deliveries")
                    .atMost(ANSWERED)
                    .pollInterval(Duration.ofSeconds(2))
                    .until(() -> ReplayTally.of(bootstrapServers, dead, 1).fewer() == 0);
            Awaitility.await("what should not come")
                    .pollDelay(Duration.ofSeconds(5))
                    .until(() -> true);
        } catch (ConditionTimeoutException e) {
            System.out.printf("not all of %d came within %s%n", expected, ANSWERED);
        }
        return ReplayTally.of(bootstrapServers, dead, 1);
    }

    private boolean report(ReplayTally first, ReplayTally second, double seconds) {
        boolean none = second.equals(first);
        System.out.printf(
                "%d dead letters at %d/s, both processes killed %d times, %.0f s%n%n",
                deadLetters, rate, kills, seconds);
        System.out.printf("| asked | delivered once | doubled | lost | body changed | second replay sent |%n");
        System.out.printf("|---:|---:|---:|---:|---:|---:|%n");
        System.out.printf(
                "| %d | %d | %d | %d | %d | %s |%n",
                deadLetters,
                first.asOften(),
                first.more(),
                first.fewer(),
                first.changed(),
                none ? "0" : Long.toString(second.more() - first.more()));
        return none && first.equals(new ReplayTally(deadLetters, 0, 0, 0));
    }

    private static String endpoint(String bootstrapServers) {
        KafkaSettings kafka =
                KafkaSettings.of(Settings.of(Map.of(KafkaSettings.BOOTSTRAP_SERVERS.name(), bootstrapServers)));
        try (EndpointRegistry registry = new EndpointRegistry(
                kafka,
                SecretCipher.ofKeyset(SecretCipher.newKeyset()),
                TargetGuard.strict(),
                1,
                InstantSource.system(),
                new SecureRandom())) {
            Outcome.Creation created =
                    registry.create(NewEndpoint.of(WORKSPACE, "https://example.com/hook", List.of("signal.created")));
            if (created instanceof Outcome.Created ours) {
                return ours.endpoint().id();
            }
            throw new IllegalStateException("no endpoint: " + created);
        }
    }

    private JavaProcess command(String bootstrapServers, Path directory, int perSecond) {
        return start(
                "replay",
                directory,
                Stream.of(
                        "dead-letters",
                        "replay",
                        "--bootstrap-server",
                        bootstrapServers,
                        "--workspace",
                        WORKSPACE,
                        "--rate",
                        perSecond + "/s",
                        "--yes"));
    }

    private JavaProcess scheduler(String bootstrapServers, Path directory) {
        return start(
                "retry-scheduler",
                directory,
                Stream.of(
                        "retry-scheduler",
                        "--bootstrap-server",
                        bootstrapServers,
                        "--set",
                        "kafka.allow-unreplicated=true",
                        "--set",
                        "retry-scheduler.state-directory=" + directory.resolve("state")));
    }

    private JavaProcess start(String name, Path directory, Stream<String> arguments) {
        return JavaProcess.start(
                name,
                List.of("-Xmx256m", "-XX:+UseSerialGC"),
                Webhooks.class,
                arguments.toList(),
                Map.of(),
                directory.resolve(name + "-" + lives.incrementAndGet() + ".out"));
    }
}

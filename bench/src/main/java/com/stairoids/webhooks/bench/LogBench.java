package com.stairoids.webhooks.bench;

import com.stairoids.webhooks.deliverylog.DeliveryLogSettings;
import com.stairoids.webhooks.settings.KafkaSettings;
import com.stairoids.webhooks.settings.Settings;
import com.stairoids.webhooks.testing.process.JavaProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import org.awaitility.Awaitility;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * A delivery log, in a process of its own, of one endpoint with many deliveries: it is read in, asked, closed and started
 * again, killed and started again. Ends with 1 where a page takes longer than the bound.
 */
@Command(
        name = "log",
        description = "The delivery log of one endpoint with many deliveries.",
        mixinStandardHelpOptions = true)
public final class LogBench implements Callable<Integer> {
    @Option(names = "--deliveries", description = "Of one endpoint, by default ${DEFAULT-VALUE}.")
    private int deliveries = 1_000_000;

    @Option(names = "--rare", description = "One in so many failed for good, by default ${DEFAULT-VALUE}.")
    private int rare = 10_000;

    @Option(names = "--answer-bytes", description = "What the endpoint answered each, by default ${DEFAULT-VALUE}.")
    private int answerBytes = 200;

    @Option(names = "--heap", description = "Megabytes of the log's process, by default ${DEFAULT-VALUE}.")
    private int heapMegabytes = 256;

    @Option(names = "--bound", description = "Milliseconds that p99 of a page may be, by default ${DEFAULT-VALUE}.")
    private int boundMillis = 50;

    @Option(names = "--partitions", description = "Of each topic, by default ${DEFAULT-VALUE}.")
    private int partitions = 12;

    @Option(names = "--within", description = "Minutes that one step may take, by default ${DEFAULT-VALUE}.")
    private int withinMinutes = 30;

    public static void main(String[] arguments) {
        System.exit(new CommandLine(new LogBench()).execute(arguments));
    }

    @Override
    public Integer call() throws InterruptedException, ExecutionException, IOException {
        Path output = Files.createTempDirectory("bench-log-");
        try (OwnBroker broker = OwnBroker.start(partitions)) {
            Settings settings = Settings.of(Map.of(KafkaSettings.BOOTSTRAP_SERVERS.name(), broker.bootstrapServers()));
            System.out.printf("Writing %,d deliveries ...%n", deliveries);
            try (LoggedAttempts attempts = new LoggedAttempts(settings, rare, answerBytes)) {
                attempts.write(deliveries);
            }
            try (JavaProcess process = start(broker, output.resolve("first"))) {
                awaitSaying(process, LogQuestions.DONE);
                System.out.printf("read in:%n%s", Files.readString(process.output()));
                process.stop(Duration.ofSeconds(30));
            }
            try (JavaProcess process = start(broker, output.resolve("closed"))) {
                awaitSaying(process, LogQuestions.READY);
                System.out.printf("after it was closed:%n%s", readyLine(process));
                process.kill();
            }
            try (JavaProcess process = start(broker, output.resolve("killed"))) {
                awaitSaying(process, LogQuestions.READY);
                System.out.printf("after it was killed:%n%s", readyLine(process));
                awaitSaying(process, LogQuestions.DONE);
                return process.hasSaid(LogQuestions.TOO_SLOW) ? 1 : 0;
            }
        }
    }

    private void awaitSaying(JavaProcess process, String text) {
        Awaitility.await(text)
                .atMost(Duration.ofMinutes(withinMinutes))
                .pollInterval(Duration.ofMillis(200))
                .until(() -> {
                    if (!process.isAlive()) {
                        throw new IllegalStateException("the log's process ended: see " + process.output());
                    }
                    return process.hasSaid(text);
                });
    }

    private static String readyLine(JavaProcess process) throws IOException {
        return Files.readString(process.output())
                        .lines()
                        .filter(line -> line.startsWith(LogQuestions.READY))
                        .findFirst()
                        .orElseThrow()
                + System.lineSeparator();
    }

    private JavaProcess start(OwnBroker broker, Path output) {
        return JavaProcess.start(
                "delivery-log",
                List.of("-Xmx" + heapMegabytes + "m", "-XX:+UseSerialGC"),
                LogQuestions.class,
                List.of(
                        Integer.toString(deliveries),
                        Integer.toString(boundMillis),
                        KafkaSettings.BOOTSTRAP_SERVERS.name() + "=" + broker.bootstrapServers(),
                        DeliveryLogSettings.INSTANCE.name() + "=bench",
                        DeliveryLogSettings.STATE_DIRECTORY.name() + "=" + broker.stateDirectory()),
                Map.of(),
                output);
    }
}

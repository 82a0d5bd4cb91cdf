package com.stairoids.webhooks.bench;

import com.stairoids.webhooks.settings.KafkaSettings;
import com.stairoids.webhooks.settings.Settings;
import java.io.IOException;
import java.io.Writer;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.KafkaProducer;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Each role as a process, from its beginning to ready, on a broker with many subscriptions and new state directories. */
@Command(
        name = "start",
        description = "Time to ready of each role's process, from its beginning and from Kafka's answer.",
        mixinStandardHelpOptions = true)
public final class StartBench implements Callable<Integer> {
    private static final List<String> ROLES = List.of("router", "sender", "retry-scheduler", "console");
    private static final int PARTITIONS = 4;

    @Option(names = "--subscriptions", description = "By default ${DEFAULT-VALUE}.")
    private int count = 10_000;

    @Option(names = "--runs", description = "Of each role, by default ${DEFAULT-VALUE}.")
    private int runs = 5;

    @Option(names = "--bound-ms", description = "Median from Kafka's answer to ready, by default ${DEFAULT-VALUE}.")
    private long boundMillis = 3_000;

    @Option(names = "--java-options", description = "Of each role's process, by default ${DEFAULT-VALUE}.")
    private String javaOptions = "-Xmx256m -XX:+UseSerialGC";

    @Option(names = "--webhooks", paramLabel = "FILE", description = "The launcher, by default ${DEFAULT-VALUE}.")
    private Path launcher = Path.of("webhooks");

    public static void main(String[] arguments) {
        System.exit(new CommandLine(new StartBench()).execute(arguments));
    }

    @Override
    public Integer call() throws IOException, ExecutionException, InterruptedException {
        ManySubscriptions subscriptions = new ManySubscriptions(count);
        try (OwnBroker broker = OwnBroker.start(PARTITIONS);
                KafkaProducer<String, byte[]> producer = producer(broker)) {
            System.out.printf("Writing %d subscriptions ...%n", count);
            var _ = subscriptions.write(producer, URI.create("http://127.0.0.1:1/hook"));
            Path directory = Files.createDirectories(broker.stateDirectory());
            Path settings = settings(broker, subscriptions.keyset(), directory);
            boolean within = true;
            for (String role : ROLES) {
                within &= measured(role, settings, directory);
            }
            return within ? 0 : 1;
        }
    }

    /** Says whether the median is within the bound. */
    private boolean measured(String role, Path settings, Path directory) {
        List<RoleStart> starts = IntStream.range(0, runs)
                .mapToObj(run ->
                        RoleStart.measure(launcher, role, settings, javaOptions, directory.resolve(role + "-" + run)))
                .sorted(Comparator.comparing(RoleStart::fromAnswer))
                .toList();
        RoleStart median = starts.get(starts.size() / 2);
        System.out.printf(
                "%-15s ready %.2f s after Kafka's answer (median of %d, worst %.2f s), %.2f s after its beginning, with %.2f s of processor%n",
                role,
                seconds(median.fromAnswer()),
                starts.size(),
                seconds(starts.getLast().fromAnswer()),
                seconds(median.ready()),
                seconds(median.processor()));
        return median.fromAnswer().toMillis() <= boundMillis;
    }

    private static double seconds(Duration duration) {
        return duration.toMillis() / 1e3;
    }

    private static KafkaProducer<String, byte[]> producer(OwnBroker broker) {
        Settings settings = Settings.of(Map.of(KafkaSettings.BOOTSTRAP_SERVERS.name(), broker.bootstrapServers()));
        return new KafkaProducer<>(KafkaSettings.of(settings).producer());
    }

    private static Path settings(OwnBroker broker, String keyset, Path directory) throws IOException {
        Properties properties = new Properties();
        properties.setProperty(KafkaSettings.BOOTSTRAP_SERVERS.name(), broker.bootstrapServers());
        properties.setProperty(KafkaSettings.ALLOW_UNREPLICATED.name(), "true");
        properties.setProperty("secrets.keyset", keyset);
        properties.setProperty("monitoring.port", "0");
        properties.setProperty("console.port", "0");
        Path file = directory.resolve("settings.properties");
        try (Writer writer = Files.newBufferedWriter(file)) {
            properties.store(writer, null);
        }
        return file;
    }
}

package com.stairoids.webhooks.cli.connection;

import com.stairoids.webhooks.cli.CommandFailedException;
import com.stairoids.webhooks.cli.Terminal;
import com.stairoids.webhooks.settings.InvalidSettingException;
import com.stairoids.webhooks.settings.KafkaSettings;
import com.stairoids.webhooks.settings.Settings;
import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.DescribeClusterOptions;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.common.errors.TimeoutException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options of every command that talks to Kafka, and what follows from them. */
public final class Connection {
    private static final Duration ANSWER_DEADLINE = Duration.ofSeconds(10);

    private final Terminal terminal;

    @Option(
            names = "--bootstrap-server",
            paramLabel = "HOST:PORT",
            description = "The Kafka cluster; several separated by commas. Setting kafka.bootstrap-servers, by default"
                    + " localhost:9092.")
    private @Nullable String bootstrapServer;

    @Option(
            names = "--command-config",
            paramLabel = "FILE",
            description = "Properties for Kafka's clients, as Kafka's own tools take them.")
    private @Nullable Path commandConfig;

    @Option(
            names = "--settings",
            paramLabel = "FILE",
            description = "Settings as properties; docs/settings.md lists them. The environment outranks it.")
    private @Nullable Path file;

    @Option(
            names = "--set",
            paramLabel = "NAME=VALUE",
            description = "One setting; outranks the environment and the file. Repeatable.")
    private Map<String, String> assigned = new LinkedHashMap<>();

    public Connection(Terminal terminal) {
        this.terminal = terminal;
    }

    /**
     * All that was set, with every name checked.
     *
     * @throws InvalidSettingException where a name is unknown or a file cannot be read
     */
    public Settings settings() {
        return settings(Map.of());
    }

    /** The same with settings of the command's own, which outrank all others. */
    public Settings settings(Map<String, String> ofCommand) {
        Map<String, String> commandLine = new HashMap<>();
        if (commandConfig != null) {
            clientProperties(commandConfig).forEach((name, value) -> commandLine.put(settingName(name), value));
        }
        commandLine.putAll(assigned);
        if (bootstrapServer != null) {
            commandLine.put(KafkaSettings.BOOTSTRAP_SERVERS.name(), bootstrapServer);
        }
        commandLine.putAll(ofCommand);
        Settings settings = Settings.load(file, terminal.environment(), commandLine);
        settings.requireKnown(KnownSettings.ALL, KnownSettings.PREFIXES);
        return settings;
    }

    public KafkaSettings kafka() {
        return KafkaSettings.of(settings());
    }

    /**
     * An administration client of a cluster that has answered.
     *
     * @throws CommandFailedException where it does not within 10 s
     */
    public Admin answeringAdmin() throws InterruptedException, ExecutionException {
        return answeringAdmin(kafka());
    }

    /** @throws CommandFailedException where the cluster does not answer within 10 s */
    public static void requireAnswer(KafkaSettings kafka) throws InterruptedException, ExecutionException {
        answeringAdmin(kafka).close();
    }

    private static Admin answeringAdmin(KafkaSettings kafka) throws InterruptedException, ExecutionException {
        Admin admin = Admin.create(kafka.client());
        try {
            admin.describeCluster(new DescribeClusterOptions().timeoutMs((int) ANSWER_DEADLINE.toMillis()))
                    .clusterId()
                    .get();
            return admin;
        } catch (ExecutionException e) {
            admin.close(Duration.ZERO);
            if (e.getCause() instanceof TimeoutException) {
                throw new CommandFailedException(
                        "Kafka at " + kafka.client().get(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG)
                                + " does not answer. Is it running, and is --bootstrap-server right?",
                        e);
            }
            throw e;
        }
    }

    private static String settingName(String clientProperty) {
        return clientProperty.equals(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG)
                ? KafkaSettings.BOOTSTRAP_SERVERS.name()
                : KafkaSettings.CLIENT_PREFIX + clientProperty;
    }

    private static Map<String, String> clientProperties(Path file) {
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            properties.load(reader);
        } catch (IOException | IllegalArgumentException e) {
            throw new InvalidSettingException(
                    "--command-config " + file
                            + " cannot be read as properties: it must be a file like those of Kafka's own tools",
                    e);
        }
        Map<String, String> values = new HashMap<>();
        properties.stringPropertyNames().forEach(name -> values.put(name, properties.getProperty(name)));
        return values;
    }
}

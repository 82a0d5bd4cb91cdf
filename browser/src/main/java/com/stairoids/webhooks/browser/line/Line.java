package com.stairoids.webhooks.browser.line;

import com.stairoids.webhooks.cli.Webhooks;
import com.stairoids.webhooks.console.token.TokenRegistry;
import com.stairoids.webhooks.schemas.event.EventType;
import com.stairoids.webhooks.schemas.token.TokenRole;
import com.stairoids.webhooks.settings.KafkaSettings;
import com.stairoids.webhooks.settings.Settings;
import com.stairoids.webhooks.testing.process.JavaProcess;
import com.stairoids.webhooks.testing.topics.TopicWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** {@code webhooks local} in a process of its own, without its demo, on ports that were free. */
public final class Line implements AutoCloseable {
    private static final Duration READY = Duration.ofMinutes(2);
    private static final Duration STOP = Duration.ofSeconds(20);
    private static final Pattern LOGIN_LINK = Pattern.compile("(http://127\\.0\\.0\\.1:\\d+)/login\\?once=\\S+");

    private final JavaProcess process;
    private final URI loginLink;
    private final URI console;
    private final KafkaSettings kafka;
    private final TopicWriter upstream;

    private Line(JavaProcess process, URI loginLink, URI console, Settings settings) {
        this.process = process;
        this.loginLink = loginLink;
        this.console = console;
        this.kafka = KafkaSettings.of(settings);
        this.upstream = new TopicWriter(settings.get(KafkaSettings.BOOTSTRAP_SERVERS));
    }

    /**
     * Starts it and waits until it is ready.
     *
     * @param directory is there; will hold its data and what it says
     * @param retryDelays as {@code --retry-delays} takes them
     */
    public static Line start(Path directory, String retryDelays) {
        return start(directory, List.of("--retry-delays", retryDelays), List.of());
    }

    /**
     * The same with whatever options.
     *
     * @param options of {@code local}, beside those about ports, data and the demo
     * @param javaOptions as in {@code -Dname=value}
     */
    public static Line start(Path directory, List<String> options, List<String> javaOptions) {
        Path data = directory.resolve("data");
        List<String> allJavaOptions = new ArrayList<>(javaOptions);
        allJavaOptions.add("-Xmx768m");
        JavaProcess process = JavaProcess.start(
                "local",
                allJavaOptions,
                Webhooks.class,
                arguments(data, options),
                Map.of(),
                directory.resolve("local.out"));
        try {
            process.awaitSaying("Ctrl-C", READY);
            Matcher said = LOGIN_LINK.matcher(read(process.output()));
            if (!said.find()) {
                throw new AssertionError("local printed no login link: " + read(process.output()));
            }
            Settings settings = Settings.load(data.resolve("settings.properties"), Map.of(), Map.of());
            return new Line(process, URI.create(said.group()), URI.create(said.group(1)), settings);
        } catch (RuntimeException | Error e) {
            process.close();
            throw e;
        }
    }

    /** What it printed for whoever started it: good once. */
    public URI loginLink() {
        return loginLink;
    }

    /** @param path begins with a slash */
    public String console(String path) {
        return console.resolve(path).toString();
    }

    /** A new token, as its bearer types it. */
    public String token(String workspaceId, TokenRole role) {
        return issued(role, workspaceId);
    }

    /** A token that opens every workspace. */
    public String operatorToken() {
        return issued(TokenRole.OPERATOR, null);
    }

    private String issued(TokenRole role, @Nullable String workspaceId) {
        return new TokenRegistry(kafka, InstantSource.system(), new SecureRandom())
                .issue("browser tests", role, workspaceId, null)
                .secret()
                .reveal();
    }

    /**
     * Has upstream produce an event, and waits until it is in the topic.
     *
     * @param data JSON, with the type's own object
     */
    public void produce(EventType type, String workspaceId, String eventId, String data) {
        String event = "{\"event\":\"" + type.wireName() + "\",\"id\":\"" + eventId + "\",\"workspace_id\":\""
                + workspaceId + "\",\"data\":" + data + "}";
        upstream.write(type.topic(), null, event.getBytes(StandardCharsets.UTF_8));
    }

    /** The same, of the type that every test's endpoint wants. */
    public void signalCreated(String workspaceId, String eventId, String data) {
        produce(EventType.SIGNAL_CREATED, workspaceId, eventId, data);
    }

    /** How to reach its Kafka. */
    public KafkaSettings kafka() {
        return kafka;
    }

    /** Asks it to end, and ends it where it does not. */
    @Override
    public void close() {
        upstream.close();
        try {
            if (!process.stop(STOP)) {
                process.kill();
            }
        } catch (InterruptedException e) {
            process.close();
            Thread.currentThread().interrupt();
        }
    }

    private static List<String> arguments(Path data, List<String> options) {
        List<String> arguments = new ArrayList<>(List.of("local", "--no-demo", "--data", data.toString()));
        arguments.addAll(List.of("--kafka-port", "0", "--console-port", "0"));
        arguments.addAll(options);
        return arguments;
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

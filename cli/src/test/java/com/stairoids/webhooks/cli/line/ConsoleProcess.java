package com.stairoids.webhooks.cli.line;

import com.stairoids.webhooks.cli.Webhooks;
import com.stairoids.webhooks.testing.process.JavaProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** {@code webhooks console} in a process of its own, to be killed and started again under its name and at its port. */
final class ConsoleProcess implements AutoCloseable {
    private static final Duration READY = Duration.ofMinutes(2);

    private final String bootstrapServers;
    private final String keyset;
    private final Path directory;
    private final int port = freePort();
    private int lives;
    private JavaProcess process;

    ConsoleProcess(String bootstrapServers, String keyset, Path directory) {
        this.bootstrapServers = bootstrapServers;
        this.keyset = keyset;
        this.directory = directory;
        this.process = started();
    }

    int port() {
        return port;
    }

    /** SIGKILL; what it had in memory is gone. */
    void kill() throws InterruptedException {
        process.kill();
    }

    void restart() {
        process = started();
    }

    /** When it answers, and has not read its log yet. */
    void awaitListening() {
        process.awaitSaying("console listens", READY);
    }

    void awaitReady() {
        process.awaitSaying("RoleCommand: ready ", READY);
    }

    @Override
    public void close() {
        process.close();
    }

    private JavaProcess started() {
        Map<String, String> settings = Map.of(
                "kafka.allow-unreplicated", "true",
                "targets.allow-http", "true",
                "targets.allow-cidrs", "127.0.0.0/8",
                "monitoring.port", "0",
                "console.port", Integer.toString(port),
                "delivery-log.instance", "killed",
                "delivery-log.state-directory",
                        directory.resolve("delivery-log").toString());
        List<String> arguments = new ArrayList<>(List.of("console", "--bootstrap-server", bootstrapServers));
        settings.forEach((name, value) -> arguments.addAll(List.of("--set", name + "=" + value)));
        lives++;
        return JavaProcess.start(
                "console-" + lives,
                // The product's own log, not the tests'.
                List.of(
                        "-Xmx256m",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-Dlogback.configurationFile=logback.xml"),
                Webhooks.class,
                arguments,
                Map.of("SECRETS_KEYSET", keyset),
                directory.resolve("console-" + lives + ".log"));
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

package com.stairoids.webhooks.cli.line;

import com.stairoids.webhooks.cli.role.Role;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.Map;

/** {@code webhooks console} in a process of its own, to be killed and started again under its name and at its port. */
final class ConsoleProcess implements AutoCloseable {
    private final int port = freePort();
    private final RoleProcess process;

    ConsoleProcess(String bootstrapServers, String keyset, Path directory) {
        process = new RoleProcess(
                Role.CONSOLE,
                bootstrapServers,
                keyset,
                Map.of(
                        "console.port", Integer.toString(port),
                        "delivery-log.instance", "killed",
                        "delivery-log.state-directory",
                                directory.resolve("delivery-log").toString()),
                directory);
    }

    int port() {
        return port;
    }

    /** SIGKILL; what it had in memory is gone. */
    void kill() throws InterruptedException {
        process.kill();
    }

    void restart() {
        process.restart();
    }

    /** When it answers, and has not read its log yet. */
    void awaitListening() {
        process.awaitSaying("console listens");
    }

    void awaitReady() {
        process.awaitReady();
    }

    @Override
    public void close() {
        process.close();
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

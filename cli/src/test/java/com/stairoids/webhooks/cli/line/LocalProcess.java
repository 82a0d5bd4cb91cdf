package com.stairoids.webhooks.cli.line;

import com.stairoids.webhooks.cli.Webhooks;
import com.stairoids.webhooks.testing.process.JavaProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** {@code webhooks local --no-demo --no-console} in a process of its own, to be killed. */
final class LocalProcess implements AutoCloseable {
    private static final Duration READY = Duration.ofMinutes(3);

    private final Path data;
    private final int kafkaPort;
    private JavaProcess process;

    LocalProcess(Path data, int kafkaPort) {
        this.data = data;
        this.kafkaPort = kafkaPort;
        this.process = started();
    }

    /** The settings by which others reach it. */
    Path settings() {
        return data.resolve("settings.properties");
    }

    /** SIGKILL; what it had in memory is gone. */
    void kill() throws InterruptedException {
        process.kill();
    }

    void restart() {
        process = started();
    }

    @Override
    public void close() {
        process.close();
    }

    private JavaProcess started() {
        try {
            JavaProcess running = JavaProcess.start(
                    "local",
                    List.of("-Xmx768m"),
                    Webhooks.class,
                    List.of(
                            "local",
                            "--no-demo",
                            "--no-console",
                            "--data",
                            data.toString(),
                            "--kafka-port",
                            Integer.toString(kafkaPort)),
                    Map.of(),
                    Files.createTempFile(data.getParent(), "local", ".out"));
            running.awaitSaying("Ctrl-C", READY);
            return running;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

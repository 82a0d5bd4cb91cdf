package com.stairoids.webhooks.cli.line;

import static org.awaitility.Awaitility.await;

import com.stairoids.webhooks.cli.Webhooks;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** {@code webhooks local --no-demo} in a process of its own, to be killed. */
final class LocalProcess implements AutoCloseable {
    private static final Duration READY = Duration.ofMinutes(2);

    private final Path data;
    private final int kafkaPort;
    private Process process;

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
        process.destroyForcibly().waitFor();
    }

    void restart() {
        process = started();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }

    private Process started() {
        try {
            Path output = Files.createTempFile(data.getParent(), "local", ".out");
            Process running = new ProcessBuilder(List.of(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-Xmx768m",
                            "--enable-native-access=ALL-UNNAMED",
                            "--sun-misc-unsafe-memory-access=allow",
                            "-cp",
                            System.getProperty("java.class.path"),
                            Webhooks.class.getName(),
                            "local",
                            "--no-demo",
                            "--data",
                            data.toString(),
                            "--kafka-port",
                            Integer.toString(kafkaPort)))
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile())
                    .start();
            await().atMost(READY).until(() -> {
                if (!running.isAlive()) {
                    throw new AssertionError("local ended: " + Files.readString(output));
                }
                return Files.readString(output).contains("Ctrl-C");
            });
            return running;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

package com.stairoids.webhooks.router;

import com.stairoids.webhooks.settings.KafkaSettings;
import com.stairoids.webhooks.settings.Settings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Map;

/** A router in a process of its own, so that it can be killed as a process is. */
final class RouterProcess implements AutoCloseable {
    private final Process process;

    private RouterProcess(Process process) {
        this.process = process;
    }

    /** Starts one on this test's class path; what it logs goes to {@code log}. */
    static RouterProcess start(String bootstrapServers, Path state, Path log) {
        Path java = Path.of(System.getProperty("java.home"), "bin", "java");
        ProcessBuilder builder = new ProcessBuilder(
                java.toString(),
                "-Xmx256m",
                "-XX:+UseSerialGC",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                RouterProcess.class.getName(),
                bootstrapServers,
                state.toString());
        try {
            return new RouterProcess(builder.redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                    .start());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** As {@code kill -9} does: nothing is committed, nobody is told. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }

    public static void main(String[] args) {
        Settings settings = Settings.of(Map.of(
                KafkaSettings.BOOTSTRAP_SERVERS.name(), args[0], RouterSettings.STATE_DIRECTORY.name(), args[1]));
        Router.start(RouterSettings.of(settings), KafkaSettings.of(settings))
                .ended()
                .join();
    }
}

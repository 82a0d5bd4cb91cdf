package com.stairoids.webhooks.retryscheduler.recovered;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Map;

/** A retry-scheduler in a process of its own, so that it can be killed as a process is. */
final class RetrySchedulerProcess implements AutoCloseable {
    private final Process process;

    private RetrySchedulerProcess(Process process) {
        this.process = process;
    }

    /** Starts one on this test's class path; what it logs goes to {@code log}. */
    static RetrySchedulerProcess start(String bootstrapServers, Path state, Path log) {
        Path java = Path.of(System.getProperty("java.home"), "bin", "java");
        ProcessBuilder builder = new ProcessBuilder(
                java.toString(),
                "-Xmx256m",
                "-XX:+UseSerialGC",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                RetrySchedulerProcess.class.getName(),
                bootstrapServers,
                state.toString());
        try {
            return new RetrySchedulerProcess(builder.redirectErrorStream(true)
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
        ParkingLine.start(args[0], Path.of(args[1]), Map.of()).ended().join();
    }
}

package com.stairoids.webhooks.bench;

import com.stairoids.webhooks.retryscheduler.RetryScheduler;
import com.stairoids.webhooks.retryscheduler.RetrySchedulerSettings;
import com.stairoids.webhooks.settings.KafkaSettings;
import com.stairoids.webhooks.settings.Settings;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** A retry-scheduler in a JVM of its own, with little heap; running out of it ends the JVM. */
final class SchedulerProcess implements AutoCloseable {
    private static final long STOP_SECONDS = 60;

    private final Process process;

    private SchedulerProcess(Process process) {
        this.process = process;
    }

    static SchedulerProcess start(int heapMegabytes, Map<String, String> settings) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx" + heapMegabytes + "m",
                "-XX:+UseSerialGC",
                "-XX:+ExitOnOutOfMemoryError",
                "-cp",
                System.getProperty("java.class.path"),
                SchedulerProcess.class.getName()));
        settings.forEach((name, value) -> command.add(name + "=" + value));
        try {
            return new SchedulerProcess(new ProcessBuilder(command)
                    .redirectOutput(ProcessBuilder.Redirect.INHERIT)
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Runs until its standard input ends; the arguments are settings, {@code NAME=VALUE}. */
    public static void main(String[] arguments) throws IOException {
        Settings settings = Settings.of(Arrays.stream(arguments)
                .map(argument -> argument.split("=", 2))
                .collect(Collectors.toMap(pair -> pair[0], pair -> pair[1])));
        RetryScheduler scheduler = RetryScheduler.start(
                RetrySchedulerSettings.of(settings), KafkaSettings.of(settings), new SimpleMeterRegistry());
        try (scheduler) {
            System.in.readAllBytes();
        }
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** As Linux has it: {@code VmRSS}, {@code VmHWM}. */
    String memory(String name) {
        try {
            return Files.readAllLines(Path.of("/proc", Long.toString(process.pid()), "status")).stream()
                    .filter(line -> line.startsWith(name + ":"))
                    .map(line -> line.substring(name.length() + 1).strip())
                    .findFirst()
                    .orElse("unknown");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        try {
            process.getOutputStream().close();
            if (!process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}

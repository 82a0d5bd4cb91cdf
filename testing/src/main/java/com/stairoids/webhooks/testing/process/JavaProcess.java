package com.stairoids.webhooks.testing.process;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A {@code main} in a process of its own, with the Java and the class path of this one. All it says goes to a file. */
public final class JavaProcess implements AutoCloseable {
    private static final Duration LOOK = Duration.ofMillis(50);

    private final String name;
    private final Process process;
    private final Path output;

    private JavaProcess(String name, Process process, Path output) {
        this.name = name;
        this.process = process;
        this.output = output;
    }

    /**
     * Starts it and does not wait.
     *
     * @param name for error messages
     * @param options of Java, such as {@code -Xmx256m}
     * @param environment in addition to this process's own
     * @param output where it writes both its streams; must not exist with what another process wrote
     */
    public static JavaProcess start(
            String name,
            List<String> options,
            Class<?> main,
            List<String> arguments,
            Map<String, String> environment,
            Path output) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(options);
        command.addAll(List.of("--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow"));
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
        command.addAll(arguments);
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
        builder.environment().putAll(environment);
        try {
            return new JavaProcess(name, builder.start(), output);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public String name() {
        return name;
    }

    public long pid() {
        return process.pid();
    }

    public Path output() {
        return output;
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    /** Whether it has said that so far. */
    public boolean hasSaid(String text) {
        return said().contains(text);
    }

    /** @throws AssertionError where it ended meanwhile; its message says what it said */
    public void awaitSaying(String text, Duration deadline) {
        await(name + " says " + text).atMost(deadline).pollInterval(LOOK).until(() -> {
            if (!isAlive()) {
                throw new AssertionError(name + " ended: " + said());
            }
            return hasSaid(text);
        });
    }

    /** SIGKILL; what it had in memory is gone. Returns when that was: it did nothing any more then. */
    public Instant kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
        return Instant.now();
    }

    /** SIGTERM; false where it had not ended at the deadline. */
    public boolean stop(Duration deadline) throws InterruptedException {
        process.destroy();
        return process.waitFor(deadline.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** @throws IllegalThreadStateException where it has not ended */
    public int exitCode() {
        return process.exitValue();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }

    private String said() {
        try {
            return Files.readString(output);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

package com.stairoids.webhooks.faults;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The {@code docker} command: what a fault does to a container is then what an operator could do by hand. */
final class Docker {
    private static final long DEADLINE_SECONDS = 120;

    private Docker() {}

    /**
     * Runs one command and returns what it wrote.
     *
     * @throws IllegalStateException where it fails; the message says what it said
     */
    static String run(List<String> arguments) {
        try {
            Path said = Files.createTempFile("docker-", ".out");
            try {
                int status = toFile(arguments, said);
                String text = Files.readString(said);
                if (status != 0) {
                    throw new IllegalStateException("docker " + String.join(" ", arguments) + " failed: " + text);
                }
                return text.strip();
            } finally {
                Files.delete(said);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "docker cannot be run; bring an engine up and put its client on the PATH", e);
        }
    }

    static String run(String... arguments) {
        return run(List.of(arguments));
    }

    /** The same with all that it writes in a file; returns its exit status. */
    static int toFile(List<String> arguments, Path output) throws IOException {
        List<String> command = new ArrayList<>(List.of("docker"));
        command.addAll(arguments);
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        try {
            if (!process.waitFor(DEADLINE_SECONDS, TimeUnit.SECONDS)) {
                throw new IllegalStateException("docker " + arguments.getFirst() + " took too long");
            }
            return process.exitValue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted in docker " + arguments.getFirst(), e);
        } finally {
            process.destroyForcibly();
        }
    }
}

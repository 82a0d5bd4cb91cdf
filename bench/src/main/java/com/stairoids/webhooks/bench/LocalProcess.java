package com.stairoids.webhooks.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** {@code ./webhooks local} in a process of its own, on data that goes with it. */
final class LocalProcess implements AutoCloseable {
    /** The last line that it prints before it only works. */
    private static final String STARTED = "Ctrl-C ends it";

    private static final long STOP_SECONDS = 60;

    private final Process process;
    private final Path data;

    private LocalProcess(Process process, Path data) {
        this.process = process;
        this.data = data;
    }

    /** Returns once every role is ready. The first start builds the project, which takes minutes. */
    static LocalProcess start(Path launcher, Map<String, String> assigned) {
        try {
            Path data = Files.createTempDirectory("bench-local-");
            List<String> command = new ArrayList<>(List.of(
                    launcher.toAbsolutePath().toString(),
                    "local",
                    "--no-demo",
                    "--no-console",
                    "--kafka-port",
                    "0",
                    "--data",
                    data.toString()));
            assigned.forEach((name, value) -> command.addAll(List.of("--set", name + "=" + value)));
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            LocalProcess local = new LocalProcess(process, data);
            local.awaitStart();
            return local;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What reaches it, as its {@code --settings} file says. */
    Path settings() {
        return data.resolve("settings.properties");
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
        delete();
    }

    private void awaitStart() throws IOException {
        BufferedReader output = process.inputReader();
        StringBuilder said = new StringBuilder();
        for (String line = output.readLine(); line != null; line = output.readLine()) {
            said.append(line).append('\n');
            if (line.startsWith(STARTED)) {
                Thread.startVirtualThread(() -> drain(output));
                return;
            }
        }
        delete();
        throw new IllegalStateException("`webhooks local` did not start:\n" + said);
    }

    private static void drain(BufferedReader output) {
        try {
            output.lines().forEach(System.err::println);
        } catch (UncheckedIOException e) {
            // Closed together with the process.
        }
    }

    private void delete() {
        try (Stream<Path> walk = Files.walk(data)) {
            List<Path> deepestFirst = walk.sorted(Comparator.reverseOrder()).toList();
            for (Path path : deepestFirst) {
                Files.deleteIfExists(path);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

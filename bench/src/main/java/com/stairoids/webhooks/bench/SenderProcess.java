package com.stairoids.webhooks.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** {@code ./webhooks sender} in a process of its own, with a heap that is given, and what it uses. */
final class SenderProcess implements AutoCloseable {
    private static final Pattern READY = Pattern.compile("RoleCommand: ready .*sender");
    private static final Pattern LIVE = Pattern.compile("(?m)^Total\\s+\\d+\\s+(\\d+)");
    private static final long STOP_SECONDS = 60;

    private final Process process;
    private final Path stateDirectory;

    private SenderProcess(Process process, Path stateDirectory) {
        this.process = process;
        this.stateDirectory = stateDirectory;
    }

    /**
     * Starts it; the first start builds the project, which takes minutes.
     *
     * @param stateDirectory where its table lies, which goes with it
     */
    static SenderProcess start(Path launcher, String javaOptions, Path settings, Path stateDirectory) {
        ProcessBuilder builder = new ProcessBuilder(
                        launcher.toAbsolutePath().toString(), "sender", "--settings", settings.toString())
                .redirectErrorStream(true);
        builder.environment().put("WEBHOOKS_JAVA_OPTS", javaOptions);
        try {
            return new SenderProcess(builder.start(), stateDirectory);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns once it has read all subscriptions and has its partitions. */
    void awaitReady() {
        BufferedReader output = process.inputReader();
        StringBuilder said = new StringBuilder();
        try {
            for (String line = output.readLine(); line != null; line = output.readLine()) {
                said.append(line).append('\n');
                if (READY.matcher(line).find()) {
                    Thread.startVirtualThread(() -> output.lines().forEach(System.err::println));
                    return;
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        throw new IllegalStateException("`webhooks sender` did not become ready:\n" + said);
    }

    /** Bytes of objects that are alive after a full collection, as {@code jcmd} counts them. */
    long liveHeapBytes() {
        String jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
        try {
            Process asked = new ProcessBuilder(jcmd, Long.toString(process.pid()), "GC.class_histogram").start();
            String histogram = String.join("\n", asked.inputReader().lines().toList());
            Matcher total = LIVE.matcher(histogram);
            if (!total.find()) {
                throw new IllegalStateException("jcmd gave no histogram: " + histogram);
            }
            return Long.parseLong(total.group(1));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Of Linux's own account of the process: {@code VmRSS} is resident now, {@code VmHWM} was most at any time. */
    long kibibytes(String name) {
        try (Stream<String> lines = Files.lines(Path.of("/proc", Long.toString(process.pid()), "status"))) {
            return lines.filter(line -> line.startsWith(name + ":"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")))
                    .findFirst()
                    .orElseThrow();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What it has had of the processors, which says more than the clock where they are shared. */
    Duration processorTime() {
        return process.info().totalCpuDuration().orElse(Duration.ZERO);
    }

    /** What its table takes on disk. */
    long diskBytes() {
        try (Stream<Path> files = Files.walk(stateDirectory)) {
            return files.filter(Files::isRegularFile)
                    .mapToLong(file -> file.toFile().length())
                    .sum();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        // By its handle: the process itself would close its output, which is still being read.
        process.toHandle().destroy();
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

    private void delete() {
        try (Stream<Path> walk = Files.walk(stateDirectory)) {
            List<Path> deepestFirst = walk.sorted(Comparator.reverseOrder()).toList();
            for (Path path : deepestFirst) {
                Files.deleteIfExists(path);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

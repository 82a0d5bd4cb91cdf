package com.stairoids.webhooks.bench;

import com.stairoids.webhooks.settings.Settings;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which line is measured. */
final class Line {
    @Option(
            names = "--settings",
            paramLabel = "FILE",
            description = "Of a running `webhooks local`: settings.properties in its data directory. Without it, one is"
                    + " started for the benchmark.")
    private @Nullable Path settings;

    @Option(
            names = "--webhooks",
            paramLabel = "FILE",
            description = "The launcher that starts it, by default ${DEFAULT-VALUE}.")
    private Path launcher = Path.of("webhooks");

    /** Closing it stops what was started for the benchmark, and nothing else. */
    Running start() {
        return start(Map.of());
    }

    /** The same; {@code assigned} are settings of the line that is started. */
    Running start(Map<String, String> assigned) {
        if (settings != null) {
            return new Running(Settings.load(settings, Map.of(), Map.of()), Optional.empty());
        }
        System.out.println("Starting ./webhooks local ...");
        LocalProcess process = LocalProcess.start(launcher, assigned);
        return new Running(Settings.load(process.settings(), Map.of(), Map.of()), Optional.of(process));
    }

    /** A line that serves. */
    record Running(Settings settings, Optional<LocalProcess> process) implements AutoCloseable {
        @Override
        public void close() {
            process.ifPresent(LocalProcess::close);
        }
    }
}

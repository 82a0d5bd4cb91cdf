package com.stairoids.webhooks.testing.broker;

import com.stairoids.webhooks.broker.EmbeddedBroker;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** A broker in this process, in a directory of its own that goes with it. */
final class InProcessBroker implements RunningBroker {
    private final Path directory;
    private final EmbeddedBroker broker;

    private InProcessBroker(Path directory, EmbeddedBroker broker) {
        this.directory = directory;
        this.broker = broker;
    }

    static InProcessBroker start() {
        try {
            Path directory = Files.createTempDirectory("test-broker-");
            return new InProcessBroker(directory, EmbeddedBroker.start(directory, 0));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public String bootstrapServers() {
        return broker.bootstrapServers();
    }

    @Override
    public void close() {
        broker.close();
        delete(directory);
    }

    private static void delete(Path directory) {
        try (Stream<Path> walk = Files.walk(directory)) {
            List<Path> deepestFirst = walk.sorted(Comparator.reverseOrder()).toList();
            for (Path path : deepestFirst) {
                Files.deleteIfExists(path);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

package com.stairoids.webhooks.bench;

import com.stairoids.webhooks.broker.EmbeddedBroker;
import com.stairoids.webhooks.schemas.topic.TopicAdministration;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;

/** A broker of this process with every topic, on data that goes with it. */
final class OwnBroker implements AutoCloseable {
    private final Path directory;
    private final EmbeddedBroker broker;

    private OwnBroker(Path directory, EmbeddedBroker broker) {
        this.directory = directory;
        this.broker = broker;
    }

    static OwnBroker start(int partitions) throws InterruptedException, ExecutionException {
        try {
            Path directory = Files.createTempDirectory("bench-broker-");
            OwnBroker started = new OwnBroker(
                    directory, EmbeddedBroker.start(Files.createDirectory(directory.resolve("broker")), 0));
            try (Admin admin =
                    Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, started.bootstrapServers()))) {
                new TopicAdministration(admin, partitions, 1).apply();
            }
            return started;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String bootstrapServers() {
        return broker.bootstrapServers();
    }

    /** For a role that reads this broker and no other; it goes with the broker's data. */
    Path stateDirectory() {
        return directory.resolve("state");
    }

    @Override
    public void close() {
        broker.close();
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

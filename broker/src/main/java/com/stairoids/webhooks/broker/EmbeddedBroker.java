package com.stairoids.webhooks.broker;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.net.BindException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import kafka.tools.StorageTool;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A Kafka cluster of one in this process, listening on 127.0.0.1 for any Kafka client. Its data outlives it, also when
 * the process is killed; it does not outlive a power cut, since nothing waits for the disk.
 */
public final class EmbeddedBroker implements AutoCloseable {
    /** Bound on {@link #close()}. */
    public static final Duration CLOSE_DEADLINE = Duration.ofSeconds(20);

    private static final Logger log = LoggerFactory.getLogger(EmbeddedBroker.class);

    /** How often free ports are chosen anew because somebody took them first. */
    private static final int PORT_CHOICES = 3;

    private final DataDirectory data;
    private final KafkaRaftServer server;
    private final String bootstrapServers;
    private final CompletableFuture<Void> ended = new CompletableFuture<>();
    private final Consumer<BrokerFailedException> onFailure = ended::completeExceptionally;
    private final AtomicBoolean closed = new AtomicBoolean();

    private EmbeddedBroker(DataDirectory data, LoopbackPorts.Pair ports, Optional<SecuredListener> secured) {
        this.data = data;
        this.bootstrapServers = LoopbackPorts.ADDRESS + ":" + ports.broker();
        Properties properties = BrokerProperties.of(ports, data.logs(), secured);
        write(properties, data.properties());
        if (!data.isFormatted()) {
            format(data.properties());
        }
        this.server = server(properties);
    }

    /**
     * Starts a broker and returns once it serves clients, within a few seconds.
     *
     * @param dataDirectory created and formatted where it is new
     * @param port 1 to 65535, or 0 for any free one
     * @throws PortTakenException where {@code port} is in use
     * @throws DataDirectoryInUseException where another broker holds the directory
     * @throws BrokerFailedException where Kafka does not start for another reason
     */
    public static EmbeddedBroker start(Path dataDirectory, int port) {
        return start(dataDirectory, port, Optional.empty());
    }

    /** The same, with one more listener. */
    public static EmbeddedBroker start(Path dataDirectory, int port, Optional<SecuredListener> secured) {
        if (port != 0) {
            LoopbackPorts.requireFree(port);
        }
        DataDirectory data = DataDirectory.take(dataDirectory);
        try {
            return startOn(data, port, secured);
        } catch (RuntimeException e) {
            data.close();
            throw e;
        }
    }

    /** Where clients connect in clear: host and port. */
    public String bootstrapServers() {
        return bootstrapServers;
    }

    public boolean isReady() {
        return !ended.isDone() && !closed.get();
    }

    /** Completes after {@link #close()}; exceptionally, with a {@link BrokerFailedException}, where the broker fails first. */
    public CompletableFuture<Void> ended() {
        return ended.copy();
    }

    /** Stops the broker, within {@link #CLOSE_DEADLINE}. Closing twice changes nothing. */
    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            shutDown();
            ended.complete(null);
        }
    }

    private static EmbeddedBroker startOn(DataDirectory data, int port, Optional<SecuredListener> secured) {
        for (int choice = 1; ; choice++) {
            LoopbackPorts.Pair free = LoopbackPorts.anyFree();
            LoopbackPorts.Pair ports = port == 0 ? free : new LoopbackPorts.Pair(port, free.controller());
            EmbeddedBroker broker = new EmbeddedBroker(data, ports, secured);
            try {
                broker.startUp();
                return broker;
            } catch (BrokerFailedException e) {
                if (port != 0) {
                    LoopbackPorts.requireFree(port);
                }
                if (choice == PORT_CHOICES || !isBindFailure(e)) {
                    throw e;
                }
            }
        }
    }

    private static KafkaRaftServer server(Properties properties) {
        try {
            return new KafkaRaftServer(KafkaConfig.fromProps(properties, false), Time.SYSTEM);
        } catch (RuntimeException e) {
            throw new BrokerFailedException("the data directory is none that this broker can serve", e);
        }
    }

    private void startUp() {
        ExitProcedures.replace(onFailure);
        try {
            server.startup();
        } catch (RuntimeException e) {
            stopServer();
            throw new BrokerFailedException("the broker did not start", e);
        }
        log.atInfo().addKeyValue("bootstrap-servers", bootstrapServers).log("broker started");
    }

    private void shutDown() {
        stopServer();
        data.close();
        log.atInfo().addKeyValue("bootstrap-servers", bootstrapServers).log("broker stopped");
    }

    /** On a thread of its own: Kafka's shutdown has no deadline. */
    private void stopServer() {
        Thread stopping = Thread.ofPlatform().daemon().name("broker-shutdown").start(() -> {
            server.shutdown();
            server.awaitShutdown();
        });
        try {
            if (!stopping.join(CLOSE_DEADLINE)) {
                log.atWarn().addKeyValue("deadline", CLOSE_DEADLINE).log("broker did not stop in time, left behind");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            ExitProcedures.remove(onFailure);
        }
    }

    private static boolean isBindFailure(@Nullable Throwable failure) {
        return failure != null && (failure instanceof BindException || isBindFailure(failure.getCause()));
    }

    private static void write(Properties properties, Path file) {
        try (Writer writer = Files.newBufferedWriter(file)) {
            properties.store(writer, "Written at each start; changes here have no effect.");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void format(Path properties) {
        ByteArrayOutputStream output = new ByteArrayOutputStream();
        String[] arguments = {
            "format",
            "--config",
            properties.toString(),
            "--cluster-id",
            Uuid.randomUuid().toString()
        };
        int status;
        try (PrintStream print = new PrintStream(output, true, StandardCharsets.UTF_8)) {
            status = StorageTool.execute(arguments, print);
        }
        if (status != 0) {
            throw new BrokerFailedException(
                    "the data directory could not be formatted: " + output.toString(StandardCharsets.UTF_8));
        }
    }
}

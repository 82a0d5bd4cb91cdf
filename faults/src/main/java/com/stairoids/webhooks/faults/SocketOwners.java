package com.stairoids.webhooks.faults;

import com.stairoids.webhooks.testing.process.JavaProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Whose socket is at the other end of a connection on this host, as Linux's {@code /proc} tells: a sender's own word for
 * what it sent would not show one that goes on after it lost its partition. A look at the tables costs milliseconds and
 * answers for all connections that are open then; so one thread looks now and then, and nobody waits for it.
 */
final class SocketOwners implements AutoCloseable {
    private static final Path PROC = Path.of("/proc");
    private static final List<String> TABLES = List.of("self/net/tcp", "self/net/tcp6");
    private static final int LOCAL = 1;
    private static final int REMOTE = 2;
    private static final int INODE = 9;
    private static final long BETWEEN_LOOKS_MS = 150;

    private final int serverPort;
    private final Supplier<List<JavaProcess>> candidates;
    private final Map<Long, Integer> wanted = new ConcurrentHashMap<>();
    private final Map<Long, String> found = new ConcurrentHashMap<>();
    private final ScheduledExecutorService looking = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("socket-owners").daemon().factory());

    private final ScheduledFuture<?> looks;

    /** @param candidates whose sockets are looked at, at the time of looking */
    SocketOwners(int serverPort, Supplier<List<JavaProcess>> candidates) {
        this.serverPort = serverPort;
        this.candidates = candidates;
        looks = looking.scheduleWithFixedDelay(this::look, BETWEEN_LOOKS_MS, BETWEEN_LOOKS_MS, TimeUnit.MILLISECONDS);
    }

    /** Asks for the owner of a connection that is open. */
    void want(long connection, int clientPort) {
        wanted.put(connection, clientPort);
    }

    /** The process's name; empty where the connection was closed too soon to be seen, or not looked for yet. */
    Optional<String> of(long connection) {
        if (looks.isDone()) {
            throw new IllegalStateException("nobody looks any more", looks.exceptionNow());
        }
        return Optional.ofNullable(found.get(connection));
    }

    @Override
    public void close() {
        looking.shutdownNow();
    }

    private void look() {
        Map<Long, Integer> asked = Map.copyOf(wanted);
        if (asked.isEmpty()) {
            return;
        }
        Map<Integer, JavaProcess> owners = owners();
        asked.forEach((connection, port) -> {
            JavaProcess owner = owners.get(port);
            if (owner != null) {
                found.put(connection, owner.name());
            }
            wanted.remove(connection);
        });
    }

    private Map<Integer, JavaProcess> owners() {
        Map<String, Integer> ports = new HashMap<>();
        TABLES.forEach(table -> lines(PROC.resolve(table))
                .forEach(line ->
                        clientOf(line, serverPort).ifPresent(client -> ports.put(client.socket(), client.port()))));
        Map<Integer, JavaProcess> owners = new HashMap<>();
        for (JavaProcess process : candidates.get()) {
            if (process.isAlive()) {
                descriptors(process.pid()).forEach(socket -> {
                    Integer port = ports.get(socket);
                    if (port != null) {
                        owners.put(port, process);
                    }
                });
            }
        }
        return owners;
    }

    /** Of a line of {@code /proc/net/tcp} (proc(5)) that is the client's end of a connection to that port. */
    static Optional<Client> clientOf(String line, int serverPort) {
        String[] fields = line.strip().split(" +", INODE + 2);
        if (fields.length <= INODE || !fields[LOCAL].contains(":") || port(fields[REMOTE]) != serverPort) {
            return Optional.empty();
        }
        return Optional.of(new Client(port(fields[LOCAL]), "socket:[" + fields[INODE] + "]"));
    }

    private static int port(String address) {
        int colon = address.lastIndexOf(':');
        return colon < 0 ? -1 : Integer.parseInt(address.substring(colon + 1), 16);
    }

    private static List<String> lines(Path table) {
        try {
            return Files.readAllLines(table);
        } catch (IOException e) {
            throw new UncheckedIOException("the fault suite needs Linux's /proc", e);
        }
    }

    /** What a process's file descriptors stand for; what is closed or dead meanwhile is left out. */
    private static List<String> descriptors(long pid) {
        Path folder = PROC.resolve(Long.toString(pid)).resolve("fd");
        List<String> targets = new ArrayList<>();
        try (DirectoryStream<Path> descriptors = Files.newDirectoryStream(folder)) {
            descriptors.forEach(descriptor -> target(descriptor).ifPresent(targets::add));
        } catch (IOException | DirectoryIteratorException e) {
            return targets;
        }
        return targets;
    }

    private static Optional<String> target(Path descriptor) {
        try {
            return Optional.of(Files.readSymbolicLink(descriptor).toString());
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /**
     * A client's end of a connection.
     *
     * @param socket as a file descriptor's link says it
     */
    record Client(int port, String socket) {}
}

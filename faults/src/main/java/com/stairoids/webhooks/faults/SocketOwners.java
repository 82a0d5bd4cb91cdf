package com.stairoids.webhooks.faults;

import com.stairoids.webhooks.testing.process.JavaProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Whose socket is at the other end of a connection on this host, as Linux's {@code /proc} tells: a sender's own word for
 * what it sent would not show one that goes on after it lost its partition.
 */
final class SocketOwners {
    private static final Path PROC = Path.of("/proc");

    private SocketOwners() {}

    /** Empty where none of them holds it any more. */
    static Optional<JavaProcess> of(int clientPort, int serverPort, List<JavaProcess> candidates) {
        Optional<String> inode = Stream.of("net/tcp", "net/tcp6")
                .flatMap(table -> lines(PROC.resolve("self").resolve(table)).stream())
                .flatMap(line -> inode(line, clientPort, serverPort).stream())
                .findFirst();
        return inode.flatMap(number -> candidates.stream()
                .filter(JavaProcess::isAlive)
                .filter(process -> holds(process.pid(), "socket:[" + number + "]"))
                .findFirst());
    }

    /** Of a line of {@code /proc/net/tcp} (proc(5)) that is the connection between these ports. */
    static Optional<String> inode(String line, int localPort, int remotePort) {
        String[] fields = line.strip().split("\\s+", -1);
        if (fields.length < 10 || !fields[1].contains(":") || !fields[2].contains(":")) {
            return Optional.empty();
        }
        return port(fields[1]) == localPort && port(fields[2]) == remotePort
                ? Optional.of(fields[9])
                : Optional.empty();
    }

    private static int port(String address) {
        return Integer.parseInt(address.substring(address.lastIndexOf(':') + 1), 16);
    }

    private static List<String> lines(Path table) {
        try {
            return Files.readAllLines(table);
        } catch (IOException e) {
            throw new UncheckedIOException("the fault suite needs Linux's /proc", e);
        }
    }

    private static boolean holds(long pid, String socket) {
        try (DirectoryStream<Path> descriptors =
                Files.newDirectoryStream(PROC.resolve(Long.toString(pid)).resolve("fd"))) {
            for (Path descriptor : descriptors) {
                if (links(descriptor, socket)) {
                    return true;
                }
            }
            return false;
        } catch (IOException e) {
            // It died meanwhile.
            return false;
        }
    }

    private static boolean links(Path descriptor, String socket) {
        try {
            return Files.readSymbolicLink(descriptor).toString().equals(socket);
        } catch (IOException e) {
            // Closed meanwhile.
            return false;
        }
    }
}

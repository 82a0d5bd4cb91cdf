package com.stairoids.webhooks.settings;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/**
 * A transactional id that no other living process on this host has: role, host and the lowest free number, held by a
 * lock on a file for as long as its owner lives. A role that starts after a kill takes over its predecessor's id, and
 * thereby ends the transaction that the dead one left open; two that live at once never fence each other.
 */
public final class TransactionalIdentity implements AutoCloseable {
    private static final int MOST = 10_000;

    private final String id;
    private final Optional<FileChannel> lock;

    private TransactionalIdentity(String id, Optional<FileChannel> lock) {
        this.id = id;
        this.lock = lock;
    }

    /**
     * Claims an id.
     *
     * @param instance a name that the operator answers for; where it is empty, the host's name and a free number are taken
     * @param directory where the locks of this host are; the same for all roles
     * @throws UncheckedIOException where the directory cannot be written to
     */
    public static TransactionalIdentity claim(String role, String instance, Path directory) {
        if (!instance.isEmpty()) {
            return new TransactionalIdentity(role + "-" + instance, Optional.empty());
        }
        try {
            Files.createDirectories(directory);
            for (int number = 0; number < MOST; number++) {
                Optional<FileChannel> lock = tryLock(directory.resolve("stairoids-" + role + "-" + number + ".lock"));
                if (lock.isPresent()) {
                    return new TransactionalIdentity(role + "-" + hostName() + "-" + number, lock);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("no lock could be taken in " + directory, e);
        }
        throw new IllegalStateException("more than " + MOST + " instances of " + role + " on one host");
    }

    /** In the system's directory for temporary files. */
    public static TransactionalIdentity claim(String role, String instance) {
        return claim(role, instance, Path.of(System.getProperty("java.io.tmpdir")));
    }

    public String id() {
        return id;
    }

    /** Lets the number go. */
    @Override
    public void close() {
        lock.ifPresent(channel -> {
            try {
                channel.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    private static Optional<FileChannel> tryLock(Path file) throws IOException {
        FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            FileLock lock = channel.tryLock();
            if (lock != null) {
                return Optional.of(channel);
            }
        } catch (OverlappingFileLockException e) {
            // Another role of this process has it.
        }
        channel.close();
        return Optional.empty();
    }

    private static String hostName() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return "localhost";
        }
    }
}

package com.stairoids.webhooks.broker;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/**
 * Where a broker keeps its data, held by one broker at a time. The lock is the operating system's, so a killed process
 * leaves none behind.
 */
final class DataDirectory implements AutoCloseable {
    private final Path directory;
    private final FileChannel lock;

    private DataDirectory(Path directory, FileChannel lock) {
        this.directory = directory;
        this.lock = lock;
    }

    /** @throws DataDirectoryInUseException where another broker holds it */
    static DataDirectory take(Path directory) {
        try {
            Files.createDirectories(directory);
            FileChannel channel = FileChannel.open(
                    directory.resolve("broker.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (lock(channel) == null) {
                channel.close();
                throw new DataDirectoryInUseException(directory);
            }
            return new DataDirectory(directory.toAbsolutePath(), channel);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The topics' and the cluster's own logs. */
    Path logs() {
        return directory.resolve("kafka");
    }

    /** What the broker was last started with, for whoever looks. */
    Path properties() {
        return directory.resolve("broker.properties");
    }

    /** The formatter writes this file last, so a directory that has it is whole. */
    boolean isFormatted() {
        return Files.exists(logs().resolve("meta.properties"));
    }

    @Override
    public void close() {
        try {
            lock.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static @Nullable FileLock lock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException e) {
            // Held by another broker in this process.
            return null;
        }
    }
}

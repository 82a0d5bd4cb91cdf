package com.stairoids.webhooks.streams;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Stores that nobody has had open for long. Streams reads a store on from where it was closed; but a tombstone is gone a day
 * after it was compacted ({@code delete.retention.ms}), so what others deleted meanwhile would be in the store for ever: a parked
 * delivery that was let go, and would be let go again. Read from the beginning, it cannot be.
 */
final class UnusedState {
    /** Less than a day by what clocks and a start may take. */
    static final Duration LONGEST = Duration.ofHours(20);

    /** Which Streams holds in the application's directory while it runs. */
    static final String LOCK_FILE = ".lock";

    private static final Logger log = LoggerFactory.getLogger(UnusedState.class);

    private UnusedState() {}

    /** Empties an application's directory that was last written to long before {@code now}. */
    static void forget(Path application, Instant now) throws IOException {
        Optional<Instant> lastWritten = lastWritten(application);
        if (lastWritten.isPresent() && lastWritten.get().isBefore(now.minus(LONGEST))) {
            forgetUnlessInUse(application, lastWritten.get());
        }
    }

    private static void forgetUnlessInUse(Path application, Instant lastWritten) throws IOException {
        Path lockFile = application.resolve(LOCK_FILE);
        try (FileChannel channel = FileChannel.open(lockFile, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock lock = tryLock(channel)) {
            if (lock == null) {
                return;
            }
            for (Path file : deepestFirst(application)) {
                if (!file.equals(lockFile) && !file.equals(application)) {
                    Files.deleteIfExists(file);
                }
            }
            log.atInfo()
                    .addKeyValue("directory", application)
                    .addKeyValue("last_written", lastWritten)
                    .log("a state that was not used for long is forgotten, and read from Kafka");
        }
    }

    private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException e) {
            return null;
        }
    }

    /** Empty where there is no such directory, or somebody is changing it. */
    private static Optional<Instant> lastWritten(Path application) throws IOException {
        try {
            Instant last = Instant.MIN;
            for (Path file : deepestFirst(application)) {
                Instant written = Files.getLastModifiedTime(file).toInstant();
                last = written.isAfter(last) ? written : last;
            }
            return Optional.of(last);
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    private static List<Path> deepestFirst(Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            return files.sorted(Comparator.reverseOrder()).toList();
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }
}

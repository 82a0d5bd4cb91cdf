package com.stairoids.webhooks.sender.admit;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One sender's directory below the state directory: the first number whose lock file nobody holds, which the system
 * frees however a process ends. It is emptied when it is taken and deleted when it is closed, so that nothing of one
 * run is ever read by the next.
 */
final class TableDirectory implements AutoCloseable {
    private static final int MOST = 1000;

    /**
     * Lock files that this process holds; guarded by the class. Asking the system would not do: a second channel to such
     * a file takes the lock away from the first when it is closed (POSIX).
     */
    private static final Set<Path> HELD_HERE = new HashSet<>();

    private final Path path;
    private final Path lockFile;
    private final FileChannel lock;

    private TableDirectory(Path path, Path lockFile, FileChannel lock) {
        this.path = path;
        this.lockFile = lockFile;
        this.lock = lock;
    }

    /** @throws IOException where there can be no such directory, or nothing can be written there */
    static TableDirectory take(Path stateDirectory) throws IOException {
        synchronized (TableDirectory.class) {
            Files.createDirectories(stateDirectory);
            Path parent = stateDirectory.toRealPath();
            for (int number = 0; number < MOST; number++) {
                Path lockFile = parent.resolve("table-" + number + ".lock");
                FileChannel lock = HELD_HERE.contains(lockFile) ? null : lock(lockFile);
                if (lock != null) {
                    HELD_HERE.add(lockFile);
                    return emptied(new TableDirectory(parent.resolve("table-" + number), lockFile, lock));
                }
            }
        }
        throw new IOException(MOST + " senders have their tables there");
    }

    Path path() {
        return path;
    }

    /** Deletes the directory and gives its number back. */
    @Override
    public void close() throws IOException {
        synchronized (TableDirectory.class) {
            try {
                delete(path);
            } finally {
                letGo();
            }
        }
    }

    private void letGo() throws IOException {
        HELD_HERE.remove(lockFile);
        lock.close();
    }

    private static @Nullable FileChannel lock(Path file) throws IOException {
        FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        boolean taken = false;
        try {
            taken = channel.tryLock() != null;
        } finally {
            if (!taken) {
                channel.close();
            }
        }
        return taken ? channel : null;
    }

    private static TableDirectory emptied(TableDirectory directory) throws IOException {
        try {
            delete(directory.path);
            Files.createDirectory(directory.path);
            return directory;
        } catch (IOException e) {
            directory.letGo();
            throw e;
        }
    }

    private static void delete(Path directory) throws IOException {
        if (!Files.exists(directory)) {
            return;
        }
        List<Path> deepestFirst;
        try (Stream<Path> found = Files.walk(directory)) {
            deepestFirst = found.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path file : deepestFirst) {
            Files.deleteIfExists(file);
        }
    }
}

package com.stairoids.webhooks.settings;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What tells this process's transactional ids from other processes'. Two that had the same would fence each other again
 * and again; one that comes back under its old name ends at once what it left open, instead of after 10 s. So the name is
 * the host's and the first number whose lock file nobody on the host holds: the system frees it however a process ends.
 */
public final class InstanceName implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(InstanceName.class);

    private static final int MAX_PER_HOST = 1000;
    private static final Pattern UNUSUAL = Pattern.compile("[^A-Za-z0-9._-]");

    /**
     * Lock files that this process holds; guarded by itself. A second channel to one of them would take the lock away from
     * the first when it is closed (POSIX).
     */
    private static final Set<Path> HELD_HERE = new HashSet<>();

    private final String name;
    private final @Nullable Path lockFile;
    private final @Nullable FileChannel lock;

    private InstanceName(String name, @Nullable Path lockFile, @Nullable FileChannel lock) {
        this.name = name;
        this.lockFile = lockFile;
        this.lock = lock;
    }

    /**
     * Takes a name for one process of a role, in the system's directory for temporary files.
     *
     * @param role as in {@code sender}
     * @param configured the operator's own choice, for which no lock is taken; empty for none
     */
    public static InstanceName acquire(String role, String configured) {
        Path locks = Path.of(System.getProperty("java.io.tmpdir"), "stairoids-webhooks");
        return acquire(role, configured, locks, UUID.randomUUID().toString());
    }

    static InstanceName acquire(String role, String configured, Path lockDirectory, String unique) {
        if (!configured.isEmpty()) {
            return new InstanceName(configured, null, null);
        }
        String host = UNUSUAL.matcher(hostName()).replaceAll("_");
        try {
            Files.createDirectories(lockDirectory);
            Path directory = lockDirectory.toRealPath();
            for (int number = 0; number < MAX_PER_HOST; number++) {
                Path file = directory.resolve(role + "-" + number + ".lock");
                FileChannel channel = lock(file);
                if (channel != null) {
                    return new InstanceName(host + "-" + number, file, channel);
                }
            }
        } catch (IOException e) {
            log.atInfo()
                    .addKeyValue("directory", lockDirectory)
                    .addKeyValue("reason", e.toString())
                    .log("Lock files cannot be made there, so this process takes a name that it will not have again");
        }
        return new InstanceName(host + "-" + unique, null, null);
    }

    private static @Nullable FileChannel lock(Path file) throws IOException {
        synchronized (HELD_HERE) {
            if (HELD_HERE.contains(file)) {
                return null;
            }
            FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (channel.tryLock() == null) {
                channel.close();
                return null;
            }
            HELD_HERE.add(file);
            return channel;
        }
    }

    private static String hostName() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return "localhost";
        }
    }

    @Override
    public String toString() {
        return name;
    }

    @Override
    public void close() {
        if (lock != null) {
            try {
                synchronized (HELD_HERE) {
                    lock.close();
                    HELD_HERE.remove(lockFile);
                }
            } catch (IOException e) {
                log.atWarn().addKeyValue("reason", e.toString()).log("A lock file could not be closed");
            }
        }
    }
}

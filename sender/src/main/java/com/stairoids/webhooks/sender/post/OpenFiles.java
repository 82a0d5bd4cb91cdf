package com.stairoids.webhooks.sender.post;

import com.sun.management.UnixOperatingSystemMXBean;
import java.lang.management.ManagementFactory;

/** Whether this process may open as many sockets as its requests need. */
public final class OpenFiles {
    /** A connection, or the two sockets of a look-up beside one that is just being given up. */
    private static final int PER_REQUEST = 3;

    /** For Kafka's connections, logs and classes. */
    private static final int RESERVE = 256;

    private OpenFiles() {}

    /**
     * @param requests most requests in flight
     * @throws IllegalArgumentException where the process may not open enough files
     */
    public static void check(int requests) {
        if (ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean system) {
            check(requests, system.getMaxFileDescriptorCount());
        }
    }

    static void check(int requests, long limit) {
        long needed = (long) requests * PER_REQUEST + RESERVE;
        if (limit < needed) {
            throw new IllegalArgumentException("sender.requests=" + requests + " needs " + needed
                    + " open files, and this process may have " + limit + ": raise the limit (ulimit -n), or set"
                    + " sender.requests to " + Math.max(1, (limit - RESERVE) / PER_REQUEST) + " or less");
        }
    }
}

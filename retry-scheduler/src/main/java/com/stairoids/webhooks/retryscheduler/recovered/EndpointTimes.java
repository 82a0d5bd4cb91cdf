package com.stairoids.webhooks.retryscheduler.recovered;

import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * When each endpoint is to be looked at next: in memory, some 300 bytes for each endpoint that has something parked, and
 * made again from the store at each start. Whoever is due for longest comes first. Belongs to the task's thread.
 */
final class WakeTimes {
    private final TreeSet<Wake> inOrder =
            new TreeSet<>(Comparator.comparingLong(Wake::at).thenComparing(Wake::endpoint));
    private final Map<String, Wake> byEndpoint = new HashMap<>();

    /** {@link WaitingEndpoint#NEVER} for not at all. */
    void set(String endpoint, long at) {
        Wake before = byEndpoint.remove(endpoint);
        if (before != null) {
            inOrder.remove(before);
        }
        if (at != WaitingEndpoint.NEVER) {
            Wake wake = new Wake(at, endpoint);
            byEndpoint.put(endpoint, wake);
            inOrder.add(wake);
        }
    }

    /** Who is due for longest; null where nobody is. */
    @Nullable
    String due(long now) {
        return next() <= now ? inOrder.first().endpoint() : null;
    }

    /** When the next one is due; {@link WaitingEndpoint#NEVER} where nobody will be. */
    long next() {
        return inOrder.isEmpty() ? WaitingEndpoint.NEVER : inOrder.first().at();
    }

    private record Wake(long at, String endpoint) {}
}

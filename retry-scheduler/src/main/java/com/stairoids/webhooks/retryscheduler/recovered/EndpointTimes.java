package com.stairoids.webhooks.retryscheduler.recovered;

import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * A time for each endpoint, the earliest first: in memory, some 300 bytes for each endpoint that has something parked, and
 * made again from the store at each start. Belongs to the task's thread.
 */
final class EndpointTimes {
    private final TreeSet<At> inOrder =
            new TreeSet<>(Comparator.comparingLong(At::time).thenComparing(At::endpoint));
    private final Map<String, At> byEndpoint = new HashMap<>();

    /** {@link WaitingEndpoint#NEVER} for none. */
    void set(String endpoint, long time) {
        At before = byEndpoint.remove(endpoint);
        if (before != null) {
            inOrder.remove(before);
        }
        if (time != WaitingEndpoint.NEVER) {
            At at = new At(time, endpoint);
            byEndpoint.put(endpoint, at);
            inOrder.add(at);
        }
    }

    /** Whose time passed first; null where none has. */
    @Nullable
    String due(long now) {
        return earliest() <= now ? inOrder.first().endpoint() : null;
    }

    /** {@link WaitingEndpoint#NEVER} where there is none. */
    long earliest() {
        return inOrder.isEmpty() ? WaitingEndpoint.NEVER : inOrder.first().time();
    }

    private record At(long time, String endpoint) {}
}

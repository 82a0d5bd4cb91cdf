package com.stairoids.webhooks.bench;

import com.stairoids.webhooks.testing.receiver.ReceivedRequest;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** Which events came to which endpoint, of those that are expected; others, of an earlier phase, are passed over. */
final class Arrivals implements Consumer<ReceivedRequest> {
    private final Set<String> expected;
    private final Map<String, Set<String>> arrived;
    private final CountDownLatch missing;
    private final AtomicLong doubled = new AtomicLong();

    /**
     * @param expected event ids
     * @param paths of the endpoints
     */
    Arrivals(Set<String> expected, Set<String> paths) {
        this.expected = Set.copyOf(expected);
        this.arrived = paths.stream().collect(Collectors.toMap(path -> path, _ -> ConcurrentHashMap.newKeySet()));
        this.missing = new CountDownLatch(expected.size() * paths.size());
    }

    @Override
    public void accept(ReceivedRequest request) {
        String id = request.header("webhook-id").orElse("");
        Set<String> atEndpoint = arrived.get(request.path());
        if (atEndpoint == null || !expected.contains(id)) {
            return;
        }
        if (atEndpoint.add(id)) {
            missing.countDown();
        } else {
            doubled.incrementAndGet();
        }
    }

    /** Counts down to 0 once each endpoint has each event. */
    CountDownLatch missing() {
        return missing;
    }

    long doubled() {
        return doubled.get();
    }
}

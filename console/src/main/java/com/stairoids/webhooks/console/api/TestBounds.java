package com.stairoids.webhooks.console.api;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import com.stairoids.webhooks.schemas.endpoint.EndpointKey;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * How many tests may be asked for in a minute. All customers share the senders' one lane for them, so not only an endpoint
 * has its bound, but a workspace too. Thread-safe.
 */
final class TestBounds {
    /** Whoever sets up an endpoint tests one, or a few. */
    private static final int ENDPOINTS_AT_ONCE = 3;

    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final int mostOfEndpoint;
    private final int mostOfWorkspace;
    private final Cache<EndpointKey, AtomicInteger> ofEndpoint;
    private final Cache<String, AtomicInteger> ofWorkspace;

    /** @param mostOfEndpoint in a minute; a workspace has three times as many */
    TestBounds(int mostOfEndpoint, Ticker ticker) {
        this.mostOfEndpoint = mostOfEndpoint;
        this.mostOfWorkspace = ENDPOINTS_AT_ONCE * mostOfEndpoint;
        this.ofEndpoint = counts(ticker);
        this.ofWorkspace = counts(ticker);
    }

    /** A sentence that says which bound is reached; empty where one more may be sent, which then counts. */
    Optional<String> refusal(EndpointKey endpoint) {
        if (next(ofEndpoint, endpoint) > mostOfEndpoint) {
            return Optional.of(
                    "At most " + mostOfEndpoint + " tests a minute are sent to one endpoint. Wait a minute.");
        }
        return next(ofWorkspace, endpoint.workspaceId()) > mostOfWorkspace
                ? Optional.of(
                        "At most " + mostOfWorkspace + " tests a minute are sent in one workspace. Wait a minute.")
                : Optional.empty();
    }

    private static <K> int next(Cache<K, AtomicInteger> counts, K key) {
        return counts.get(key, _ -> new AtomicInteger()).incrementAndGet();
    }

    private static <K> Cache<K, AtomicInteger> counts(Ticker ticker) {
        return Caffeine.newBuilder().expireAfterWrite(MINUTE).ticker(ticker).build();
    }
}

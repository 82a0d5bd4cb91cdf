package com.stairoids.webhooks.console.session;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

/** Counts the wrong tokens that an address names: whoever names many is told to wait. A right one is never held up. Thread-safe. */
public final class LoginAttempts {
    /** Wrong ones a minute. */
    public static final int MOST = 20;

    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final int MOST_ADDRESSES = 10_000;

    private final Cache<String, AtomicInteger> failures;

    public LoginAttempts() {
        this(Ticker.systemTicker());
    }

    LoginAttempts(Ticker ticker) {
        this.failures = Caffeine.newBuilder()
                .expireAfterWrite(MINUTE)
                .maximumSize(MOST_ADDRESSES)
                .ticker(ticker)
                .build();
    }

    /** Whether one more wrong token of that address is one among few. */
    public boolean mayTry(String address) {
        AtomicInteger count = failures.getIfPresent(address);
        return count == null || count.get() < MOST;
    }

    public void failed(String address) {
        failures.get(address, _ -> new AtomicInteger()).incrementAndGet();
    }
}

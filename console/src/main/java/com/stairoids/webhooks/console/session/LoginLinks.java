package com.stairoids.webhooks.console.session;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;

/**
 * Secrets that sign somebody in, each once and within an hour. Known to this process alone, and only by their hashes, which
 * are what is looked up: how long that takes says nothing of a secret. Thread-safe.
 */
public final class LoginLinks {
    static final Duration LIFETIME = Duration.ofHours(1);

    private static final int BYTES = 32;
    private static final int MOST = 1000;

    private final SecureRandom random;
    private final Cache<String, String> tokenIds;

    public LoginLinks(SecureRandom random) {
        this(random, Ticker.systemTicker());
    }

    LoginLinks(SecureRandom random, Ticker ticker) {
        this.random = random;
        this.tokenIds = Caffeine.newBuilder()
                .expireAfterWrite(LIFETIME)
                .maximumSize(MOST)
                .ticker(ticker)
                .build();
    }

    /** A new secret that signs in as the bearer of that token. */
    public String make(String tokenId) {
        byte[] bytes = new byte[BYTES];
        random.nextBytes(bytes);
        String secret = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        tokenIds.put(hash(secret), tokenId);
        return secret;
    }

    /** The token's id; empty where there is no such secret, or no longer. */
    public Optional<String> use(String secret) {
        return Optional.ofNullable(tokenIds.asMap().remove(hash(secret)));
    }

    private static String hash(String secret) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(secret.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform must have SHA-256", e);
        }
    }
}

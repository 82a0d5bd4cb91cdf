package com.stairoids.webhooks.console.api;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** Names for the runs of single re-triggers: the ledger of replays answers each name once for a delivery. */
final class RunNames {
    private static final int BYTES = 16;

    private final SecureRandom random;

    RunNames(SecureRandom random) {
        this.random = random;
    }

    /** The same for the same key; never the same where there is none. */
    String of(@Nullable String idempotencyKey) {
        return idempotencyKey == null ? "once-" + random() : "key-" + hash(idempotencyKey);
    }

    private String random() {
        byte[] bytes = new byte[BYTES];
        random.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    private static String hash(String key) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(key.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(Arrays.copyOf(hash, BYTES));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform must have SHA-256", e);
        }
    }
}

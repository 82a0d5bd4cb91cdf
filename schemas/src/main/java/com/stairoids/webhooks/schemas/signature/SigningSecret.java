package com.stairoids.webhooks.schemas.signature;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Base64;

/** An endpoint's signing secret: {@code whsec_} and the Base64 of 32 random bytes. Prints itself without its value. */
public final class SigningSecret {
    private static final String PREFIX = "whsec_";
    private static final int BYTES = 32;

    private final String text;
    private final byte[] key;

    private SigningSecret(String text, byte[] key) {
        this.text = text;
        this.key = key;
    }

    public static SigningSecret generate(SecureRandom random) {
        byte[] key = new byte[BYTES];
        random.nextBytes(key);
        return new SigningSecret(PREFIX + Base64.getEncoder().encodeToString(key), key);
    }

    /** @throws IllegalArgumentException where {@code text} is no such secret; the message does not repeat it */
    public static SigningSecret parse(String text) {
        if (!text.startsWith(PREFIX)) {
            throw new IllegalArgumentException("a signing secret begins with " + PREFIX);
        }
        byte[] key = decoded(text.substring(PREFIX.length()));
        if (key.length != BYTES) {
            throw new IllegalArgumentException("a signing secret holds " + BYTES + " bytes, this one " + key.length);
        }
        if (!Base64.getEncoder().encodeToString(key).equals(text.substring(PREFIX.length()))) {
            throw new IllegalArgumentException("a signing secret ends in Base64 with its padding");
        }
        return new SigningSecret(text, key);
    }

    private static byte[] decoded(String base64) {
        try {
            return Base64.getDecoder().decode(base64);
        } catch (IllegalArgumentException e) {
            // Without its cause, whose message quotes characters of the secret.
            throw new IllegalArgumentException("a signing secret ends in Base64");
        }
    }

    /** The secret in clear, as its owner is shown it once. */
    public String reveal() {
        return text;
    }

    /** The key of {@code X-Stairoids-Signature}: the whole string as shown, prefix included. */
    byte[] textKey() {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** The key of {@code webhook-signature}: the decoded part. */
    byte[] decodedKey() {
        return key.clone();
    }

    @Override
    public String toString() {
        return PREFIX + "[redacted]";
    }
}

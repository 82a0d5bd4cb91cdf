package com.stairoids.webhooks.schemas.signature;

import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** The two signatures of a delivery. */
public final class Signatures {
    /** The documented one: {@link #stairoids}. */
    public static final String STAIROIDS_HEADER = "X-Stairoids-Signature";

    /** Standard Webhooks: the event's id. */
    public static final String WEBHOOK_ID_HEADER = "webhook-id";
    /** Standard Webhooks: this attempt's time, in seconds since 1970. */
    public static final String WEBHOOK_TIMESTAMP_HEADER = "webhook-timestamp";
    /** Standard Webhooks: {@link #standard}; several are separated by a space. */
    public static final String WEBHOOK_SIGNATURE_HEADER = "webhook-signature";

    private static final String ALGORITHM = "HmacSHA256";

    private Signatures() {}

    /**
     * Lower-case hex of the HMAC-SHA256 over the body, keyed with the UTF-8 bytes of the secret as shown: what the
     * public documentation's snippets compute.
     */
    public static String stairoids(SigningSecret secret, byte[] body) {
        return HexFormat.of().formatHex(hmac(secret.textKey()).doFinal(body));
    }

    /**
     * {@code v1,} and the Base64 of the HMAC-SHA256 over {@code <id>.<seconds>.<body>}, keyed with the secret's decoded
     * part, as Standard Webhooks has it.
     */
    public static String standard(SigningSecret secret, String eventId, Instant attemptedAt, byte[] body) {
        Mac mac = hmac(secret.decodedKey());
        mac.update((eventId + "." + attemptedAt.getEpochSecond() + ".").getBytes(StandardCharsets.UTF_8));
        return "v1," + Base64.getEncoder().encodeToString(mac.doFinal(body));
    }

    private static Mac hmac(byte[] key) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(key, ALGORITHM));
            return mac;
        } catch (NoSuchAlgorithmException | InvalidKeyException e) {
            throw new IllegalStateException("every Java platform must have " + ALGORITHM, e);
        }
    }
}

package com.stairoids.webhooks.testing.guarantees;

import com.stairoids.webhooks.testing.receiver.ReceivedRequest;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * A customer who follows the documentation accepts every request, and so does one who uses Standard Webhooks. Computed here
 * from the documents, not with the code that signs.
 *
 * @param secrets of each endpoint's path, as shown to its owner
 */
public record EverySignatureHolds(List<PostedAttempt> attempts, Map<String, String> secrets) implements Guarantee {
    /** What the Standard Webhooks libraries allow between the time that was signed and their own. */
    private static final Duration STALE = Duration.ofMinutes(5);

    @Override
    public List<String> violations() {
        List<String> violations = new ArrayList<>();
        for (PostedAttempt attempt : attempts) {
            String which = "attempt " + attempt.attempt() + " of delivery " + attempt.deliveryId();
            String secret = secrets.get(attempt.path());
            if (secret == null) {
                violations.add(which + " came to " + attempt.path() + ", whose secret is not known");
                continue;
            }
            if (!documented(attempt.request(), secret)) {
                violations.add(which + " has a wrong X-Stairoids-Signature");
            }
            if (!standard(attempt.request(), secret)) {
                violations.add(which + " has a wrong webhook-signature");
            }
            if (isStale(attempt)) {
                violations.add(which + " has a webhook-timestamp that is not its own time");
            }
        }
        return violations;
    }

    private static boolean documented(ReceivedRequest request, String secret) {
        byte[] expected = hmac(secret.getBytes(StandardCharsets.UTF_8), request.body());
        return request.header("X-Stairoids-Signature")
                .equals(Optional.of(HexFormat.of().formatHex(expected)));
    }

    private static boolean standard(ReceivedRequest request, String secret) {
        byte[] key = Base64.getDecoder().decode(secret.substring("whsec_".length()));
        String beginning = request.header("webhook-id").orElse("") + "."
                + request.header("webhook-timestamp").orElse("") + ".";
        byte[] expected = hmac(key, beginning.getBytes(StandardCharsets.UTF_8), request.body());
        String signature = "v1," + Base64.getEncoder().encodeToString(expected);
        return Arrays.asList(request.header("webhook-signature").orElse("").split(" ", -1))
                .contains(signature);
    }

    private static boolean isStale(PostedAttempt attempt) {
        String seconds = attempt.request().header("webhook-timestamp").orElse("");
        if (!seconds.matches("[0-9]{1,12}")) {
            return true;
        }
        Duration age = Duration.between(Instant.ofEpochSecond(Long.parseLong(seconds)), attempt.arrivedAt());
        return age.abs().compareTo(STALE) > 0;
    }

    private static byte[] hmac(byte[] key, byte[]... parts) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            for (byte[] part : parts) {
                mac.update(part);
            }
            return mac.doFinal();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}

package com.stairoids.webhooks.endpoints;

import com.stairoids.webhooks.schemas.endpoint.Subscription;
import com.stairoids.webhooks.schemas.endpoint.Subscription.EncryptedSecret;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * How an endpoint comes to a new secret. The old one goes on signing the documented header until the overlap ends, so
 * that a receiver has until then to change over; the Standard Webhooks header carries a signature by each.
 */
public final class SecretRoll {
    public static final Duration LONGEST_OVERLAP = Duration.ofDays(7);

    /** Each makes the request's head longer by a signature. */
    static final int MOST_SECRETS = 5;

    private SecretRoll() {}

    /** A sentence that says why it cannot be; empty where it can. */
    static Optional<String> refusal(Subscription present, Duration overlap, Instant now) {
        if (overlap.isNegative() || overlap.compareTo(LONGEST_OVERLAP) > 0) {
            return Optional.of("The overlap is not between 0 and " + LONGEST_OVERLAP.toDays()
                    + " days. Choose one in between; 0 ends the old secret at once.");
        }
        return !overlap.isZero() && valid(present, now).size() >= MOST_SECRETS
                ? Optional.of("There are " + MOST_SECRETS + " secrets that still sign, the most there can be. End the"
                        + " overlap first, or roll without one.")
                : Optional.empty();
    }

    /** The next version, with {@code fresh} as the secret; no older one signs for longer than the overlap. */
    static Subscription rolled(Subscription present, EncryptedSecret fresh, Duration overlap, Instant now) {
        List<EncryptedSecret> secrets = new ArrayList<>();
        secrets.add(fresh);
        if (!overlap.isZero()) {
            Instant overlapEnd = now.plus(overlap);
            for (EncryptedSecret old : valid(present, now)) {
                Instant end =
                        old.expiresAt() == null || old.expiresAt().isAfter(overlapEnd) ? overlapEnd : old.expiresAt();
                secrets.add(new EncryptedSecret(old.ciphertext(), old.createdAt(), end));
            }
        }
        return present.withEncrypted(secrets, present.headers(), now);
    }

    /** The next version with the newest secret alone; {@code present} itself where there is no other. */
    static Subscription overlapEnded(Subscription present, Instant now) {
        return present.secrets().size() == 1
                ? present
                : present.withEncrypted(List.of(present.secrets().getFirst()), present.headers(), now);
    }

    /** When the last of the old secrets stops to sign; empty where none signs any more. */
    public static Optional<Instant> overlapEnd(Subscription present, Instant now) {
        return valid(present, now).stream()
                .flatMap(secret -> Optional.ofNullable(secret.expiresAt()).stream())
                .max(Instant::compareTo);
    }

    private static List<EncryptedSecret> valid(Subscription present, Instant now) {
        return present.secrets().stream()
                .filter(secret ->
                        secret.expiresAt() == null || secret.expiresAt().isAfter(now))
                .toList();
    }
}

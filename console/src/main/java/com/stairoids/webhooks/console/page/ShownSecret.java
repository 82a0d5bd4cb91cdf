package com.stairoids.webhooks.console.page;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A secret that is shown this once.
 *
 * @param next where to afterwards
 * @param overlapEndsAt until when the secret before signs too; null where it does not
 */
public record ShownSecret(
        String secret, String next, @Nullable Instant overlapEndsAt, List<Snippet> snippets) {
    @Override
    public String toString() {
        return "a secret [redacted]";
    }
}

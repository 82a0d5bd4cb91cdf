package com.stairoids.webhooks.console.api;

import com.stairoids.webhooks.console.contract.Violation;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What went wrong, as RFC 9457 has it.
 *
 * @param type a name for programs
 * @param title the same for people, always alike for a type
 * @param detail what is wrong here, and what to do
 * @param errors each thing that is wrong with the request; null where there is just the one
 */
public record Problem(
        String type,
        String title,
        int status,
        String detail,
        @Nullable List<Violation> errors,
        @Nullable Instant nextAttemptAt,
        @Nullable Long version) {
    static final String MEDIA_TYPE = "application/problem+json";

    Problem with(List<Violation> violations) {
        return new Problem(type, title, status, detail, List.copyOf(violations), nextAttemptAt, version);
    }

    Problem withNextAttempt(Instant at) {
        return new Problem(type, title, status, detail, errors, at, version);
    }

    Problem withVersion(long present) {
        return new Problem(type, title, status, detail, errors, nextAttemptAt, present);
    }
}

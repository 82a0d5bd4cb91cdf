package com.stairoids.webhooks.console.api;

import com.stairoids.webhooks.deliverylog.LogEntry;
import com.stairoids.webhooks.deliverylog.Lookup;
import com.stairoids.webhooks.schemas.attempt.Happening.Attempted;
import com.stairoids.webhooks.schemas.attempt.Happening.Failure;
import com.stairoids.webhooks.schemas.attempt.Happening.Outcome;
import com.stairoids.webhooks.schemas.attempt.Happening.Request;
import com.stairoids.webhooks.schemas.attempt.Happening.Response;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An attempt as it is answered.
 *
 * @param content whether request and response could be read
 */
public record AttemptView(
        int attempt,
        Outcome outcome,
        Instant at,
        @Nullable Failure failure,
        @Nullable Integer status,
        @Nullable Long connectMs,
        long totalMs,
        @Nullable Instant nextAttemptAt,
        String content,
        @Nullable Request request,
        @Nullable Response response) {

    static AttemptView of(LogEntry.Attempted entry, Lookup<Attempted> content) {
        @Nullable Attempted found = content instanceof Lookup.Found<Attempted>(Attempted value) ? value : null;
        return new AttemptView(
                entry.attempt(),
                entry.failure() == null ? Outcome.DELIVERED : Outcome.FAILED,
                entry.at(),
                entry.failure(),
                entry.status(),
                entry.connectMs(),
                entry.totalMs(),
                entry.nextAttempt(),
                status(content),
                found == null ? null : found.request(),
                found == null ? null : found.response());
    }

    /** As in {@code expired}. */
    static String status(Lookup<?> lookup) {
        return switch (lookup) {
            case Lookup.Found<?> _ -> "found";
            case Lookup.Expired<?> _ -> "expired";
            case Lookup.Unanswered<?> _ -> "unanswered";
        };
    }
}

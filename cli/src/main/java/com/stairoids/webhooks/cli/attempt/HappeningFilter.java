package com.stairoids.webhooks.cli.attempt;

import com.stairoids.webhooks.schemas.attempt.Happening;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Which entries of the log somebody wants; null stands for any.
 *
 * @param reason the code of a failure or of a cancellation; {@value #PARKED} for what was parked, whose reason is a sentence
 * @param since those of that time or later
 * @param until those before that time
 */
record HappeningFilter(
        @Nullable String endpointId,
        @Nullable String workspaceId,
        @Nullable String reason,
        @Nullable Instant since,
        @Nullable Instant until) {

    static final String PARKED = "parked";

    /** Whether the record's key, the endpoint's id, is all that it goes by. */
    boolean isOfKeysAlone() {
        return workspaceId == null && reason == null && since == null && until == null;
    }

    boolean matchesKey(@Nullable String key) {
        return endpointId == null || endpointId.equals(key);
    }

    boolean matches(Happening happening) {
        return (workspaceId == null || workspaceId.equals(happening.delivery().workspaceId()))
                && (reason == null || reason.equals(reasonOf(happening)))
                && (since == null || !happening.at().isBefore(since))
                && (until == null || happening.at().isBefore(until));
    }

    private static @Nullable String reasonOf(Happening happening) {
        return switch (happening) {
            case Happening.Attempted attempted ->
                attempted.failure() == null
                        ? null
                        : attempted.failure().reason().code();
            case Happening.Parked _ -> PARKED;
            case Happening.Cancelled cancelled -> cancelled.reason().code();
            case Happening.DeadLettered dead -> dead.failure().reason().code();
            case Happening.Replayed _ -> null;
        };
    }
}

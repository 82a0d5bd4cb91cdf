package com.stairoids.webhooks.deadletters;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Which dead letters somebody wants; null stands for any.
 *
 * @param since those given up at that time or later
 * @param until those given up before that time
 */
public record DeadLetterFilter(
        @Nullable String endpointId,
        @Nullable String workspaceId,
        @Nullable String eventType,
        @Nullable String reason,
        @Nullable Instant since,
        @Nullable Instant until) {

    /** All of them. */
    public static DeadLetterFilter any() {
        return new DeadLetterFilter(null, null, null, null, null, null);
    }

    public DeadLetterFilter ofEndpoint(@Nullable String wanted) {
        return new DeadLetterFilter(wanted, workspaceId, eventType, reason, since, until);
    }

    public DeadLetterFilter ofWorkspace(@Nullable String wanted) {
        return new DeadLetterFilter(endpointId, wanted, eventType, reason, since, until);
    }

    public DeadLetterFilter ofEventType(@Nullable String wanted) {
        return new DeadLetterFilter(endpointId, workspaceId, wanted, reason, since, until);
    }

    public DeadLetterFilter withReason(@Nullable String wanted) {
        return new DeadLetterFilter(endpointId, workspaceId, eventType, wanted, since, until);
    }

    public DeadLetterFilter since(@Nullable Instant wanted) {
        return new DeadLetterFilter(endpointId, workspaceId, eventType, reason, wanted, until);
    }

    public DeadLetterFilter until(@Nullable Instant wanted) {
        return new DeadLetterFilter(endpointId, workspaceId, eventType, reason, since, wanted);
    }

    /** A malformed one matches where what can be read of it does. */
    public boolean matches(DeadLetter letter) {
        return isWanted(endpointId, letter.endpointId())
                && isWanted(workspaceId, letter.workspaceId())
                && isWanted(eventType, letter.eventType())
                && isWanted(reason, letter.reason())
                && (since == null || !letter.deadLetteredAt().isBefore(since))
                && (until == null || letter.deadLetteredAt().isBefore(until));
    }

    private static boolean isWanted(@Nullable String wanted, @Nullable String actual) {
        return wanted == null || wanted.equals(actual);
    }
}

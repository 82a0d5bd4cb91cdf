package com.stairoids.webhooks.deadletters;

import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which dead letters somebody wants; null stands for any.
 *
 * @param status of the last answer, as in 503
 * @param since those given up at that time or later
 * @param until those given up before that time
 * @param ids those of these deliveries, and those of these events; empty for any
 */
public record DeadLetterFilter(
        @Nullable String endpointId,
        @Nullable String workspaceId,
        @Nullable String eventType,
        @Nullable String reason,
        @Nullable Integer status,
        @Nullable Instant since,
        @Nullable Instant until,
        Set<String> ids) {

    public DeadLetterFilter {
        ids = Set.copyOf(ids);
    }

    /** All of them. */
    public static DeadLetterFilter any() {
        return new DeadLetterFilter(null, null, null, null, null, null, null, Set.of());
    }

    public DeadLetterFilter ofEndpoint(@Nullable String wanted) {
        return new DeadLetterFilter(wanted, workspaceId, eventType, reason, status, since, until, ids);
    }

    public DeadLetterFilter ofWorkspace(@Nullable String wanted) {
        return new DeadLetterFilter(endpointId, wanted, eventType, reason, status, since, until, ids);
    }

    public DeadLetterFilter ofEventType(@Nullable String wanted) {
        return new DeadLetterFilter(endpointId, workspaceId, wanted, reason, status, since, until, ids);
    }

    public DeadLetterFilter withReason(@Nullable String wanted) {
        return new DeadLetterFilter(endpointId, workspaceId, eventType, wanted, status, since, until, ids);
    }

    public DeadLetterFilter withStatus(@Nullable Integer wanted) {
        return new DeadLetterFilter(endpointId, workspaceId, eventType, reason, wanted, since, until, ids);
    }

    public DeadLetterFilter since(@Nullable Instant wanted) {
        return new DeadLetterFilter(endpointId, workspaceId, eventType, reason, status, wanted, until, ids);
    }

    public DeadLetterFilter until(@Nullable Instant wanted) {
        return new DeadLetterFilter(endpointId, workspaceId, eventType, reason, status, since, wanted, ids);
    }

    /** @param wanted ids of deliveries or of events; empty for any */
    public DeadLetterFilter withIds(Set<String> wanted) {
        return new DeadLetterFilter(endpointId, workspaceId, eventType, reason, status, since, until, wanted);
    }

    /** A malformed one matches where what can be read of it does. */
    public boolean matches(DeadLetter letter) {
        return isWanted(endpointId, letter.endpointId())
                && isWanted(workspaceId, letter.workspaceId())
                && isWanted(eventType, letter.eventType())
                && isWanted(reason, letter.reason())
                && (since == null || !letter.deadLetteredAt().isBefore(since))
                && (until == null || letter.deadLetteredAt().isBefore(until))
                && matchesDelivery(letter);
    }

    private boolean matchesDelivery(DeadLetter letter) {
        return switch (letter) {
            case DeadLetter.Delivery delivery ->
                isWanted(status, delivery.lastStatus())
                        && (ids.isEmpty()
                                || ids.contains(delivery.headers().deliveryId())
                                || ids.contains(delivery.headers().eventId()));
            case DeadLetter.Malformed _ -> status == null && ids.isEmpty();
        };
    }

    private static boolean isWanted(@Nullable Object wanted, @Nullable Object actual) {
        return wanted == null || wanted.equals(actual);
    }
}

package com.stairoids.webhooks.deliverylog;

import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which deliveries somebody wants to see; null and empty stand for any.
 *
 * @param statuses any of these
 * @param eventTypes any of these, as in {@code signal.created}
 * @param eventId of the event that was delivered
 * @param from those that appeared in the log at that time or later
 * @param until those that appeared before that time
 * @param after the last delivery of the page before; null for the first page. One that was handed out for other filters does
 *     no harm
 * @param limit of a page, 1 to {@link #MOST}
 */
public record DeliveryQuery(
        String workspaceId,
        @Nullable String endpointId,
        Set<DeliveryStatus> statuses,
        Set<String> eventTypes,
        @Nullable String eventId,
        @Nullable Instant from,
        @Nullable Instant until,
        @Nullable DeliveryPosition after,
        int limit) {
    /** Bound on a page. */
    public static final int MOST = 500;

    private static final int DEFAULT_LIMIT = 50;

    /** @throws IllegalArgumentException where the limit is out of bounds */
    public DeliveryQuery {
        if (limit < 1 || limit > MOST) {
            throw new IllegalArgumentException("a page has 1 to " + MOST + " deliveries, not " + limit);
        }
        statuses = Set.copyOf(statuses);
        eventTypes = Set.copyOf(eventTypes);
    }

    /** The newest 50 of a workspace. */
    public static DeliveryQuery of(String workspaceId) {
        return new DeliveryQuery(workspaceId, null, Set.of(), Set.of(), null, null, null, null, DEFAULT_LIMIT);
    }

    public DeliveryQuery ofEndpoint(@Nullable String wanted) {
        return new DeliveryQuery(workspaceId, wanted, statuses, eventTypes, eventId, from, until, after, limit);
    }

    public DeliveryQuery withStatuses(Set<DeliveryStatus> wanted) {
        return new DeliveryQuery(workspaceId, endpointId, wanted, eventTypes, eventId, from, until, after, limit);
    }

    public DeliveryQuery withEventTypes(Set<String> wanted) {
        return new DeliveryQuery(workspaceId, endpointId, statuses, wanted, eventId, from, until, after, limit);
    }

    public DeliveryQuery ofEvent(@Nullable String wanted) {
        return new DeliveryQuery(workspaceId, endpointId, statuses, eventTypes, wanted, from, until, after, limit);
    }

    public DeliveryQuery from(@Nullable Instant wanted) {
        return new DeliveryQuery(workspaceId, endpointId, statuses, eventTypes, eventId, wanted, until, after, limit);
    }

    public DeliveryQuery until(@Nullable Instant wanted) {
        return new DeliveryQuery(workspaceId, endpointId, statuses, eventTypes, eventId, from, wanted, after, limit);
    }

    public DeliveryQuery after(@Nullable DeliveryPosition last) {
        return new DeliveryQuery(workspaceId, endpointId, statuses, eventTypes, eventId, from, until, last, limit);
    }

    /** @throws IllegalArgumentException where it is out of bounds */
    public DeliveryQuery atMost(int wanted) {
        return new DeliveryQuery(workspaceId, endpointId, statuses, eventTypes, eventId, from, until, after, wanted);
    }
}

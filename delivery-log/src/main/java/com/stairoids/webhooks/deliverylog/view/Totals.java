package com.stairoids.webhooks.deliverylog.view;

import com.stairoids.webhooks.deliverylog.DeliveryStatus;
import com.stairoids.webhooks.deliverylog.EndpointActivity;
import com.stairoids.webhooks.deliverylog.EndpointActivity.FailedAttempt;
import com.stairoids.webhooks.deliverylog.LoggedDelivery;
import com.stairoids.webhooks.deliverylog.view.LogKeys.Endpoint;
import com.stairoids.webhooks.schemas.attempt.DeliveryIdentity;
import com.stairoids.webhooks.schemas.attempt.Happening;
import com.stairoids.webhooks.schemas.delivery.Cause;
import com.stairoids.webhooks.schemas.json.Json;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/** What is known of endpoints: how many deliveries stand how, and what happened in each hour. Belongs to the task's thread. */
final class Totals {
    private final KeyValueStore<Bytes, byte[]> store;
    private final HourBook hours;

    Totals(KeyValueStore<Bytes, byte[]> store) {
        this.store = store;
        this.hours = new HourBook(store);
    }

    Applied applied() {
        byte[] stored = store.get(LogKeys.APPLIED);
        return stored == null ? Applied.NOTHING : Stored.read(stored, Applied.class);
    }

    void applied(Applied applied) {
        store.put(LogKeys.APPLIED, Json.write(applied));
    }

    /**
     * Counts what a happening changed.
     *
     * @param before null where the delivery is new
     * @param time of the happening's record
     */
    void count(@Nullable LoggedDelivery before, LoggedDelivery after, Happening happening, Instant time) {
        DeliveryIdentity delivery = after.identity();
        Bytes key = LogKeys.endpoint(delivery.workspaceId(), delivery.endpointId());
        EndpointActivity activity = activity(key, delivery.endpointId());
        Map<DeliveryStatus, Long> standing = standing(activity);
        if (before != null) {
            add(standing, before.status(), -1);
        }
        add(standing, after.status(), 1);
        Set<String> eventTypes = new HashSet<>(activity.eventTypes());
        eventTypes.add(delivery.eventType());
        boolean counts = delivery.cause() != Cause.TEST;
        put(key, with(activity, standing, eventTypes, counts ? happening : null));
        if (counts) {
            hours.count(before, after, happening, time);
        }
    }

    /** A delivery's time is over. */
    void forget(LoggedDelivery delivery) {
        DeliveryIdentity identity = delivery.identity();
        Bytes key = LogKeys.endpoint(identity.workspaceId(), identity.endpointId());
        EndpointActivity activity = activity(key, identity.endpointId());
        Map<DeliveryStatus, Long> standing = standing(activity);
        add(standing, delivery.status(), -1);
        put(key, with(activity, standing, activity.eventTypes(), null));
    }

    /** The next endpoints' keys, from {@code from} on. */
    List<Bytes> endpoints(Bytes from, int most) {
        List<Bytes> found = new ArrayList<>();
        try (KeyValueIterator<Bytes, byte[]> keys = store.range(from, LogKeys.LAST_ENDPOINT)) {
            while (keys.hasNext() && found.size() < most) {
                found.add(keys.next().key);
            }
        }
        return found;
    }

    /** The hours that ended before {@code before} are over, and so is the endpoint where it has nothing else. */
    void forgetHours(Endpoint endpoint, long before) {
        boolean none = hours.forget(endpoint, before);
        Bytes key = LogKeys.endpoint(endpoint.workspaceId(), endpoint.endpointId());
        if (none && activity(key, endpoint.endpointId()).deliveries().isEmpty()) {
            store.delete(key);
        }
    }

    private EndpointActivity activity(Bytes key, String endpointId) {
        byte[] stored = store.get(key);
        return stored == null
                ? new EndpointActivity(endpointId, Map.of(), Set.of(), null, null)
                : Stored.read(stored, EndpointActivity.class);
    }

    private void put(Bytes key, EndpointActivity activity) {
        store.put(key, Json.write(activity));
    }

    private static Map<DeliveryStatus, Long> standing(EndpointActivity activity) {
        Map<DeliveryStatus, Long> standing = new EnumMap<>(DeliveryStatus.class);
        standing.putAll(activity.deliveries());
        return standing;
    }

    private static void add(Map<DeliveryStatus, Long> standing, DeliveryStatus status, long more) {
        standing.merge(status, more, Long::sum);
        standing.remove(status, 0L);
    }

    private static EndpointActivity with(
            EndpointActivity before,
            Map<DeliveryStatus, Long> standing,
            Set<String> eventTypes,
            @Nullable Happening happening) {
        Instant lastSuccess = before.lastSuccess();
        FailedAttempt lastFailure = before.lastFailure();
        if (happening instanceof Happening.Attempted attempted) {
            if (attempted.failure() == null) {
                lastSuccess = attempted.at();
            } else {
                Integer status = attempted.response() == null
                        ? null
                        : (Integer) attempted.response().status();
                lastFailure =
                        new FailedAttempt(attempted.at(), attempted.delivery().id(), attempted.failure(), status);
            }
        }
        return new EndpointActivity(before.endpointId(), standing, eventTypes, lastSuccess, lastFailure);
    }
}

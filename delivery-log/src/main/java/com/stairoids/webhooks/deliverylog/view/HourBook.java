package com.stairoids.webhooks.deliverylog.view;

import com.stairoids.webhooks.deliverylog.DeliveryStatus;
import com.stairoids.webhooks.deliverylog.EndpointStatistics.Counts;
import com.stairoids.webhooks.deliverylog.LoggedDelivery;
import com.stairoids.webhooks.deliverylog.view.LogKeys.Endpoint;
import com.stairoids.webhooks.schemas.attempt.DeliveryIdentity;
import com.stairoids.webhooks.schemas.attempt.Happening;
import com.stairoids.webhooks.schemas.attempt.Happening.Attempted;
import com.stairoids.webhooks.schemas.delivery.FailureReason;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/** What happened at each endpoint, hour by hour (UTC). Belongs to the task's thread. */
final class HourBook {
    private static final Counts NONE = new Counts(0, 0, 0, 0, 0);
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Instant LATEST = Instant.ofEpochMilli(Long.MAX_VALUE);

    private final KeyValueStore<Bytes, byte[]> store;

    HourBook(KeyValueStore<Bytes, byte[]> store) {
        this.store = store;
    }

    void count(@Nullable LoggedDelivery before, LoggedDelivery after, Happening happening, Instant time) {
        Counts counts = counts(before, after, happening);
        if (counts.equals(NONE)) {
            return;
        }
        DeliveryIdentity delivery = after.identity();
        Bytes key = LogKeys.hour(delivery.workspaceId(), delivery.endpointId(), time.truncatedTo(ChronoUnit.HOURS));
        byte[] stored = store.get(key);
        HourTotals totals = stored == null ? HourTotals.none() : HourTotals.of(stored);
        totals.add(counts);
        if (happening instanceof Attempted attempted && tellsDuration(attempted)) {
            totals.addDuration(attempted.timings().totalMs());
        }
        store.put(key, totals.bytes());
    }

    /** Those that ended before {@code before} go; returns whether no other is left. */
    boolean forget(Endpoint endpoint, long before) {
        List<Bytes> old = new ArrayList<>();
        Instant last = Instant.ofEpochMilli(before).minus(HOUR);
        boolean none = true;
        try (KeyValueIterator<Bytes, byte[]> hours = store.range(
                LogKeys.hour(endpoint.workspaceId(), endpoint.endpointId(), Instant.EPOCH),
                LogKeys.hour(endpoint.workspaceId(), endpoint.endpointId(), LATEST))) {
            while (hours.hasNext() && none) {
                Bytes hour = hours.next().key;
                none = !LogKeys.hour(hour).isAfter(last);
                if (none) {
                    old.add(hour);
                }
            }
        }
        old.forEach(store::delete);
        return none;
    }

    private static Counts counts(@Nullable LoggedDelivery before, LoggedDelivery after, Happening happening) {
        boolean attempted = happening instanceof Attempted;
        boolean failed = happening instanceof Attempted attempt && attempt.failure() != null;
        DeliveryStatus became = before != null && before.status() == after.status() ? null : after.status();
        return new Counts(
                count(attempted && !failed),
                count(failed),
                count(became == DeliveryStatus.DELIVERED),
                count(became == DeliveryStatus.FAILED),
                count(became == DeliveryStatus.CANCELLED));
    }

    private static long count(boolean happened) {
        return happened ? 1 : 0;
    }

    /** How long a refused connection took says nothing of how fast an endpoint answers. */
    private static boolean tellsDuration(Attempted attempted) {
        return attempted.response() != null
                || (attempted.failure() != null && attempted.failure().reason() == FailureReason.TIMEOUT);
    }
}

package com.stairoids.webhooks.deliverylog.view;

import com.stairoids.webhooks.deliverylog.DeliveryPosition;
import com.stairoids.webhooks.deliverylog.LoggedDelivery;
import com.stairoids.webhooks.deliverylog.view.LogKeys.Endpoint;
import com.stairoids.webhooks.schemas.attempt.DeliveryIdentity;
import com.stairoids.webhooks.schemas.json.Json;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/** The deliveries, each with what it is found by. Belongs to the task's thread. */
final class DeliveryRows {
    private static final byte[] NOTHING = new byte[0];

    private final KeyValueStore<Bytes, byte[]> store;

    DeliveryRows(KeyValueStore<Bytes, byte[]> store) {
        this.store = store;
    }

    /** The delivery as it is in the store; null where it is not. */
    @Nullable
    LoggedDelivery find(DeliveryIdentity delivery) {
        byte[] row = store.get(LogKeys.delivery(delivery.workspaceId(), delivery.id()));
        byte[] stored = row == null ? null : store.get(Bytes.wrap(row));
        return stored == null ? null : Stored.read(stored, LoggedDelivery.class);
    }

    /** @param before the same delivery as it is in the store; null where it is not */
    void put(@Nullable LoggedDelivery before, LoggedDelivery after) {
        Bytes row = row(after);
        store.put(row, Json.write(after));
        if (before == null) {
            store.put(pointer(after), row.get());
            store.put(event(after), after.identity().endpointId().getBytes(StandardCharsets.UTF_8));
            store.put(standing(after), NOTHING);
        } else if (before.status() != after.status()) {
            store.delete(standing(before));
            store.put(standing(after), NOTHING);
        }
    }

    /** An endpoint's deliveries that appeared at {@code from} or later, before {@code until}; {@code most} of them at most. */
    List<LoggedDelivery> between(Endpoint endpoint, long from, long until, int most) {
        byte[] prefix = LogKeys.rows(endpoint.workspaceId(), endpoint.endpointId());
        DeliveryPosition newest = DeliveryPosition.lastBefore(until);
        DeliveryPosition oldest = new DeliveryPosition(from, 0, 0);
        List<LoggedDelivery> found = new ArrayList<>();
        try (KeyValueIterator<Bytes, byte[]> rows =
                store.range(LogKeys.at(prefix, newest), LogKeys.at(prefix, oldest))) {
            while (rows.hasNext() && found.size() < most) {
                found.add(Stored.read(rows.next().value, LoggedDelivery.class));
            }
        }
        return found;
    }

    void delete(LoggedDelivery delivery) {
        store.delete(row(delivery));
        store.delete(pointer(delivery));
        store.delete(event(delivery));
        store.delete(standing(delivery));
    }

    private static Bytes row(LoggedDelivery delivery) {
        DeliveryIdentity identity = delivery.identity();
        return LogKeys.row(identity.workspaceId(), identity.endpointId(), delivery.position());
    }

    private static Bytes pointer(LoggedDelivery delivery) {
        return LogKeys.delivery(
                delivery.identity().workspaceId(), delivery.identity().id());
    }

    private static Bytes event(LoggedDelivery delivery) {
        DeliveryIdentity identity = delivery.identity();
        return LogKeys.event(identity.workspaceId(), identity.eventId(), delivery.position());
    }

    private static Bytes standing(LoggedDelivery delivery) {
        DeliveryIdentity identity = delivery.identity();
        return LogKeys.standing(
                identity.workspaceId(),
                identity.endpointId(),
                delivery.status(),
                identity.eventType(),
                delivery.position());
    }
}

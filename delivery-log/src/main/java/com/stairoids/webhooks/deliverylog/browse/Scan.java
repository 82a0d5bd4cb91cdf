package com.stairoids.webhooks.deliverylog.browse;

import com.stairoids.webhooks.deliverylog.DeliveryPosition;
import com.stairoids.webhooks.deliverylog.LoggedDelivery;
import com.stairoids.webhooks.deliverylog.view.LogKeys;
import com.stairoids.webhooks.deliverylog.view.Stored;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * Keys of one partition that begin alike and end with a position, and how the delivery is found by each.
 *
 * @param workspaceId whose all of them are
 */
record Scan(ReadOnlyKeyValueStore<Bytes, byte[]> deliveries, String workspaceId, byte[] prefix, Finding finding) {
    /** What a key and its value are. */
    sealed interface Finding {
        /** The value is the delivery. */
        record Row() implements Finding {}

        /** The delivery is the endpoint's at that position. */
        record ByPosition(String endpointId) implements Finding {}

        /** The same; the value is the endpoint's id. */
        record ByEndpoint() implements Finding {}
    }

    /** Whether there is nothing to be found in that range: the store is not to be asked for one that ends before it begins. */
    boolean isEmpty(TimeRange range) {
        return range.first(prefix).compareTo(range.last(prefix)) > 0;
    }

    KeyValueIterator<Bytes, byte[]> open(TimeRange range) {
        return deliveries.range(range.first(prefix), range.last(prefix));
    }

    /** Null where it is gone meanwhile. */
    @Nullable
    LoggedDelivery find(KeyValue<Bytes, byte[]> entry) {
        DeliveryPosition position = LogKeys.position(entry.key);
        return switch (finding) {
            case Finding.Row _ -> read(entry.value);
            case Finding.ByPosition(String endpointId) -> find(endpointId, position);
            case Finding.ByEndpoint _ -> find(new String(entry.value, StandardCharsets.UTF_8), position);
        };
    }

    private @Nullable LoggedDelivery find(String endpointId, DeliveryPosition position) {
        byte[] row = deliveries.get(LogKeys.row(workspaceId, endpointId, position));
        return row == null ? null : read(row);
    }

    private static LoggedDelivery read(byte[] row) {
        return Stored.read(row, LoggedDelivery.class);
    }
}

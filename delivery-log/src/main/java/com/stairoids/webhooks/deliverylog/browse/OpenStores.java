package com.stairoids.webhooks.deliverylog.browse;

import com.stairoids.webhooks.deliverylog.LogUnavailableException;
import java.util.List;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;

/** The view's stores, as they can be read now. */
@FunctionalInterface
public interface OpenStores {
    /**
     * Of every partition.
     *
     * @throws LogUnavailableException where that of any is not whole
     */
    List<Partition> all() throws LogUnavailableException;

    /** Those of a partition of {@code attempts}. */
    record Partition(ReadOnlyKeyValueStore<Bytes, byte[]> deliveries, ReadOnlyKeyValueStore<Bytes, byte[]> totals) {}
}

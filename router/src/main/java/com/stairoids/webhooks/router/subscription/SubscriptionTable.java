package com.stairoids.webhooks.router.subscription;

import com.stairoids.webhooks.schemas.endpoint.EndpointKey;
import com.stairoids.webhooks.schemas.event.EventType;
import com.stairoids.webhooks.schemas.json.MalformedJsonException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/** The endpoints of all workspaces, on disk; keys are the topic's, so that one workspace's are side by side. */
public final class SubscriptionTable {
    /** The store's name, also that of its directory. */
    public static final String STORE = "subscriptions";

    private final ReadOnlyKeyValueStore<String, byte[]> store;

    public SubscriptionTable(ReadOnlyKeyValueStore<String, byte[]> store) {
        this.store = store;
    }

    /** A store that is rebuilt from the subscriptions topic alone. */
    public static StoreBuilder<KeyValueStore<String, byte[]>> store() {
        return Stores.keyValueStoreBuilder(Stores.persistentKeyValueStore(STORE), Serdes.String(), Serdes.ByteArray())
                .withCachingDisabled()
                .withLoggingDisabled();
    }

    /**
     * The enabled endpoints of the workspace that receive {@code type}, in the order of their ids, but no more than
     * {@code most}. One whose record cannot be read receives nothing.
     */
    public List<Receiver> receivers(String workspaceId, EventType type, int most) {
        List<Receiver> receivers = new ArrayList<>();
        try (KeyValueIterator<String, byte[]> endpoints =
                store.prefixScan(EndpointKey.prefix(workspaceId), new StringSerializer())) {
            while (endpoints.hasNext() && receivers.size() < most) {
                receiver(endpoints.next(), type).ifPresent(receivers::add);
            }
        }
        return receivers;
    }

    private static Optional<Receiver> receiver(KeyValue<String, byte[]> entry, EventType type) {
        StoredSubscription stored = StoredSubscription.of(entry.value);
        try {
            return stored.subscription().receives(type)
                    ? EndpointKey.parse(entry.key).map(key -> new Receiver(key.endpointId(), stored.offset()))
                    : Optional.empty();
        } catch (MalformedJsonException e) {
            // Said once, by the updater, when the record was read.
            return Optional.empty();
        }
    }

    /**
     * An endpoint that an event goes to.
     *
     * @param subscriptionOffset of the record that says so, in the subscriptions topic
     */
    public record Receiver(String endpointId, long subscriptionOffset) {}
}

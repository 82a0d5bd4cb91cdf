package com.stairoids.webhooks.sender.admit;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.stairoids.webhooks.schemas.encryption.SecretCipher;
import com.stairoids.webhooks.schemas.endpoint.EndpointKey;
import com.stairoids.webhooks.schemas.endpoint.Subscription;
import com.stairoids.webhooks.schemas.json.Json;
import com.stairoids.webhooks.schemas.json.MalformedJsonException;
import com.stairoids.webhooks.sender.admit.SubscriptionStore.Change;
import com.stairoids.webhooks.sender.admit.SubscriptionStore.Stored;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The sender's own table of endpoints. Who asks about a delivery first asks whether the table has reached the
 * subscription that the router saw: only then does a missing endpoint mean a deleted one.
 *
 * <p>All records are on disk; the endpoints that were sent to of late are held parsed and decrypted. Thread-safe: one
 * writer, any readers. An endpoint is in the table before the position says so, and a record that was read before a
 * change is not held after it: {@link Cache#get} and the map's {@code remove} are atomic for a key, so a removal waits
 * for a load that is under way and undoes it.
 */
public final class SubscriptionTable implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(SubscriptionTable.class);

    /** Of a record; each further one counts as one more endpoint held. An ordinary record is a quarter of it. */
    private static final int BYTES_PER_HELD = 4096;

    private final SubscriptionStore store;
    private final SecretCipher cipher;
    private final Cache<EndpointKey, @Nullable Held> held;
    private volatile long position;

    private SubscriptionTable(SubscriptionStore store, SecretCipher cipher, int cachedEndpoints) {
        this.store = store;
        this.cipher = cipher;
        this.held = Caffeine.newBuilder()
                .maximumWeight(cachedEndpoints)
                .weigher((EndpointKey _, Held entry) -> entry.weight)
                .executor(Runnable::run)
                .build();
    }

    /**
     * An empty table.
     *
     * @throws com.stairoids.webhooks.settings.InvalidSettingException where nothing can be kept in its directory
     */
    public static SubscriptionTable open(TableSettings settings, SecretCipher cipher) {
        return new SubscriptionTable(
                SubscriptionStore.open(settings.stateDirectory()), cipher, settings.cachedEndpoints());
    }

    /** Whether all up to and including {@code offset} of the subscriptions topic is in the table. */
    public boolean hasReached(long offset) {
        return position > offset;
    }

    /**
     * The endpoint as it is now; empty where there is none.
     *
     * @throws TableFailedException where the disk does not give it
     */
    public Optional<Entry> find(EndpointKey key) {
        return Optional.ofNullable(held.get(key, this::load)).map(Held::entry);
    }

    /** Applies what was read of the subscriptions topic; all before {@code next} is then in the table. */
    public void take(ConsumerRecords<String, byte[]> records, long next) {
        List<Change> changes = new ArrayList<>();
        for (ConsumerRecord<String, byte[]> record : records) {
            Optional<EndpointKey> key = record.key() == null ? Optional.empty() : EndpointKey.parse(record.key());
            if (key.isPresent()) {
                changes.add(new Change(key.get(), record.offset(), record.value()));
            } else {
                log.atError()
                        .addKeyValue("offset", record.offset())
                        .log("subscription with an unreadable key passed over");
            }
        }
        apply(changes, next);
    }

    /**
     * Applies changes in their order; all before {@code next} is then in the table.
     *
     * @throws TableFailedException where the disk does not take them; then none of them counts as reached
     */
    void apply(List<Change> changes, long next) {
        if (!changes.isEmpty()) {
            store.apply(changes);
            changes.forEach(change -> held.asMap().remove(change.key()));
        }
        position = next;
    }

    /** About how many endpoints are in it: the disk's estimate, off by changes that it has not merged yet. */
    public long estimatedSize() {
        return store.estimatedSize();
    }

    /** Weight of what is held in memory, as the setting counts it. */
    long heldWeight() {
        return held.asMap().values().stream().mapToLong(Held::weight).sum();
    }

    /** Deletes it from the disk. Nobody may ask it any more. */
    @Override
    public void close() {
        store.close();
        held.invalidateAll();
    }

    private @Nullable Held load(EndpointKey key) {
        return store.find(key)
                .map(stored -> new Held(entry(key, stored), 1 + stored.json().length / BYTES_PER_HELD))
                .orElse(null);
    }

    private Entry entry(EndpointKey key, Stored stored) {
        try {
            return new Entry.Known(Recipient.of(key, Json.read(stored.json(), Subscription.class), cipher));
        } catch (MalformedJsonException e) {
            log.atError()
                    .addKeyValue("endpoint", key)
                    .addKeyValue("offset", stored.offset())
                    .setCause(e)
                    .log("subscription cannot be read");
            return new Entry.Unreadable(String.valueOf(e.getMessage()));
        }
    }

    private record Held(Entry entry, int weight) {}

    /** What the table holds of an endpoint. */
    public sealed interface Entry {
        record Known(Recipient recipient) implements Entry {}

        /** The endpoint exists, but its record is no subscription: nothing can be sent, nothing may be cancelled. */
        record Unreadable(String why) implements Entry {}
    }
}

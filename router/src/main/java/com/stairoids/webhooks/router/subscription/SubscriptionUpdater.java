package com.stairoids.webhooks.router.subscription;

import com.stairoids.webhooks.schemas.endpoint.EndpointKey;
import com.stairoids.webhooks.schemas.json.MalformedJsonException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Optional;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the table from the subscriptions topic, when it is restored as when it runs (KAFKA-7663), since it is the only
 * place where a record's offset is to be had. No record stops it: an exception here would end the router.
 */
public final class SubscriptionUpdater implements Processor<byte @Nullable [], byte @Nullable [], Void, Void> {
    private static final Logger log = LoggerFactory.getLogger(SubscriptionUpdater.class);

    private final SubscriptionCount count;
    private @Nullable ProcessorContext<Void, Void> context;
    private @Nullable KeyValueStore<String, byte[]> store;

    public SubscriptionUpdater(SubscriptionCount count) {
        this.count = count;
    }

    @Override
    public void init(ProcessorContext<Void, Void> processorContext) {
        context = processorContext;
        KeyValueStore<String, byte[]> table = processorContext.getStateStore(SubscriptionTable.STORE);
        store = table;
        count.begin(table);
    }

    @Override
    public void process(Record<byte @Nullable [], byte @Nullable []> record) {
        long offset = Objects.requireNonNull(context, "init comes first")
                .recordMetadata()
                .map(RecordMetadata::offset)
                .orElseThrow();
        Optional<EndpointKey> key = key(record.key());
        if (key.isEmpty()) {
            log.atWarn().addKeyValue("offset", offset).log("A subscription's key names no endpoint; it is passed over");
            return;
        }
        update(key.get(), record.value(), offset);
    }

    private void update(EndpointKey key, byte @Nullable [] json, long offset) {
        KeyValueStore<String, byte[]> table = Objects.requireNonNull(store, "init comes first");
        if (json == null) {
            if (table.delete(key.toString()) != null) {
                count.removed();
            }
            return;
        }
        StoredSubscription stored = new StoredSubscription(offset, json);
        if (table.get(key.toString()) == null) {
            count.added();
        }
        table.put(key.toString(), stored.toBytes());
        try {
            stored.subscription();
        } catch (MalformedJsonException e) {
            log.atWarn()
                    .addKeyValue("workspace", key.workspaceId())
                    .addKeyValue("endpoint", key.endpointId())
                    .addKeyValue("offset", offset)
                    .log("A subscription cannot be read; its endpoint receives nothing until it is written anew");
        }
    }

    private static Optional<EndpointKey> key(byte @Nullable [] key) {
        return key == null ? Optional.empty() : EndpointKey.parse(new String(key, StandardCharsets.UTF_8));
    }
}

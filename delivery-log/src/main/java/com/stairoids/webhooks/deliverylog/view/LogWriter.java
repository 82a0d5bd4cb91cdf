package com.stairoids.webhooks.deliverylog.view;

import com.stairoids.webhooks.deliverylog.DeliveryPosition;
import com.stairoids.webhooks.deliverylog.LoggedDelivery;
import com.stairoids.webhooks.schemas.attempt.Happening;
import java.time.Instant;
import java.util.Optional;
import org.apache.kafka.streams.processor.Cancellable;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.jspecify.annotations.Nullable;

/**
 * Writes a partition's happenings into its stores, each once: what was read, what was stored and how far that went is one
 * transaction of Streams, and a record that is read again although it is in the stores is passed over.
 */
final class LogWriter implements Processor<byte @Nullable [], byte @Nullable [], Void, Void> {
    private final ExpiryRules rules;
    private final Progress progress;

    @SuppressWarnings("NullAway.Init") // Streams calls init first, as for those below.
    private ProcessorContext<Void, Void> context;

    @SuppressWarnings("NullAway.Init")
    private DeliveryRows rows;

    @SuppressWarnings("NullAway.Init")
    private Totals totals;

    @SuppressWarnings("NullAway.Init")
    private Expiry expiry;

    @SuppressWarnings("NullAway.Init")
    private Applied applied;

    /** The next step of a sweep, while there is one. */
    private @Nullable Cancellable nextStep;

    LogWriter(ExpiryRules rules, Progress progress) {
        this.rules = rules;
        this.progress = progress;
    }

    @Override
    public void init(ProcessorContext<Void, Void> given) {
        context = given;
        rows = new DeliveryRows(given.getStateStore(LogTopology.DELIVERY_STORE));
        totals = new Totals(given.getStateStore(LogTopology.TOTAL_STORE));
        expiry = new Expiry(rows, totals, rules);
        applied = totals.applied();
        progress.set(given.taskId().partition(), applied);
        given.schedule(rules.everySweep(), PunctuationType.WALL_CLOCK_TIME, this::beginSweep);
    }

    @Override
    public void process(Record<byte @Nullable [], byte @Nullable []> record) {
        RecordMetadata where = context.recordMetadata().orElseThrow();
        if (applied.includes(where.offset(), record.timestamp())) {
            return;
        }
        Applied next = applied.with(where.offset(), record.timestamp());
        if (!expiry.isOver(record.timestamp(), context.currentSystemTimeMs())) {
            DeliveryPosition position = new DeliveryPosition(record.timestamp(), where.partition(), where.offset());
            Optional<Happening> happening = HappeningReader.read(record.value(), where);
            next = next.with(happening.isPresent() ? write(happening.get(), position) : 0);
        }
        put(next);
    }

    @Override
    public void close() {
        progress.forget(context.taskId().partition());
    }

    /** Returns how many deliveries there are more than before. */
    private int write(Happening happening, DeliveryPosition position) {
        LoggedDelivery before = rows.find(happening.delivery());
        Optional<LoggedDelivery> after = Chronicle.after(before, happening, position);
        if (after.isEmpty()) {
            return 0;
        }
        rows.put(before, after.get());
        totals.count(before, after.get(), happening, Instant.ofEpochMilli(position.time()));
        return before == null ? 1 : 0;
    }

    private void put(Applied next) {
        applied = next;
        totals.applied(next);
        progress.set(context.taskId().partition(), next);
    }

    private void beginSweep(long now) {
        if (!expiry.isSweeping()) {
            expiry.begin(now);
            step();
        }
    }

    private void step() {
        int removed = expiry.step();
        if (removed > 0) {
            put(applied.with(-removed));
        }
        if (expiry.isSweeping() && nextStep == null) {
            nextStep = context.schedule(rules.betweenSteps(), PunctuationType.WALL_CLOCK_TIME, _ -> step());
        } else if (!expiry.isSweeping() && nextStep != null) {
            nextStep.cancel();
            nextStep = null;
        }
    }
}

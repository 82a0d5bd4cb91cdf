package com.stairoids.webhooks.retryscheduler.recovered;

import java.time.Duration;
import java.util.function.LongConsumer;
import org.apache.kafka.streams.processor.Cancellable;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.jspecify.annotations.Nullable;

/**
 * Rings once, by the wall clock. Streams commits after each ring, so one that came again and again would cost a
 * transaction each time while nothing happens. Belongs to the task's thread.
 */
final class Alarm {
    private final ProcessorContext<?, ?> context;
    private final LongConsumer ring;
    private long at = WaitingEndpoint.NEVER;
    private @Nullable Cancellable scheduled;

    Alarm(ProcessorContext<?, ?> context, LongConsumer ring) {
        this.context = context;
        this.ring = ring;
    }

    /**
     * Has it ring at {@code time}, or a millisecond from now where that is past. One that is set for earlier stays:
     * whoever it wakes sets it again, while Streams keeps a cancelled schedule until its time.
     */
    void set(long time, long now) {
        if (time >= at) {
            return;
        }
        cancel();
        at = time;
        scheduled = context.schedule(
                Duration.ofMillis(Math.max(1, time - now)), PunctuationType.WALL_CLOCK_TIME, this::rung);
    }

    private void rung(long now) {
        cancel();
        ring.accept(now);
    }

    private void cancel() {
        at = WaitingEndpoint.NEVER;
        if (scheduled != null) {
            scheduled.cancel();
            scheduled = null;
        }
    }
}

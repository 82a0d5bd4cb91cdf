package com.stairoids.webhooks.sender.measure;

import java.time.InstantSource;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/**
 * How the delivery loop stands. Its thread puts a state here as a whole, and whoever scrapes reads the latest one: so no
 * figure is read while it changes, and the meters hold nothing of the sender. Before the first state all are zero.
 */
public final class LoopMeters {
    private static final double MILLIS_PER_SECOND = 1000;

    private final OwnMeters meters;
    private final InstantSource clock;
    private volatile @Nullable LoopState latest;

    LoopMeters(OwnMeters meters, InstantSource clock) {
        this.meters = meters;
        this.clock = clock;
        work();
        partitions();
        endpoints();
    }

    /** The loop stands so now. */
    public void show(LoopState state) {
        latest = state;
    }

    private void work() {
        gauge("in.flight", "", "Requests under way", LoopState::inFlight);
        gauge("not.started", "", "Deliveries whose attempt has not begun", LoopState::notStarted);
        gauge(
                "oldest.unfinished",
                "seconds",
                "Time since the oldest delivery that was read and has not ended was appended",
                this::oldestUnfinishedSeconds);
        gauge("memory.used", "ratio", "Share of the memory for deliveries that is taken", LoopState::memoryUsed);
    }

    private void partitions() {
        gauge(
                "window.used",
                "ratio",
                "Share of the fullest partition's window that is taken",
                state -> state.backlog().fullestWindow());
        gauge(
                "paused.partitions",
                "",
                "Partitions that are not read at present",
                state -> state.backlog().paused());
        gauge(
                "assigned.partitions",
                "",
                "Partitions that this sender has",
                state -> state.backlog().assigned());
    }

    private void endpoints() {
        String lanes = "Endpoints for which something is under way, by whether they answer in time";
        gauge("lanes", "", lanes, state -> state.lanes().normal(), "lane", "normal");
        gauge("lanes", "", lanes, state -> state.lanes().slow(), "lane", "slow");
        String states = "Endpoints that take less than comes for them, and those that do not answer";
        gauge("endpoints", "", states, state -> state.lanes().saturated(), "state", "saturated");
        gauge("endpoints", "", states, state -> state.lanes().open(), "state", "open");
        gauge("subscriptions", "", "Endpoints in the sender's table, estimated", LoopState::subscriptions);
    }

    private void gauge(
            String name, String unit, String description, ToDoubleFunction<LoopState> value, String... tags) {
        meters.gauge(
                "stairoids.sender." + name,
                unit,
                description,
                () -> {
                    LoopState state = latest;
                    return state == null ? 0 : value.applyAsDouble(state);
                },
                tags);
    }

    /** By the present time, so that it grows also while the loop stands still. */
    private double oldestUnfinishedSeconds(LoopState state) {
        long now = clock.millis();
        return Math.max(0, now - state.backlog().oldestAppended().orElse(now)) / MILLIS_PER_SECOND;
    }
}

package com.stairoids.webhooks.monitoring;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * Whether the process lives (it need not be killed) and is ready (it does its work). It begins by waiting, runs its parts, and
 * stops; what it does not do any more it never does again. Any thread may ask or tell.
 */
public final class Health {
    private volatile State state = new State.Waiting("its start");

    Health() {}

    /** The process is up and can do nothing before that is there. */
    public void waitsFor(String something) {
        state = new State.Waiting(something);
    }

    /** The parts were started. */
    public void runs(List<Part> parts) {
        state = new State.Running(parts);
    }

    /** The process was asked to end, and finishes what it has begun. */
    public void stops() {
        state = new State.Stopping();
    }

    Verdict live() {
        return switch (state) {
            case State.Waiting _, State.Stopping _ -> Verdict.GOOD;
            case State.Running running -> running.live();
        };
    }

    Verdict ready() {
        return switch (state) {
            case State.Waiting waiting -> Verdict.bad("waiting for " + waiting.something());
            case State.Stopping _ -> Verdict.bad("stopping");
            case State.Running running -> running.ready();
        };
    }

    /**
     * A part of the process that can be ready or fail by itself.
     *
     * @param waitingFor what it has not yet and needs to do its work, in words for an operator; empty where it is ready
     * @param ended completes when it ends: normally where it was closed, else exceptionally
     */
    public record Part(String role, Supplier<List<String>> waitingFor, CompletableFuture<?> ended) {
        /** Why it is not ready; empty where it is. */
        private String obstacle() {
            if (ended.isDone()) {
                return role + " has ended";
            }
            List<String> awaited = waitingFor.get();
            return awaited.isEmpty() ? "" : role + " waits for " + String.join("; for ", awaited);
        }
    }

    /**
     * What is answered.
     *
     * @param reason why not; empty where it is good
     */
    record Verdict(boolean good, String reason) {
        private static final Verdict GOOD = new Verdict(true, "");

        private static Verdict bad(String reason) {
            return new Verdict(false, reason);
        }
    }

    private sealed interface State {
        record Waiting(String something) implements State {}

        record Stopping() implements State {}

        record Running(List<Part> parts) implements State {
            public Running {
                parts = List.copyOf(parts);
            }

            Verdict live() {
                String failed = parts.stream()
                        .filter(part -> part.ended().isCompletedExceptionally())
                        .map(Part::role)
                        .collect(Collectors.joining(", "));
                return failed.isEmpty() ? Verdict.GOOD : Verdict.bad("failed for good: " + failed);
            }

            Verdict ready() {
                String obstacles = parts.stream()
                        .map(Part::obstacle)
                        .filter(obstacle -> !obstacle.isEmpty())
                        .collect(Collectors.joining(", "));
                return obstacles.isEmpty() ? Verdict.GOOD : Verdict.bad(obstacles);
            }
        }
    }
}

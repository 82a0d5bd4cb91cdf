package com.stairoids.webhooks.cli.role;

import com.stairoids.webhooks.console.Console;
import com.stairoids.webhooks.monitoring.Health;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/**
 * A role that was started, whichever it is.
 *
 * @param waitingFor what it has not yet and needs to do its work; empty where it is ready
 * @param ended completes when the role ends; exceptionally where it failed for good
 * @param closing finishes what is in flight; safe to run twice
 * @param console for people to come to, where it is that role
 */
public record RunningRole(
        Role role,
        Supplier<List<String>> waitingFor,
        CompletableFuture<Void> ended,
        Runnable closing,
        Optional<Console> console)
        implements AutoCloseable {
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(20);

    RunningRole(Role role, Supplier<List<String>> waitingFor, CompletableFuture<Void> ended, Runnable closing) {
        this(role, waitingFor, ended, closing, Optional.empty());
    }

    /** The role as {@code /health} speaks of it. */
    public Health.Part health() {
        return new Health.Part(role.commandName(), waitingFor, ended);
    }

    public boolean isReady() {
        return waitingFor.get().isEmpty();
    }

    /** True once it is ready; false where it ended, or is not ready within {@code patience}. */
    public boolean awaitReady(Duration patience) throws InterruptedException {
        long end = System.nanoTime() + patience.toNanos();
        while (!isReady()) {
            if (ended.isDone() || System.nanoTime() >= end) {
                return false;
            }
            Thread.sleep(BETWEEN_LOOKS);
        }
        return true;
    }

    @Override
    public void close() {
        closing.run();
    }
}

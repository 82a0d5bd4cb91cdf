package com.stairoids.webhooks.cli.role;

import com.stairoids.webhooks.monitoring.Health;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;

/**
 * A role that was started, whichever it is.
 *
 * @param ended completes when the role ends; exceptionally where it failed for good
 * @param closing finishes what is in flight; safe to run twice
 */
public record RunningRole(Role role, BooleanSupplier ready, CompletableFuture<Void> ended, Runnable closing)
        implements AutoCloseable {
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(20);

    /** The role as {@code /health} speaks of it. */
    public Health.Part health() {
        return new Health.Part(role.commandName(), ready, ended);
    }

    public boolean isReady() {
        return ready.getAsBoolean();
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

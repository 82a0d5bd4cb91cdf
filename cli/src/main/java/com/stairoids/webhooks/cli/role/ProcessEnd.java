package com.stairoids.webhooks.cli.role;

import com.stairoids.webhooks.cli.ExitCodes;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How a process that runs until it is asked to stop ends: with {@link ExitCodes#OK} where it was asked to by SIGTERM or
 * SIGINT and everything closed in time, else with {@link ExitCodes#FAILED}. Made before the process's parts are started,
 * so that a signal that comes in between finds somebody: it waits for the start, which then is closed.
 */
public final class ProcessEnd implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(ProcessEnd.class);

    private final Duration deadline;
    private final CompletableFuture<Runnable> closing = new CompletableFuture<>();
    private final Thread hook = Thread.ofPlatform().name("process-end").unstarted(this::onSignal);

    private ProcessEnd(Duration deadline) {
        this.deadline = deadline;
    }

    /**
     * Heeds signals from here on.
     *
     * @param deadline after which the process ends, whatever is still open
     */
    public static ProcessEnd within(Duration deadline) {
        ProcessEnd end = new ProcessEnd(deadline);
        Runtime.getRuntime().addShutdownHook(end.hook);
        return end;
    }

    /**
     * Returns where a part of the process ended by itself, after closing the rest; where a signal ends the process,
     * never.
     *
     * @param everything closes everything, in order
     * @param ended completes when the first part ends
     */
    public int await(Runnable everything, CompletableFuture<?> ended) throws InterruptedException {
        closing.complete(everything);
        try {
            ended.get();
            log.atDebug().log("ended without an error");
        } catch (ExecutionException e) {
            log.atError().setCause(e.getCause()).log("ended by an error");
        }
        if (!withdrawn()) {
            hook.join();
        }
        closed(everything);
        return ExitCodes.FAILED;
    }

    /** Heeds signals no more; one that is being heeded finds nothing to close where nothing was started. */
    @Override
    public void close() {
        closing.complete(() -> log.atDebug().log("nothing was started"));
        boolean nobodyAsked = withdrawn();
        log.atDebug().addKeyValue("asked", !nobodyAsked).log("signals are heeded no more");
    }

    /** False where a signal came first and the hook runs already. */
    private boolean withdrawn() {
        try {
            return Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            log.atDebug().setCause(e).log("the process is ending already");
            return false;
        }
    }

    /** Halts, since only so can a process that a signal ends say that it ended well. */
    private void onSignal() {
        boolean inTime = false;
        try {
            inTime = closed(closing.get(deadline.toNanos(), TimeUnit.NANOSECONDS));
        } catch (InterruptedException | ExecutionException | TimeoutException e) {
            log.atError().addKeyValue("deadline", deadline).setCause(e).log("the start did not end in time");
        }
        Runtime.getRuntime().halt(inTime ? ExitCodes.OK : ExitCodes.FAILED);
    }

    private boolean closed(Runnable everything) {
        Thread closer = Thread.ofPlatform().daemon().name("process-closing").start(everything);
        try {
            if (closer.join(deadline)) {
                return true;
            }
            log.atError().addKeyValue("deadline", deadline).log("not everything closed in time, ending all the same");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return false;
    }
}

package com.stairoids.webhooks.cli.role;

import com.stairoids.webhooks.cli.ExitCodes;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How a process that runs until it is asked to stop ends: with {@link ExitCodes#OK} where it was asked to by SIGTERM or
 * SIGINT and everything closed in time, else with {@link ExitCodes#FAILED}.
 */
public final class ProcessEnd {
    private static final Logger log = LoggerFactory.getLogger(ProcessEnd.class);

    private final Runnable closing;
    private final Duration deadline;
    private final Thread hook = Thread.ofPlatform().name("process-end").unstarted(this::onSignal);

    /**
     * @param closing closes everything, in order
     * @param deadline after which the process ends, whatever is still open
     */
    public ProcessEnd(Runnable closing, Duration deadline) {
        this.closing = closing;
        this.deadline = deadline;
    }

    /**
     * Returns where a part of the process ended by itself, after closing the rest; where a signal ends the process,
     * never.
     *
     * @param ended completes when the first part ends
     */
    public int await(CompletableFuture<?> ended) throws InterruptedException {
        Runtime.getRuntime().addShutdownHook(hook);
        try {
            ended.get();
            log.atDebug().log("ended without an error");
        } catch (ExecutionException e) {
            log.atError().setCause(e.getCause()).log("ended by an error");
        }
        if (!withdrawn()) {
            hook.join();
        }
        closed();
        return ExitCodes.FAILED;
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
        boolean inTime = closed();
        Runtime.getRuntime().halt(inTime ? ExitCodes.OK : ExitCodes.FAILED);
    }

    private boolean closed() {
        Thread closer = Thread.ofPlatform().daemon().name("process-closing").start(closing);
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

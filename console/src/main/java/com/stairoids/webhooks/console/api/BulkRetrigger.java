package com.stairoids.webhooks.console.api;

import com.stairoids.webhooks.deadletters.replay.ReplayCount;
import com.stairoids.webhooks.deadletters.replay.ReplayListener;
import com.stairoids.webhooks.deadletters.replay.ReplayStoppedException;
import com.stairoids.webhooks.schemas.endpoint.EndpointKey;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Map;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A re-trigger of many deliveries, on a thread of its own. Its monitor guards its progress, which that thread writes and
 * others read. It ends with this process: asking again goes on with the rest, and sends nothing twice.
 */
final class BulkRetrigger implements ReplayListener {
    private static final Logger log = LoggerFactory.getLogger(BulkRetrigger.class);

    /** Within which what is on its way to Kafka is taken, or is not for long. */
    private static final Duration LONGEST_CANCEL = Duration.ofSeconds(10);

    private final String id;
    private final EndpointKey endpoint;
    private final Instant since;
    private final Instant until;
    private final InstantSource time;
    private final Instant startedAt;

    /** How many there are to deal with; null until they are counted. */
    private @Nullable Long total;

    private ReplayCount count = new ReplayCount(0, 0, 0, Map.of());
    private Status status = Status.RUNNING;
    private @Nullable Instant endedAt;
    private @Nullable String error;
    private @Nullable Thread thread;

    BulkRetrigger(String id, EndpointKey endpoint, Instant since, Instant until, InstantSource time) {
        this.id = id;
        this.endpoint = endpoint;
        this.since = since;
        this.until = until;
        this.time = time;
        this.startedAt = time.instant();
    }

    synchronized void start(Work work) {
        thread = Thread.ofVirtual().name("retrigger-" + id).start(() -> run(work));
    }

    /** It asks for no more; returns once it has ended, or after the time that its last request may take. */
    void cancel() throws InterruptedException {
        Thread running = thread();
        if (running != null) {
            running.interrupt();
            var _ = running.join(LONGEST_CANCEL);
        }
    }

    EndpointKey endpoint() {
        return endpoint;
    }

    synchronized boolean isRunning() {
        return status == Status.RUNNING;
    }

    /** What it will come to, but for what is given up meanwhile. */
    synchronized void planned(ReplayCount plan) {
        total = plan.inAll();
    }

    @Override
    public synchronized void progressed(ReplayCount soFar) {
        count = soFar;
    }

    synchronized RetriggerView view() {
        return new RetriggerView(
                id,
                endpoint.endpointId(),
                status.name().toLowerCase(Locale.ROOT),
                since,
                until,
                startedAt,
                endedAt,
                total,
                count.taken(),
                count.askedBefore(),
                count.refusedInAll(),
                error);
    }

    private synchronized @Nullable Thread thread() {
        return thread;
    }

    private void run(Work work) {
        try {
            runToItsEnd(work);
        } finally {
            // Also by an Error, and by one in telling the end: one that runs no more must give its place back.
            if (isRunning()) {
                ended(Status.FAILED, null, "This should not have happened; the console's log says more.");
            }
        }
    }

    private void runToItsEnd(Work work) {
        try {
            ended(Status.COMPLETED, work.run(this), null);
        } catch (InterruptedException | InterruptException e) {
            ended(Status.CANCELLED, null, null);
        } catch (ReplayStoppedException e) {
            stopped();
        } catch (KafkaException e) {
            log.atWarn()
                    .addKeyValue("retrigger", id)
                    .addKeyValue("cause", e.toString())
                    .log("a bulk re-trigger ended early");
            ended(Status.FAILED, null, "Kafka did not answer.");
        } catch (RuntimeException e) {
            logUnexpected(e);
        } catch (Error e) {
            logUnexpected(e);
            throw e;
        }
    }

    private void stopped() {
        if (Thread.currentThread().isInterrupted()) {
            ended(Status.CANCELLED, null, null);
        } else {
            ended(Status.FAILED, null, "Kafka took no more requests.");
        }
    }

    private void logUnexpected(Throwable e) {
        log.atError().addKeyValue("retrigger", id).setCause(e).log("a bulk re-trigger ended early");
    }

    private synchronized void ended(Status how, @Nullable ReplayCount last, @Nullable String why) {
        status = how;
        endedAt = time.instant();
        error = why;
        count = last == null ? count : last;
    }

    /** What is run; tells its plan and its progress. */
    @FunctionalInterface
    interface Work {
        ReplayCount run(BulkRetrigger bulk) throws InterruptedException;
    }

    private enum Status {
        RUNNING,
        COMPLETED,
        CANCELLED,
        FAILED
    }
}

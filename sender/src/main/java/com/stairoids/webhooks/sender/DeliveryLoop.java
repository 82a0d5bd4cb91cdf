package com.stairoids.webhooks.sender;

import com.stairoids.webhooks.sender.admit.Lanes;
import com.stairoids.webhooks.sender.consume.Assignment;
import com.stairoids.webhooks.sender.consume.Assignments;
import com.stairoids.webhooks.sender.consume.Delivery;
import com.stairoids.webhooks.sender.decide.Positions;
import com.stairoids.webhooks.sender.handover.HandOver;
import java.time.Duration;
import java.util.Collection;
import java.util.Optional;
import org.apache.kafka.clients.consumer.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * A delivery's way through the sender, top to bottom: consume, admit, sign, post, decide, hand over. One thread does all
 * of it but the waiting for answers, and so owns all state of the steps.
 */
final class DeliveryLoop implements Assignments.Releaser {
    private static final Logger log = LoggerFactory.getLogger(DeliveryLoop.class);

    /** How long a poll waits for records: answers that come in meanwhile wait as long to be committed. */
    private static final Duration IDLE_POLL = Duration.ofMillis(10);

    /** How long answers are waited for while more work is ready than may start. */
    private static final Duration BUSY_WAIT = Duration.ofMillis(5);

    private final Consumer<String, byte[]> consumer;
    private final Assignments assignments;
    private final Intake intake;
    private final Lanes lanes;
    private final Clearance clearance;
    private final Attempts attempts;
    private final HandOver handOver;
    private final Standing standing;
    private final Duration drainTimeout;

    private volatile boolean stopping;

    DeliveryLoop(
            Consumer<String, byte[]> consumer,
            Assignments assignments,
            Intake intake,
            Lanes lanes,
            Clearance clearance,
            Attempts attempts,
            HandOver handOver,
            Standing standing,
            Duration drainTimeout) {
        this.consumer = consumer;
        this.assignments = assignments;
        this.intake = intake;
        this.lanes = lanes;
        this.clearance = clearance;
        this.attempts = attempts;
        this.handOver = handOver;
        this.standing = standing;
        this.drainTimeout = drainTimeout;
    }

    /** Runs until {@link #stop}; then finishes what is in flight, within the bound, and commits it. */
    void run() {
        assignments.subscribe(this);
        while (!stopping) {
            boolean busy = lanes.waiting() > 0;
            consumer.poll(busy ? Duration.ZERO : IDLE_POLL).forEach(intake::consume);
            resume();
            takeAnswers(Duration.ZERO);
            startWhatMay();
            takeAnswers(busy ? BUSY_WAIT : Duration.ZERO);
            parkAndAnnounce();
            if (handOver.isDue()) {
                handOver.commit();
            }
            assignments.pauseOrResume(standing.isFull());
            standing.show();
        }
        release(assignments.current());
    }

    void stop() {
        stopping = true;
    }

    /** Takes up again what had to wait: for the window to move on, or for the table. */
    private void resume() {
        intake.resume();
        attempts.resume();
    }

    private void startWhatMay() {
        while (clearance.isGiven()) {
            Optional<Delivery> next = lanes.next();
            if (next.isEmpty()) {
                return;
            }
            attempts.start(next.get());
        }
    }

    private void takeAnswers(Duration wait) {
        try {
            attempts.takeAnswers(wait);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            stopping = true;
        }
    }

    /** What was queued and is to wait elsewhere after all, and what the retry-scheduler is to know of its endpoint. */
    private void parkAndAnnounce() {
        lanes.takeParcels().forEach(intake::park);
        lanes.takeAnnouncements()
                .forEach(announcement -> handOver.announce(announcement.assignment(), Positions.health(announcement)));
    }

    /**
     * Lets partitions go: nothing of them is started any more, what is in flight is waited for within the bound, and all
     * that is finished is committed. What has been read of the other partitions goes on meanwhile.
     */
    @Override
    public void release(Collection<Assignment> leaving) {
        leaving.forEach(Assignment::stopTaking);
        forget(leaving);
        long deadline = System.nanoTime() + drainTimeout.toNanos();
        while (isUnsettled(leaving) && System.nanoTime() < deadline) {
            takeAnswers(BUSY_WAIT);
            resume();
            startWhatMay();
            if (handOver.isDue()) {
                handOver.commit();
            }
            standing.show();
        }
        leaving.forEach(Assignment::end);
        logRelease(leaving);
    }

    /** What is unsettled is sent again by the partitions' next owner. */
    private void logRelease(Collection<Assignment> left) {
        int requests = left.stream().mapToInt(Assignment::inFlight).sum();
        int results = handOver.heldOf(left);
        log.atLevel(requests + results > 0 ? Level.WARN : Level.INFO)
                .addKeyValue(
                        "partitions", left.stream().map(Assignment::partition).toList())
                .addKeyValue("requests", requests)
                .addKeyValue("results", results)
                .log("partitions let go, with so many requests not answered and results not committed in time");
    }

    /** Somebody else has them already: what comes of the requests in flight is void here. */
    @Override
    public void lose(Collection<Assignment> lost) {
        lost.forEach(Assignment::end);
        forget(lost);
    }

    private void forget(Collection<Assignment> assignmentsGone) {
        assignmentsGone.forEach(lanes::drop);
        attempts.forget(assignmentsGone);
    }

    private boolean isUnsettled(Collection<Assignment> leaving) {
        return handOver.holdsAnyOf(leaving) || leaving.stream().anyMatch(assignment -> assignment.inFlight() > 0);
    }
}

package com.stairoids.webhooks.sender;

import com.stairoids.webhooks.sender.consume.Assignments;
import com.stairoids.webhooks.sender.handover.HandOver;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whether a new request may start: not while somebody else may have the partitions, nor while answers wait for long to be
 * committed. The delivery loop owns it.
 */
final class Clearance {
    private static final Logger log = LoggerFactory.getLogger(Clearance.class);

    /** With an answer uncommitted for this long, nothing new is started: it would be sent again if this sender died. */
    private static final Duration OLDEST_UNCOMMITTED = Duration.ofSeconds(1);

    /**
     * With so long between two turns (a paused process, a broker that did not answer) somebody else may have the partitions:
     * the group gives them away after a silence of 10 s.
     */
    private static final long LONG_TURN = Duration.ofSeconds(5).toNanos();

    private final Assignments assignments;
    private final HandOver handOver;
    private long lastTurn = System.nanoTime();

    Clearance(Assignments assignments, HandOver handOver) {
        this.assignments = assignments;
        this.handOver = handOver;
    }

    boolean isGiven() {
        return isSureOfPartitions() && handOver.oldestHeld().compareTo(OLDEST_UNCOMMITTED) < 0;
    }

    /** After a long turn nothing is started before a commit has shown that the partitions are still this sender's. */
    private boolean isSureOfPartitions() {
        long now = System.nanoTime();
        if (now - lastTurn > LONG_TURN) {
            log.atWarn()
                    .addKeyValue("paused-ms", Duration.ofNanos(now - lastTurn).toMillis())
                    .log("a turn took long; nothing is sent before the partitions are known to be this sender's still");
            handOver.prove(assignments.current());
        }
        lastTurn = now;
        return handOver.isProven();
    }
}

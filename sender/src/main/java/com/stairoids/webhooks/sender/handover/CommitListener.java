package com.stairoids.webhooks.sender.handover;

import java.time.Duration;
import java.util.List;

/** Is told of commits, by the thread that makes them. */
public interface CommitListener {
    /**
     * These results are in Kafka. Each is told of once at most: not where its commit's outcome stayed unknown because its
     * partition had gone elsewhere by the time that somebody could have looked.
     */
    void committed(List<Finished> results);

    /** A commit was tried, and took so long. */
    void tried(CommitOutcome outcome, Duration took);
}

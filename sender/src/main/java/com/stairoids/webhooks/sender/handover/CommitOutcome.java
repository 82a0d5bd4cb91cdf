package com.stairoids.webhooks.sender.handover;

/** How a commit ended, as far as was known when it did. */
public enum CommitOutcome {
    COMMITTED,
    /** Nothing was written; what was to be is held and committed later. */
    ABORTED,
    /** The broker did not say; the next commit finds out first. */
    UNKNOWN
}

package com.stairoids.webhooks.sender.admit;

/** What becomes of a delivery that comes to its endpoint's lane. */
public sealed interface Entry {
    /** It waits here for its turn. */
    record Queued() implements Entry {}

    /**
     * It is to wait in the retry-scheduler.
     *
     * @param reason a sentence for the customer
     */
    record Parked(String reason) implements Entry {}
}

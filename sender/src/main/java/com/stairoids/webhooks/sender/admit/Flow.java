package com.stairoids.webhooks.sender.admit;

import java.time.Duration;

/**
 * The requests to one endpoint: how many are under way, how many may be, and how soon it answers. Times are in nanoseconds
 * of the loop's clock. Not thread-safe: the delivery loop owns it.
 */
final class Flow {
    private final Concurrency concurrency;
    private final Pace pace = new Pace();
    private int inFlight;
    private long lastSign;
    private boolean slow;

    /** @param cap most requests in flight, 1 or more */
    Flow(int cap, long now) {
        this.concurrency = new Concurrency(cap);
        this.lastSign = now;
    }

    /** Something came for the endpoint: with nothing under way, its silence begins now. */
    void came(long now) {
        lastSign = inFlight == 0 ? now : lastSign;
    }

    void started(long now) {
        came(now);
        inFlight++;
    }

    /** One that was started is no more, or never was. */
    void left() {
        inFlight--;
    }

    /** An attempt, or what was to be one, is over. */
    void ended(long now) {
        left();
        came(now);
    }

    void answered(Duration took, long now) {
        lastSign = now;
        pace.ended(took);
        concurrency.answered();
    }

    void unanswered(Duration took) {
        pace.ended(took);
        concurrency.unanswered();
    }

    /** What must be looked at now and then. */
    void review(long now) {
        pace.review(now);
        slow = pace.isSlow() || (inFlight > 0 && silentFor(now) > LaneRules.SLOW.toNanos());
    }

    /** For how long nothing has come from the endpoint, or for it, in nanoseconds. */
    long silentFor(long now) {
        return now - lastSign;
    }

    /** Whether as many are under way as may be. */
    boolean isFull() {
        return inFlight >= concurrency.allowed();
    }

    int inFlight() {
        return inFlight;
    }

    /** As of the last review. */
    boolean isSlow() {
        return slow;
    }

    /** How many the endpoint takes in a second, and no fewer than may be under way at once. */
    int perSecond(int most) {
        return Math.clamp(pace.perSecond(), concurrency.allowed(), most);
    }
}

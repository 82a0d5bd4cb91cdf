package com.stairoids.webhooks.sender.admit;

import java.time.Duration;

/** How fast an endpoint is at present: attempts ended per second, and how long one takes; both fade within seconds. */
final class Pace {
    /** How much of the mean the latest attempt makes up. */
    private static final double LATEST = 0.2;

    private static final double SECOND = Duration.ofSeconds(1).toNanos();

    private double perSecond;
    private double meanNanos;
    private int ended;
    private long reviewed;
    private boolean begun;

    /** An attempt ended after {@code took}. */
    void ended(Duration took) {
        ended++;
        meanNanos += LATEST * (took.toNanos() - meanNanos);
    }

    /** Counts what has ended since the last time. */
    void review(long now) {
        if (begun && now > reviewed) {
            double seconds = (now - reviewed) / SECOND;
            perSecond += (ended / seconds - perSecond) * Math.min(1, seconds);
        }
        begun = true;
        ended = 0;
        reviewed = now;
    }

    int perSecond() {
        return (int) Math.ceil(perSecond);
    }

    boolean isSlow() {
        return meanNanos > LaneRules.SLOW.toNanos();
    }
}

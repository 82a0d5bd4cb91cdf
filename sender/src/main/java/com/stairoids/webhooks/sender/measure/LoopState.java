package com.stairoids.webhooks.sender.measure;

import com.stairoids.webhooks.sender.admit.LaneCounts;
import com.stairoids.webhooks.sender.consume.Backlog;

/**
 * The delivery loop at one moment, as its thread saw it.
 *
 * @param inFlight requests under way
 * @param taken deliveries that were read and whose attempt has not begun
 * @param memoryUsed share of the memory for deliveries that is taken, by the fuller of its bounds on bytes and on number
 * @param subscriptions endpoints in the table, as far as it knows without counting
 */
public record LoopState(
        int inFlight, long taken, Backlog backlog, LaneCounts lanes, double memoryUsed, long subscriptions) {

    /** Deliveries of the assigned partitions whose attempt has not begun here: neither those in flight nor those ended. */
    public long notStarted() {
        return backlog.unread() + taken;
    }
}

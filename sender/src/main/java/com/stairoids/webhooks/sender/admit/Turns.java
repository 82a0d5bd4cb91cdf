package com.stairoids.webhooks.sender.admit;

import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.PriorityQueue;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/**
 * Whose turn it is among lanes with work and room, within the bounds on requests in flight: those of all endpoints, and
 * those of the slow ones. Times are in nanoseconds of the loop's clock. Not thread-safe: the delivery loop owns it.
 */
final class Turns {
    private final LaneRules rules;
    private final Deque<Lane> ready = new ArrayDeque<>();
    private final Queue<Timed> later = new PriorityQueue<>(Comparator.comparingLong(Timed::at));
    private final Deque<Lane> slow = new ArrayDeque<>();
    private int inFlight;
    private int slowInFlight;

    Turns(LaneRules rules) {
        this.rules = rules;
    }

    /** A lane in which something may have changed. */
    void offer(Lane lane) {
        if (!lane.hasTurn() && lane.hasRoom()) {
            lane.turn(true);
            ready.add(lane);
        }
    }

    /** Has those that waited for time, or for slow ones' requests to end, take turns again. */
    void wake(long now) {
        while (!later.isEmpty() && later.element().at <= now) {
            ready.add(later.remove().lane);
        }
        for (int free = rules.slowRequests() - slowInFlight; free > 0 && !slow.isEmpty(); free--) {
            ready.add(slow.remove());
        }
    }

    /** The next one in turn, which may have nothing to start any more; null where there is none, or no request may start. */
    @Nullable
    Lane poll() {
        Lane lane = inFlight < rules.requests() ? ready.poll() : null;
        if (lane != null) {
            lane.turn(false);
        }
        return lane;
    }

    /** Whether {@code lane} may start its next now; if not, it will have a turn. */
    boolean mayStart(Lane lane, long now) {
        if (!lane.hasRoom()) {
            return false;
        }
        long startable = lane.startableAt(now);
        if (startable > now) {
            lane.turn(true);
            later.add(new Timed(lane, startable));
            return false;
        }
        if (lane.isSlow() && slowInFlight >= rules.slowRequests()) {
            lane.turn(true);
            slow.add(lane);
            return false;
        }
        return true;
    }

    /** A lane's next one has started. */
    void started(Lane lane) {
        inFlight++;
        slowInFlight += lane.isSlow() ? 1 : 0;
        offer(lane);
    }

    /** One that a lane had started is over. */
    void ended(Lane lane) {
        inFlight--;
        slowInFlight -= lane.isSlow() ? 1 : 0;
        offer(lane);
    }

    /** A lane became slow, or is not any more, with so many requests of slow lanes more, or less, in flight. */
    void slowChanged(int requests) {
        slowInFlight += requests;
    }

    int inFlight() {
        return inFlight;
    }

    private record Timed(Lane lane, long at) {}
}

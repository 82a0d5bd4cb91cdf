package com.stairoids.webhooks.sender.consume;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * When the records of one partition were appended. Those of one batch have one time (a topic with LogAppendTime), so there
 * are few; all from the oldest that is asked for on are held. Not thread-safe.
 */
final class AppendTimes {
    private final Deque<Mark> marks = new ArrayDeque<>();

    /** Offsets come in their order. */
    void note(long offset, long epochMillis) {
        if (marks.isEmpty() || marks.getLast().epochMillis != epochMillis) {
            marks.addLast(new Mark(offset, epochMillis));
        }
    }

    /** The time of a noted record; nobody asks for an older one after that. */
    long at(long offset) {
        Mark mark = marks.removeFirst();
        while (!marks.isEmpty() && marks.getFirst().offset <= offset) {
            mark = marks.removeFirst();
        }
        marks.addFirst(mark);
        return mark.epochMillis;
    }

    /** Nobody asks for any of those noted so far. */
    void forget() {
        marks.clear();
    }

    /** From {@code offset} on, up to the next mark. */
    private record Mark(long offset, long epochMillis) {}
}

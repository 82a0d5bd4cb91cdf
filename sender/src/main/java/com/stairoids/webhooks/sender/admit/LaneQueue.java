package com.stairoids.webhooks.sender.admit;

import com.stairoids.webhooks.sender.consume.Delivery;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Predicate;

/** One endpoint's deliveries that wait here, in their order, and the bytes that they and those under way hold. */
final class LaneQueue {
    private final Deque<Delivery> waiting = new ArrayDeque<>();
    private long bytes;

    void add(Delivery delivery) {
        waiting.add(delivery);
        bytes += delivery.body().length;
    }

    /** The next one starts; its bytes are held until it {@link #left}. */
    Delivery start() {
        return waiting.removeFirst();
    }

    /** One that was to start may not: it is the next one again. */
    void putBack(Delivery delivery) {
        waiting.addFirst(delivery);
    }

    /** One that was started is done with. */
    void left(Delivery delivery) {
        bytes -= delivery.body().length;
    }

    /** Takes out those that {@code goes} says. */
    List<Delivery> evict(Predicate<Delivery> goes) {
        List<Delivery> evicted = new ArrayList<>();
        waiting.removeIf(delivery -> {
            boolean out = goes.test(delivery);
            if (out) {
                left(delivery);
                evicted.add(delivery);
            }
            return out;
        });
        return evicted;
    }

    boolean isEmpty() {
        return waiting.isEmpty();
    }

    int size() {
        return waiting.size();
    }

    long bytes() {
        return bytes;
    }
}

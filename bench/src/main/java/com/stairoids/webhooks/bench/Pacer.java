package com.stairoids.webhooks.bench;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntFunction;

/**
 * Events by the clock, whatever became of those before: each counts from when it should have been produced, so that a
 * pause of the line, or of the producer, hides nothing.
 */
final class Pacer {
    private final Events events;
    private final String run;
    private final AtomicLong numbers = new AtomicLong();
    private final Map<String, Long> due = new ConcurrentHashMap<>();

    /** @param run begins the ids of all events */
    Pacer(Events events, String run) {
        this.events = events;
        this.run = run;
    }

    /**
     * Produces for {@code time} at {@code perSecond}.
     *
     * @param workspaces that of the nth event
     * @param awaited whether the nth event's arrival is awaited
     * @return how many of those that are awaited
     */
    int produce(Duration time, int perSecond, IntFunction<String> workspaces, IntFunction<Boolean> awaited) {
        long start = System.nanoTime();
        long count = time.toNanos() / Duration.ofSeconds(1).toNanos() * perSecond;
        int counted = 0;
        for (int number = 0; number < count; number++) {
            long at = start + number * Duration.ofSeconds(1).toNanos() / perSecond;
            while (at - System.nanoTime() > 0) {
                LockSupport.parkNanos(at - System.nanoTime());
            }
            String id = "evt_" + run + "_" + numbers.incrementAndGet();
            if (awaited.apply(number)) {
                due.put(id, at);
                counted++;
            }
            events.send(workspaces.apply(number), id);
        }
        events.flush();
        return counted;
    }

    /** How long after it was due an event arrived; empty where it is not awaited, or came before. */
    Optional<Duration> arrived(String id) {
        long now = System.nanoTime();
        return Optional.ofNullable(due.remove(id)).map(at -> Duration.ofNanos(Math.max(0, now - at)));
    }

    /** Events that are awaited and have not arrived. */
    int missing() {
        return due.size();
    }

    /** Awaits no event any more; returns how many had not arrived. */
    int giveUp() {
        int missing = due.size();
        due.clear();
        return missing;
    }
}

package com.stairoids.webhooks.testing.guarantees;

import com.stairoids.webhooks.testing.guarantees.LogEntry.Kind;
import com.stairoids.webhooks.testing.guarantees.Position.Place;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What a run leaves behind, as a test writes it down: event {@code e}, endpoint {@code ep}, delivery {@code d}. */
final class Chains {
    static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    private Chains() {}

    static LogEntry entry(Kind kind, int attempt) {
        return entry(kind, "d", attempt);
    }

    static LogEntry entry(Kind kind, String delivery, int attempt) {
        return new LogEntry(kind, delivery, "e", "ep", attempt, null);
    }

    static List<LogEntry> log(LogEntry... entries) {
        return List.of(entries);
    }

    static Position at(Place place, int attempts) {
        return new Position(place, "d", attempts);
    }

    /** A delivery that failed once and was delivered then. */
    static List<Position> retriedOnce(Position... more) {
        return Stream.concat(
                        Stream.of(at(Place.DELIVERIES, 0), at(Place.TIER, 1), at(Place.DELIVERIES, 1)), Stream.of(more))
                .toList();
    }

    /** The first attempt, answered 200 after 50 ms. */
    static PostArrival post(String sender, Duration afterStart) {
        Instant at = START.plus(afterStart);
        return new PostArrival(
                "d",
                1,
                "e",
                "ep",
                at,
                at.plusMillis(50),
                200,
                Optional.of(sender).filter(name -> !name.isEmpty()));
    }

    static Ownership owned(String sender, Duration from, Duration until, Ownership.End end) {
        return new Ownership(sender, 3, START.plus(from), START.plus(until), end);
    }

    static Ownership owned(String sender, Duration from) {
        return new Ownership(sender, 3, START.plus(from), Instant.MAX, Ownership.End.HELD);
    }

    /** That the first attempt delivered, begun then. */
    static LogEntry delivered(Duration startedAt) {
        return new LogEntry(Kind.DELIVERED, "d", "e", "ep", 1, START.plus(startedAt));
    }
}

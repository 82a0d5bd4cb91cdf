package com.stairoids.webhooks.testing.guarantees;

import com.stairoids.webhooks.testing.receiver.HeaderLine;
import com.stairoids.webhooks.testing.receiver.ReceivedRequest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/** Attempts as a test writes them down. */
record Posts(String path, String delivery, int attempt, String event, String body, Instant at, int status) {
    static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    /** The first attempt of the delivery {@code d-<event>-<path>}, accepted. */
    static Posts of(String event, String path) {
        return new Posts(path, "d-" + event + path.replace('/', '-'), 1, event, "body of " + event, START, 200);
    }

    Posts delivery(String other) {
        return new Posts(path, other, attempt, event, body, at, status);
    }

    Posts attempt(int other) {
        return new Posts(path, delivery, other, event, body, at, status);
    }

    Posts event(String other) {
        return new Posts(path, delivery, attempt, other, body, at, status);
    }

    Posts body(String other) {
        return new Posts(path, delivery, attempt, event, other, at, status);
    }

    Posts path(String other) {
        return new Posts(other, delivery, attempt, event, body, at, status);
    }

    Posts after(Duration sinceStart) {
        return new Posts(path, delivery, attempt, event, body, START.plus(sinceStart), status);
    }

    Posts answered(int other) {
        return new Posts(path, delivery, attempt, event, body, at, other);
    }

    ReceivedRequest request(HeaderLine... more) {
        List<HeaderLine> headers = new ArrayList<>(List.of(
                new HeaderLine("X-Stairoids-Delivery", delivery),
                new HeaderLine("X-Stairoids-Attempt", Integer.toString(attempt)),
                new HeaderLine("webhook-id", event)));
        headers.addAll(List.of(more));
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        return new ReceivedRequest("POST", path, headers, bytes, at, 1, OptionalInt.of(status));
    }

    static List<PostedAttempt> posted(Posts... posts) {
        return PostedAttempt.of(List.of(posts).stream().map(Posts::request).toList());
    }
}

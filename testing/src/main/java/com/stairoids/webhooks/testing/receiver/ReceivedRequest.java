package com.stairoids.webhooks.testing.receiver;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A request as it was on the wire.
 *
 * @param path the request target, query included
 * @param headers in the order in which they came
 * @param body the bytes after transfer decoding
 * @param arrivedAt when its last byte had been read
 * @param connection which of the receiver's connections brought it, 1 for the first
 * @param status of the whole answer that the receiver then set out to give; empty where it meant to give none
 */
public record ReceivedRequest(
        String method,
        String path,
        List<HeaderLine> headers,
        byte[] body,
        Instant arrivedAt,
        long connection,
        OptionalInt status) {

    public ReceivedRequest {
        headers = List.copyOf(headers);
    }

    /** The value of the first header of that name, in whatever case. */
    public Optional<String> header(String name) {
        return headers.stream()
                .filter(line -> line.name().equalsIgnoreCase(name))
                .map(HeaderLine::value)
                .findFirst();
    }

    /** The same request, answered with that status. */
    ReceivedRequest answered(OptionalInt answer) {
        return new ReceivedRequest(method, path, headers, body, arrivedAt, connection, answer);
    }

    public String bodyText() {
        return new String(body, StandardCharsets.UTF_8);
    }
}

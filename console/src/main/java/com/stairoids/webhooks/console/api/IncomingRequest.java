package com.stairoids.webhooks.console.api;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A request as it came from the network, within the server's bounds.
 *
 * @param method in capitals
 * @param path as it stood in the request line, still encoded, without the query
 * @param query still encoded; null where there is none
 * @param headers by name in lower case
 * @param body empty where there is none
 * @param peer the address that it came from
 */
public record IncomingRequest(
        String method,
        String path,
        @Nullable String query,
        Map<String, List<String>> headers,
        byte[] body,
        String peer) {
    public List<String> header(String lowerCaseName) {
        return headers.getOrDefault(lowerCaseName, List.of());
    }

    /** The host and port that the browser asked; empty where it does not say. */
    public String host() {
        return header("host").stream().findFirst().orElse("");
    }

    /** Without headers and body: either may hold a secret. */
    @Override
    public String toString() {
        return method + " " + path;
    }
}

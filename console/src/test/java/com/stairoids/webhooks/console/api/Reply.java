package com.stairoids.webhooks.console.api;

import com.stairoids.webhooks.schemas.json.Json;
import com.stairoids.webhooks.schemas.json.MalformedJsonException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * What was answered.
 *
 * @param headers by name in lower case
 */
public record Reply(int status, Map<String, String> headers, String body) {
    public JsonNode json() {
        try {
            return Json.readTree(body);
        } catch (MalformedJsonException e) {
            throw new AssertionError("no JSON: " + body, e);
        }
    }

    public Optional<String> header(String lowerCaseName) {
        return Optional.ofNullable(headers.get(lowerCaseName));
    }

    public String text(String member) {
        return json().path(member).asString();
    }

    public String location() {
        return header("location").orElseThrow();
    }

    /** Of a page. */
    List<String> ids() {
        return json().path("data")
                .valueStream()
                .map(entry -> entry.path("id").asString())
                .toList();
    }
}

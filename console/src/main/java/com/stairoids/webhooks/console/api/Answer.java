package com.stairoids.webhooks.console.api;

import com.stairoids.webhooks.schemas.json.Json;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What is answered. Prints itself without its body, which may hold a secret.
 *
 * @param body empty where there is none
 */
public record Answer(int status, Map<String, String> headers, byte[] body) {
    private static final String CONTENT_TYPE = "Content-Type";

    public Answer {
        headers = Map.copyOf(headers);
    }

    static Answer of(int status, Object content) {
        return new Answer(status, Map.of(CONTENT_TYPE, "application/json"), Json.write(content));
    }

    static Answer of(Problem problem) {
        return new Answer(problem.status(), Map.of(CONTENT_TYPE, Problem.MEDIA_TYPE), Json.write(problem));
    }

    static Answer nothing() {
        return new Answer(204, Map.of(), new byte[0]);
    }

    Answer with(String name, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(name, value);
        return new Answer(status, more, body);
    }

    @Override
    public String toString() {
        return status + " with " + body.length + " bytes";
    }
}

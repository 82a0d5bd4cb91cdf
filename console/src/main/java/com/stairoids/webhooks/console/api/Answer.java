package com.stairoids.webhooks.console.api;

import com.stairoids.webhooks.schemas.json.Json;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What is answered. Prints itself without its content, which may hold a secret.
 *
 * @param content what is serialised for whoever asked over the network, such as an {@link EndpointView} or a {@link Problem};
 *     bytes as they are
 */
public record Answer(int status, Map<String, String> headers, Object content) {
    private static final String CONTENT_TYPE = "Content-Type";

    public Answer {
        headers = Map.copyOf(headers);
    }

    /** A body that is finished. */
    public static Answer of(int status, String contentType, byte[] body) {
        return new Answer(status, Map.of(CONTENT_TYPE, contentType), body);
    }

    public static Answer nothing() {
        return nothing(204);
    }

    public static Answer nothing(int status) {
        return new Answer(status, Map.of(), new byte[0]);
    }

    static Answer of(int status, Object content) {
        return new Answer(status, Map.of(CONTENT_TYPE, "application/json"), content);
    }

    static Answer of(Problem problem) {
        return new Answer(problem.status(), Map.of(CONTENT_TYPE, Problem.MEDIA_TYPE), problem);
    }

    public Answer with(String name, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(name, value);
        return new Answer(status, more, content);
    }

    /** The content as it is sent; empty where there is none. */
    public byte[] body() {
        return content instanceof byte[] bytes ? bytes : Json.write(content);
    }

    /** The same, with what is sent as its content. */
    Answer serialised() {
        return new Answer(status, headers, body());
    }

    @Override
    public String toString() {
        return status + " with " + headers.keySet();
    }
}

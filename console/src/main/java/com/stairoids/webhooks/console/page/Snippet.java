package com.stairoids.webhooks.console.page;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

/** How a receiver verifies {@code X-Stairoids-Signature} in a language. */
public record Snippet(String id, String language, String code) {
    static List<Snippet> all() {
        return List.of(
                of("node", "Node.js", "verify.js"),
                of("python", "Python", "verify.py"),
                of("java", "Java", "StairoidsSignature.java.txt"),
                of("go", "Go", "verify.go.txt"));
    }

    private static Snippet of(String id, String language, String file) {
        try (InputStream stream = Objects.requireNonNull(Snippet.class.getResourceAsStream("snippet/" + file), file)) {
            return new Snippet(id, language, new String(stream.readAllBytes(), StandardCharsets.UTF_8).strip());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

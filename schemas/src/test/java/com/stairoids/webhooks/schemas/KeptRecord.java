package com.stairoids.webhooks.schemas;

import com.stairoids.webhooks.schemas.json.Json;
import com.stairoids.webhooks.schemas.json.MalformedJsonException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A record as a released version wrote it, kept in a file: {@code <version>/<topic>/<name>.json}.
 *
 * @param name of its file, for messages
 */
record KeptRecord(
        String topic,
        String name,
        @Nullable String key,
        Map<String, String> headers,
        @Nullable String value) {
    private static final Path ALL = Path.of("src/test/resources/com/stairoids/webhooks/schemas/compatibility");

    /** Those of a version. */
    static List<KeptRecord> of(String version) {
        try (Stream<Path> files = Files.walk(ALL.resolve(version))) {
            return files.filter(file -> file.getNameCount() == ALL.getNameCount() + 3)
                    .map(KeptRecord::read)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String keyset(String version) {
        try {
            return Files.readString(ALL.resolve(version).resolve("keyset.json"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Headers recordHeaders() {
        Headers all = new RecordHeaders();
        headers.forEach((header, text) -> all.add(header, text.getBytes(StandardCharsets.UTF_8)));
        return all;
    }

    byte[] bytes() {
        if (value == null) {
            throw new AssertionError(this + " has no value");
        }
        return value.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public String toString() {
        return topic + "/" + name;
    }

    private static KeptRecord read(Path file) {
        try {
            JsonNode record = Json.readTree(Files.readString(file));
            Map<String, String> headers = new LinkedHashMap<>();
            record.path("headers")
                    .properties()
                    .forEach(header ->
                            headers.put(header.getKey(), header.getValue().asString()));
            return new KeptRecord(
                    file.getName(file.getNameCount() - 2).toString(),
                    String.valueOf(file.getFileName()).replace(".json", ""),
                    text(record.path("key")),
                    headers,
                    text(record.path("value")));
        } catch (IOException | MalformedJsonException e) {
            throw new AssertionError(file + " cannot be read", e);
        }
    }

    private static @Nullable String text(JsonNode node) {
        return node.isNull() ? null : node.asString();
    }
}

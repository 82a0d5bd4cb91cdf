package com.stairoids.webhooks.schemas;

import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The published JSON Schemas, read from the class path and nowhere else. */
public final class JsonSchemas {
    private static final String BASE = "https://stairoids.com/webhooks/schemas/";

    private final Map<String, String> documents;
    private final SchemaRegistry registry;

    private JsonSchemas(Map<String, String> documents) {
        this.documents = documents;
        Map<String, String> byId = new TreeMap<>();
        documents.forEach((name, text) -> byId.put(BASE + name, text));
        this.registry =
                SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12, builder -> builder.schemas(byId));
    }

    public static JsonSchemas published() {
        try (Stream<Path> files = Files.list(Path.of(directory()))) {
            Map<String, String> documents = new TreeMap<>();
            for (Path file : files.toList()) {
                documents.put(file.getFileName().toString(), Files.readString(file, StandardCharsets.UTF_8));
            }
            return new JsonSchemas(documents);
        } catch (IOException e) {
            throw new IllegalStateException("the schemas cannot be read", e);
        }
    }

    /** File name to text. */
    Map<String, String> documents() {
        return documents;
    }

    /** What is wrong with {@code json} by that schema; empty where nothing is. */
    public List<Error> errors(String name, String json) {
        Schema schema = registry.getSchema(SchemaLocation.of(BASE + name + ".json"));
        return schema.validate(json, InputFormat.JSON);
    }

    /** What is wrong with a schema by the meta-schema of JSON Schema 2020-12. */
    List<Error> errorsOfSchema(String text) {
        return registry.getSchema(SchemaLocation.of("https://json-schema.org/draft/2020-12/schema"))
                .validate(text, InputFormat.JSON);
    }

    private static URI directory() {
        try {
            return Objects.requireNonNull(JsonSchemas.class.getResource("json-schemas"))
                    .toURI();
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}

package com.stairoids.webhooks.console.contract;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** The written document with the published JSON Schemas of the payloads beside its own. */
final class OpenApiDocument {
    private OpenApiDocument() {}

    static JsonNode bundled() {
        JsonNode document = resource("openapi.yaml");
        PayloadSchemas.addTo((ObjectNode) document.required("components").required("schemas"));
        return document;
    }

    /** JSON is YAML too. */
    static JsonNode resource(String name) {
        try (InputStream stream = Objects.requireNonNull(OpenApiDocument.class.getResourceAsStream(name), name)) {
            return new YAMLMapper().readTree(stream);
        } catch (IOException e) {
            throw new UncheckedIOException(name + " cannot be read", e);
        }
    }
}

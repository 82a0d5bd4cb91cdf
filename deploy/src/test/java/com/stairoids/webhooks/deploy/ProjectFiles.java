package com.stairoids.webhooks.deploy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.MappingIterator;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** The files that the tests hold to each other, by where they lie. */
final class ProjectFiles {
    static final Path DOCS = Path.of("..", "docs");
    static final Path KUBERNETES = Path.of("kubernetes");
    static final Path RULES = Path.of("prometheus", "rules", "stairoids.yml");
    static final Path RULE_TESTS = Path.of("prometheus", "tests");
    static final Path DASHBOARD = Path.of("grafana", "dashboards", "delivery.json");

    private static final YAMLMapper YAML = YAMLMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    private ProjectFiles() {}

    static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Each document of a YAML file; a member that is there twice is an error. */
    static List<JsonNode> yaml(Path file) {
        return documents(text(file));
    }

    static List<JsonNode> documents(String yaml) {
        try (MappingIterator<JsonNode> documents =
                YAML.readerFor(JsonNode.class).readValues(yaml)) {
            return documents.readAll();
        }
    }

    static JsonNode json(Path file) {
        return JsonMapper.shared().readTree(text(file));
    }

    /** Files of ours below {@code folder} whose names end so, in order. */
    static List<Path> below(Path folder, String suffix) {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(suffix))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

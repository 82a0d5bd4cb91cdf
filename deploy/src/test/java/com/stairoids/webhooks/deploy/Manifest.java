package com.stairoids.webhooks.deploy;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** One object that Kubernetes is given. */
record Manifest(Path file, JsonNode tree) {
    private static final String KUSTOMIZATION = "kustomization.yaml";

    /** All there are, as they lie in their files: nothing of an overlay is applied to them. */
    static List<Manifest> all() {
        return ProjectFiles.below(ProjectFiles.KUBERNETES, ".yaml").stream()
                .filter(file -> !file.endsWith(KUSTOMIZATION))
                .flatMap(Manifest::in)
                .toList();
    }

    static Stream<Manifest> in(Path file) {
        return ProjectFiles.yaml(file).stream().map(tree -> new Manifest(file, tree));
    }

    static Stream<Manifest> ofKind(String kind) {
        return all().stream().filter(manifest -> manifest.kind().equals(kind));
    }

    /** As in {@code apps/v1/Deployment}. */
    String type() {
        return tree.path("apiVersion").asString() + "/" + kind();
    }

    String kind() {
        return tree.path("kind").asString();
    }

    String name() {
        return tree.path("metadata").path("name").asString();
    }

    @Override
    public String toString() {
        return kind() + " " + name() + " in " + file;
    }
}

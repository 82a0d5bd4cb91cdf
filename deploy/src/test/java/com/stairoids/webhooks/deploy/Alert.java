package com.stairoids.webhooks.deploy;

import java.util.List;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;

/** One rule of {@code prometheus/rules}. */
record Alert(JsonNode rule) {
    static List<Alert> all() {
        return StreamSupport.stream(groups().spliterator(), false)
                .flatMap(group -> StreamSupport.stream(group.path("rules").spliterator(), false))
                .map(Alert::new)
                .toList();
    }

    static JsonNode groups() {
        return ProjectFiles.yaml(ProjectFiles.RULES).getFirst().path("groups");
    }

    String name() {
        return rule.path("alert").asString();
    }

    String expression() {
        return rule.path("expr").asString();
    }

    String annotation(String name) {
        return rule.path("annotations").path(name).asString("");
    }

    String severity() {
        return rule.path("labels").path("severity").asString("");
    }

    @Override
    public String toString() {
        return name();
    }
}

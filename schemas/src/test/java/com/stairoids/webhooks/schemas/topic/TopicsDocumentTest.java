package com.stairoids.webhooks.schemas.topic;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class TopicsDocumentTest {
    private static final Path FILE = Path.of("..", "docs", "topics.md");

    @Test
    void theDocumentShowsTheDeclarations() throws IOException {
        String rendered = TopicsDocument.render();
        if (Boolean.getBoolean("docs.update")) {
            Files.createDirectories(FILE.toAbsolutePath().getParent());
            Files.writeString(FILE, rendered);
        }

        assertThat(Files.readString(FILE))
                .as("docs/topics.md is stale; `mvn -pl schemas test -Dtest=TopicsDocumentTest -Ddocs.update=true`"
                        + " makes it anew")
                .isEqualTo(rendered);
    }
}

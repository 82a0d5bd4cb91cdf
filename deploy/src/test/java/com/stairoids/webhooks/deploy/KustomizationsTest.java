package com.stairoids.webhooks.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Kustomizations name what is there, and all that is there; {@code kubernetes/test} builds them where it can. */
class KustomizationsTest {
    private static final String FILE = "kustomization.yaml";

    @Test
    void everythingThatIsNamedIsThere() {
        for (Path file : ProjectFiles.below(ProjectFiles.KUBERNETES, FILE)) {
            List<Path> named = named(file).toList();

            assertThat(named)
                    .as(file.toString())
                    .isNotEmpty()
                    .allSatisfy(path -> assertThat(path).exists());
        }
    }

    @Test
    void everyManifestIsNamedByOne() {
        List<Path> named = ProjectFiles.below(ProjectFiles.KUBERNETES, FILE).stream()
                .flatMap(KustomizationsTest::named)
                .filter(Files::isRegularFile)
                .toList();

        assertThat(Manifest.all().stream().map(Manifest::file).distinct())
                .containsExactlyInAnyOrderElementsOf(named.stream()
                        .filter(path -> path.toString().endsWith(".yaml"))
                        .toList());
    }

    private static Stream<Path> named(Path file) {
        JsonNode kustomization = ProjectFiles.yaml(file).getFirst();
        Stream<String> resources =
                Stream.concat(strings(kustomization, "resources"), strings(kustomization, "components"));
        Stream<String> generated =
                stream(kustomization.path("configMapGenerator")).flatMap(generator -> strings(generator, "envs"));
        return Stream.concat(resources, generated)
                .map(name -> file.resolveSibling(name).normalize());
    }

    private static Stream<String> strings(JsonNode of, String member) {
        return stream(of.path(member)).map(JsonNode::asString);
    }

    private static Stream<JsonNode> stream(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false);
    }
}

package com.stairoids.webhooks.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/** Who reads an alert, the dashboard or the handbook finds each metric in the page about them, and it is served. */
class MetricNamesTest {
    /** Every series has them: by the process, and by who scrapes it. */
    private static final Set<String> EVERYWHERE = Set.of("role", "instance", "job", "le");

    private static final Pattern LEGEND_LABEL = Pattern.compile("\\{\\{ *(\\w+) *}}");

    private static final MetricsPage PAGE = MetricsPage.read();

    static Stream<Query> everyQuery() {
        return Stream.of(
                        Alert.all().stream().map(Alert::expression),
                        panels().map(target -> target.path("expr").asString()),
                        Manifest.ofKind("ScaledObject")
                                .flatMap(manifest -> manifest.tree()
                                        .path("spec")
                                        .path("triggers")
                                        .valueStream())
                                .map(trigger ->
                                        trigger.path("metadata").path("query").asString()))
                .flatMap(texts -> texts)
                .distinct()
                .map(Query::new);
    }

    @ParameterizedTest
    @MethodSource("everyQuery")
    void aQueryNamesWhatIsServed(Query query) {
        assertIsOnThePage(query);
        assertThat(query.groupings()).allMatch(label -> isLabelOfOne(query, label));
    }

    @Test
    void theHandbookNamesWhatIsServed() {
        assertIsOnThePage(new Query(ProjectFiles.text(ProjectFiles.DOCS.resolve("operations.md"))));
        Alert.all().forEach(alert -> assertIsOnThePage(new Query(alert.annotation("description"))));
    }

    @Test
    void aLegendNamesLabelsThatItsQueryKeeps() {
        assertThat(panels()).hasSizeGreaterThan(50).allSatisfy(target -> {
            Query query = new Query(target.path("expr").asString());
            List<String> kept = query.groupings().toList();
            assertThat(LEGEND_LABEL
                            .matcher(target.path("legendFormat").asString())
                            .results()
                            .map(m -> m.group(1)))
                    .as(query.text())
                    .allMatch(label -> kept.isEmpty() ? isLabelOfOne(query, label) : kept.contains(label));
        });
    }

    @Test
    void whatTheSenderIsScaledByIsNeitherLagNorWhatWaits() {
        assertThat(Manifest.ofKind("ScaledObject"))
                .singleElement()
                .satisfies(manifest -> assertThat(
                                manifest.tree().path("spec").path("triggers").toString())
                        .contains("stairoids_sender_not_started")
                        .doesNotContain("lag", "tier", "parked"));
    }

    private static void assertIsOnThePage(Query query) {
        query.metrics().forEach((metric, labels) -> {
            Map<String, Set<String>> served = PAGE.labelsOf(metric).orElse(Map.of());
            assertThat(PAGE.labelsOf(metric).isPresent())
                    .as("docs/metrics.md has " + metric)
                    .isTrue();
            labels.forEach((label, values) -> {
                assertThat(EVERYWHERE.contains(label) || served.containsKey(label))
                        .as(metric + " has the label " + label)
                        .isTrue();
                if (!served.getOrDefault(label, Set.of()).isEmpty()) {
                    assertThat(served.get(label)).as(metric + " by " + label).containsAll(values);
                }
            });
        });
    }

    private static boolean isLabelOfOne(Query query, String label) {
        return EVERYWHERE.contains(label)
                || query.metrics().keySet().stream()
                        .anyMatch(
                                metric -> PAGE.labelsOf(metric).orElse(Map.of()).containsKey(label));
    }

    private static Stream<JsonNode> panels() {
        return ProjectFiles.json(ProjectFiles.DASHBOARD)
                .path("panels")
                .valueStream()
                .flatMap(panel -> panel.path("targets").valueStream());
    }
}

package com.stairoids.webhooks.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/** Whom an alert wakes finds what to do. That they fire is shown by {@code prometheus/test}. */
class AlertsTest {
    private static final Pattern RUNBOOK = Pattern.compile("(?m)^### (Stairoids\\w+)$");

    static Stream<Alert> everyAlert() {
        return Alert.all().stream();
    }

    @ParameterizedTest
    @MethodSource("everyAlert")
    void saysWhatItIsWhatToDoAndWhereMoreIs(Alert alert) {
        assertThat(alert.name()).startsWith("Stairoids");
        assertThat(alert.severity()).isIn(Set.of("critical", "warning"));
        assertThat(alert.annotation("summary")).isNotBlank();
        assertThat(alert.annotation("description")).hasSizeGreaterThan(60).endsWith(".");
        assertThat(alert.annotation("runbook_url"))
                .isEqualTo("docs/operations.md#" + alert.name().toLowerCase(Locale.ROOT));
    }

    @Test
    void eachHasARunbookAndEachRunbookAnAlert() {
        List<String> runbooks = RUNBOOK.matcher(ProjectFiles.text(ProjectFiles.DOCS.resolve("operations.md")))
                .results()
                .map(heading -> heading.group(1))
                .toList();

        assertThat(runbooks)
                .containsExactlyElementsOf(everyAlert().map(Alert::name).toList());
    }

    @Test
    void eachHasAUnitTestInWhichItFires() {
        List<String> fired = ProjectFiles.below(ProjectFiles.RULE_TESTS, ".yml").stream()
                .flatMap(file -> ProjectFiles.yaml(file).stream())
                .flatMap(tests -> tests.path("tests").valueStream())
                .flatMap(test -> test.path("promql_expr_test").valueStream())
                .flatMap(test -> test.path("exp_samples").valueStream())
                .map(sample -> sample.path("labels").asString())
                .filter(labels -> labels.contains("alertstate=\"firing\""))
                .map(labels -> labels.replaceAll(".*alertname=\"(\\w+)\".*", "$1"))
                .toList();

        assertThat(fired)
                .containsExactlyInAnyOrderElementsOf(
                        everyAlert().map(Alert::name).toList());
    }

    @Test
    void theOperatorsManifestHasTheSameRules() {
        JsonNode manifest = ProjectFiles.yaml(
                        ProjectFiles.KUBERNETES.resolve("components/prometheus-operator/rules.yaml"))
                .getFirst();

        assertThat(manifest.path("spec").path("groups"))
                .as("deploy/kubernetes/generate makes it anew")
                .isEqualTo(Alert.groups());
    }
}

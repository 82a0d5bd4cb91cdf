package com.stairoids.webhooks.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kubernetes.client.openapi.models.V1Deployment;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each manifest is what its kind's model says, no less and no more. */
class ManifestsTest {
    private static final String KAFKA_TOPIC = "kafka.strimzi.io/v1/KafkaTopic";

    /** No Java model of them is kept; {@code kubernetes/test} holds them to others. */
    private static final Set<String> ELSEWHERE = Set.of(
            "keda.sh/v1alpha1/ScaledObject",
            "monitoring.coreos.com/v1/PodMonitor",
            "monitoring.coreos.com/v1/PrometheusRule");

    static Stream<Manifest> everyManifest() {
        return Manifest.all().stream();
    }

    @ParameterizedTest
    @MethodSource("everyManifest")
    void isWhatItsKindsModelSays(Manifest manifest) {
        assertThatCode(() -> parse(manifest)).as(manifest.toString()).doesNotThrowAnyException();
        assertThat(KubernetesModels.metadata(manifest).getName()).isNotEmpty();
    }

    private static void parse(Manifest manifest) {
        if (manifest.type().equals(KAFKA_TOPIC)) {
            KubernetesModels.kafkaTopic(manifest);
        } else if (!ELSEWHERE.contains(manifest.type())) {
            Class<?> model = Objects.requireNonNull(
                    KubernetesModels.BUILT_IN.get(manifest.type()), () -> "no model for " + manifest);
            KubernetesModels.parse(model, manifest.tree());
        }
    }

    static Stream<UnaryOperator<String>> mistakes() {
        return Stream.of(
                text -> text.replace("\"minReadySeconds\"", "\"minReadySecond\""),
                text -> text.replace("\"readOnlyRootFilesystem\"", "\"readonlyRootFilesystem\""),
                text -> text.replace("\"mountPath\"", "\"mountpath\""),
                text -> text.replace("\"maxSkew\":1,", ""),
                text -> text.replace("\"replicas\":2", "\"replicas\":\"two\""));
    }

    @ParameterizedTest
    @MethodSource("mistakes")
    void aMistakeDeepInAManifestIsRefused(UnaryOperator<String> mistake) {
        Manifest sender = Manifest.in(ProjectFiles.KUBERNETES.resolve("base/sender.yaml"))
                .findFirst()
                .orElseThrow();
        String wrong = mistake.apply(sender.tree().toString());

        assertThat(wrong).isNotEqualTo(sender.tree().toString());
        assertThatThrownBy(() -> KubernetesModels.parse(
                        V1Deployment.class, ProjectFiles.documents(wrong).getFirst()))
                .isInstanceOf(RuntimeException.class);
    }

    @Test
    void nothingIsThereTwice() {
        List<String> names =
                Manifest.all().stream().map(m -> m.type() + " " + m.name()).toList();

        assertThat(names).doesNotHaveDuplicates().hasSizeGreaterThan(30);
    }
}

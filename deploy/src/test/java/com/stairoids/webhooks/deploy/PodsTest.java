package com.stairoids.webhooks.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.stairoids.webhooks.cli.role.ProcessSettings;
import com.stairoids.webhooks.cli.role.Role;
import com.stairoids.webhooks.settings.Settings;
import io.kubernetes.client.openapi.models.V1Container;
import io.kubernetes.client.openapi.models.V1Deployment;
import io.kubernetes.client.openapi.models.V1EnvVar;
import io.kubernetes.client.openapi.models.V1PodDisruptionBudget;
import io.kubernetes.client.openapi.models.V1PodSecurityContext;
import io.kubernetes.client.openapi.models.V1PodSpec;
import io.kubernetes.client.openapi.models.V1PodTemplateSpec;
import io.kubernetes.client.openapi.models.V1Probe;
import io.kubernetes.client.openapi.models.V1SecurityContext;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class PodsTest {
    private static final Map<Role, Integer> PORTS =
            Map.of(Role.ROUTER, 9464, Role.SENDER, 9465, Role.RETRY_SCHEDULER, 9466);

    static Stream<Manifest> everyPod() {
        return Manifest.all().stream()
                .filter(manifest -> KubernetesModels.pod(manifest).isPresent());
    }

    @ParameterizedTest
    @MethodSource("everyPod")
    void mayDoNothingThatItNeedNot(Manifest manifest) {
        V1PodSpec pod = spec(KubernetesModels.pod(manifest).orElseThrow());
        V1PodSecurityContext security = Objects.requireNonNull(pod.getSecurityContext());

        assertThat(security.getRunAsNonRoot()).isTrue();
        assertThat(security.getRunAsUser()).isEqualTo(10001L);
        assertThat(Objects.requireNonNull(security.getSeccompProfile()).getType())
                .isEqualTo("RuntimeDefault");
        assertThat(pod.getAutomountServiceAccountToken()).isFalse();
        assertThat(pod.getEnableServiceLinks()).isFalse();
        assertThat(pod.getContainers()).hasSize(1).allSatisfy(container -> {
            V1SecurityContext own = Objects.requireNonNull(container.getSecurityContext());
            assertThat(own.getReadOnlyRootFilesystem()).isTrue();
            assertThat(own.getAllowPrivilegeEscalation()).isFalse();
            assertThat(Objects.requireNonNull(own.getCapabilities()).getDrop()).containsExactly("ALL");
            assertThat(own.getPrivileged()).isNull();
        });
    }

    @ParameterizedTest
    @MethodSource("everyPod")
    void hasRoomToWriteWhereTheImageWritesAndMemoryThatIsItsOwn(Manifest manifest) {
        V1PodTemplateSpec template = KubernetesModels.pod(manifest).orElseThrow();
        V1Container container = container(template);

        assertThat(Objects.requireNonNull(container.getVolumeMounts()))
                .extracting("mountPath")
                .containsExactlyInAnyOrder("/var/lib/webhooks", "/tmp");
        var resources = Objects.requireNonNull(container.getResources());
        assertThat(Objects.requireNonNull(resources.getLimits()).get("memory"))
                .isNotNull()
                .isEqualTo(Objects.requireNonNull(resources.getRequests()).get("memory"));
        assertThat(resources.getRequests()).containsKey("cpu");
    }

    @ParameterizedTest
    @EnumSource(Role.class)
    void aRoleRunsByItsNameAndIsAskedHowItIs(Role role) {
        V1Container container = container(Objects.requireNonNull(
                Objects.requireNonNull(deployment(role).getSpec()).getTemplate()));

        assertThat(container.getArgs()).containsExactly(role.commandName());
        assertThat(Objects.requireNonNull(container.getPorts())).singleElement().satisfies(port -> {
            assertThat(port.getName()).isEqualTo("monitoring");
            assertThat(port.getContainerPort()).isEqualTo(PORTS.get(role));
        });
        assertThat(path(container.getStartupProbe())).isEqualTo("/health/live");
        assertThat(path(container.getLivenessProbe())).isEqualTo("/health/live");
        assertThat(path(container.getReadinessProbe())).isEqualTo("/health/ready");
    }

    @ParameterizedTest
    @EnumSource(Role.class)
    void aRoleHasTheTimeToEndThatItTakesForItself(Role role) {
        Settings settings = SettingsMap.settings();
        V1PodSpec pod = spec(Objects.requireNonNull(deployment(role).getSpec()).getTemplate());

        assertThat(Objects.requireNonNull(pod.getTerminationGracePeriodSeconds()))
                .isGreaterThanOrEqualTo(
                        settings.get(ProcessSettings.STOP_DEADLINE).toSeconds() + 5);
    }

    @ParameterizedTest
    @EnumSource(Role.class)
    void onlyTheSenderHasTheKeyset(Role role) {
        V1Container container =
                container(Objects.requireNonNull(deployment(role).getSpec()).getTemplate());

        List<String> fromSecrets = Optional.ofNullable(container.getEnv()).orElse(List.of()).stream()
                .map(V1EnvVar::getName)
                .toList();

        assertThat(fromSecrets).isEqualTo(role == Role.SENDER ? List.of("SECRETS_KEYSET") : List.of());
    }

    @ParameterizedTest
    @EnumSource(Role.class)
    void aRolesPodsAreItsOwnAndLeaveOneByOne(Role role) {
        var spec = Objects.requireNonNull(deployment(role).getSpec());
        Map<String, String> labels = Objects.requireNonNull(
                Objects.requireNonNull(spec.getTemplate().getMetadata()).getLabels());

        assertThat(spec.getSelector().getMatchLabels()).isEqualTo(labels);
        assertThat(Manifest.ofKind("PodDisruptionBudget")
                        .map(budget -> KubernetesModels.parse(V1PodDisruptionBudget.class, budget.tree()))
                        .map(budget -> Objects.requireNonNull(budget.getSpec()))
                        .filter(budget -> labels.equals(
                                Objects.requireNonNull(budget.getSelector()).getMatchLabels())))
                .singleElement()
                .satisfies(budget -> assertThat(Objects.requireNonNull(budget.getMaxUnavailable())
                                .getIntValue())
                        .isEqualTo(1));
    }

    private static V1Deployment deployment(Role role) {
        return Manifest.ofKind("Deployment")
                .filter(manifest -> manifest.name().equals(role.commandName()))
                .map(manifest -> KubernetesModels.parse(V1Deployment.class, manifest.tree()))
                .findFirst()
                .orElseThrow();
    }

    private static V1PodSpec spec(V1PodTemplateSpec template) {
        return Objects.requireNonNull(template.getSpec());
    }

    private static V1Container container(V1PodTemplateSpec template) {
        return spec(template).getContainers().getFirst();
    }

    private static String path(@Nullable V1Probe probe) {
        return Objects.requireNonNull(
                Objects.requireNonNull(Objects.requireNonNull(probe).getHttpGet())
                        .getPath());
    }
}

package com.stairoids.webhooks.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.stairoids.webhooks.cli.role.ProcessSettings;
import com.stairoids.webhooks.cli.role.Role;
import com.stairoids.webhooks.console.ConsoleSettings;
import com.stairoids.webhooks.deliverylog.DeliveryLogSettings;
import com.stairoids.webhooks.settings.Settings;
import io.kubernetes.client.openapi.models.V1Container;
import io.kubernetes.client.openapi.models.V1EnvVar;
import io.kubernetes.client.openapi.models.V1LabelSelector;
import io.kubernetes.client.openapi.models.V1PodDisruptionBudget;
import io.kubernetes.client.openapi.models.V1PodSecurityContext;
import io.kubernetes.client.openapi.models.V1PodSpec;
import io.kubernetes.client.openapi.models.V1PodTemplateSpec;
import io.kubernetes.client.openapi.models.V1Probe;
import io.kubernetes.client.openapi.models.V1SecurityContext;
import io.kubernetes.client.openapi.models.V1Service;
import io.kubernetes.client.openapi.models.V1ServiceSpec;
import io.kubernetes.client.openapi.models.V1StatefulSet;
import io.kubernetes.client.openapi.models.V1StatefulSetSpec;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class PodsTest {
    private static final Map<Role, Integer> PORTS =
            Map.of(Role.ROUTER, 9464, Role.SENDER, 9465, Role.RETRY_SCHEDULER, 9466, Role.CONSOLE, 9467);

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
        V1Container container = container(pod(role));

        assertThat(container.getArgs()).containsExactly(role.commandName());
        assertThat(Objects.requireNonNull(container.getPorts())).first().satisfies(port -> {
            assertThat(port.getName()).isEqualTo("monitoring");
            assertThat(port.getContainerPort()).isEqualTo(PORTS.get(role));
        });
        assertThat(container.getPorts()).hasSize(role == Role.CONSOLE ? 2 : 1);
        assertThat(path(container.getStartupProbe())).isEqualTo("/health/live");
        assertThat(path(container.getLivenessProbe())).isEqualTo("/health/live");
        assertThat(path(container.getReadinessProbe())).isEqualTo("/health/ready");
    }

    @ParameterizedTest
    @EnumSource(Role.class)
    void aRoleHasTheTimeToEndThatItTakesForItself(Role role) {
        Settings settings = SettingsMap.settings();
        V1PodSpec pod = spec(pod(role));

        assertThat(Objects.requireNonNull(pod.getTerminationGracePeriodSeconds()))
                .isGreaterThanOrEqualTo(
                        settings.get(ProcessSettings.STOP_DEADLINE).toSeconds() + 5);
    }

    @ParameterizedTest
    @EnumSource(Role.class)
    void onlyWhoMakesOrOpensSecretsHasTheKeyset(Role role) {
        List<String> fromSecrets = Optional.ofNullable(container(pod(role)).getEnv()).orElse(List.of()).stream()
                .filter(variable ->
                        Objects.requireNonNull(variable.getValueFrom()).getSecretKeyRef() != null)
                .map(V1EnvVar::getName)
                .toList();

        assertThat(fromSecrets)
                .isEqualTo(Set.of(Role.SENDER, Role.CONSOLE).contains(role) ? List.of("SECRETS_KEYSET") : List.of());
    }

    /** Under another name it would read its log anew, from a directory that is not its own. */
    @Test
    void aConsoleComesBackUnderItsNameAndWithItsDirectory() {
        V1StatefulSetSpec set = Objects.requireNonNull(KubernetesModels.parse(
                        V1StatefulSet.class, workload(Role.CONSOLE).tree())
                .getSpec());

        assertThat(Objects.requireNonNull(container(pod(Role.CONSOLE)).getEnv()))
                .filteredOn(variable -> variable.getName().equals(DeliveryLogSettings.INSTANCE.environmentName()))
                .singleElement()
                .satisfies(variable -> assertThat(Objects.requireNonNull(Objects.requireNonNull(variable.getValueFrom())
                                        .getFieldRef())
                                .getFieldPath())
                        .isEqualTo("metadata.name"));
        assertThat(Objects.requireNonNull(set.getVolumeClaimTemplates()))
                .singleElement()
                .satisfies(claim -> assertThat(
                                Objects.requireNonNull(claim.getMetadata()).getName())
                        .isEqualTo("state"));
        assertThat(service(Objects.requireNonNull(set.getServiceName())).getClusterIP())
                .isEqualTo("None");
    }

    @Test
    void theConsoleIsReachedWhereItListens() {
        Settings settings = SettingsMap.settings();
        V1ServiceSpec service = service("console");

        assertThat(settings.get(ConsoleSettings.HOST)).isEqualTo("0.0.0.0");
        assertThat(Objects.requireNonNull(container(pod(Role.CONSOLE)).getPorts())
                        .getLast())
                .satisfies(port -> assertThat(port.getContainerPort()).isEqualTo(settings.get(ConsoleSettings.PORT)));
        assertThat(service.getSelector())
                .isEqualTo(
                        Objects.requireNonNull(pod(Role.CONSOLE).getMetadata()).getLabels());
        assertThat(service.getSessionAffinity()).isEqualTo("ClientIP");
        assertThat(Objects.requireNonNull(service.getPorts()))
                .singleElement()
                .satisfies(port -> assertThat(
                                Objects.requireNonNull(port.getTargetPort()).getStrValue())
                        .isEqualTo("http"));
    }

    @ParameterizedTest
    @EnumSource(Role.class)
    void aRolesPodsAreItsOwnAndLeaveOneByOne(Role role) {
        Map<String, String> labels = Objects.requireNonNull(
                Objects.requireNonNull(pod(role).getMetadata()).getLabels());

        assertThat(KubernetesModels.parse(
                                V1LabelSelector.class,
                                workload(role).tree().path("spec").path("selector"))
                        .getMatchLabels())
                .isEqualTo(labels);
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

    /** What makes the role's pods. */
    private static Manifest workload(Role role) {
        return Manifest.ofKind(role == Role.CONSOLE ? "StatefulSet" : "Deployment")
                .filter(manifest -> manifest.name().equals(role.commandName()))
                .findFirst()
                .orElseThrow();
    }

    private static V1PodTemplateSpec pod(Role role) {
        return KubernetesModels.pod(workload(role)).orElseThrow();
    }

    private static V1ServiceSpec service(String name) {
        return Manifest.ofKind("Service")
                .filter(manifest -> manifest.name().equals(name))
                .map(manifest -> KubernetesModels.parse(V1Service.class, manifest.tree()))
                .map(service -> Objects.requireNonNull(service.getSpec()))
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

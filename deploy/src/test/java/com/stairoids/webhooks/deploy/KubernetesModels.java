package com.stairoids.webhooks.deploy;

import io.kubernetes.client.openapi.JSON;
import io.kubernetes.client.openapi.models.V1Deployment;
import io.kubernetes.client.openapi.models.V1Job;
import io.kubernetes.client.openapi.models.V1Namespace;
import io.kubernetes.client.openapi.models.V1NetworkPolicy;
import io.kubernetes.client.openapi.models.V1ObjectMeta;
import io.kubernetes.client.openapi.models.V1PodDisruptionBudget;
import io.kubernetes.client.openapi.models.V1PodTemplateSpec;
import io.kubernetes.client.openapi.models.V1Service;
import io.kubernetes.client.openapi.models.V1ServiceAccount;
import io.kubernetes.client.openapi.models.V1StatefulSet;
import io.strimzi.api.kafka.model.topic.KafkaTopicSpec;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Manifests as their kinds' models. What a model does not know, or has and is missing, is an error. */
final class KubernetesModels {
    /** Kubernetes' own, by the models of its official client. */
    static final Map<String, Class<?>> BUILT_IN = Map.of(
            "v1/Namespace", V1Namespace.class,
            "v1/Service", V1Service.class,
            "v1/ServiceAccount", V1ServiceAccount.class,
            "apps/v1/Deployment", V1Deployment.class,
            "apps/v1/StatefulSet", V1StatefulSet.class,
            "batch/v1/Job", V1Job.class,
            "policy/v1/PodDisruptionBudget", V1PodDisruptionBudget.class,
            "networking.k8s.io/v1/NetworkPolicy", V1NetworkPolicy.class);

    private static final JsonMapper STRICT = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private KubernetesModels() {}

    /** @throws RuntimeException where the manifest is none of its kind */
    static <M> M parse(Class<M> model, JsonNode tree) {
        return Objects.requireNonNull(JSON.getGson().fromJson(tree.toString(), model));
    }

    static V1ObjectMeta metadata(Manifest manifest) {
        return parse(V1ObjectMeta.class, manifest.tree().path("metadata"));
    }

    /** Strimzi's model keeps what it does not know, so that it is looked for. */
    static KafkaTopicSpec kafkaTopic(Manifest manifest) {
        KafkaTopicSpec spec = STRICT.treeToValue(manifest.tree().path("spec"), KafkaTopicSpec.class);
        if (!spec.getAdditionalProperties().isEmpty()) {
            throw new IllegalArgumentException(
                    manifest + " has " + spec.getAdditionalProperties() + ", unknown to Strimzi");
        }
        return spec;
    }

    /** Of what makes pods. */
    static Optional<V1PodTemplateSpec> pod(Manifest manifest) {
        return switch (manifest.kind()) {
            case "Deployment", "StatefulSet", "Job" ->
                Optional.of(parse(
                        V1PodTemplateSpec.class, manifest.tree().path("spec").path("template")));
            default -> Optional.empty();
        };
    }
}

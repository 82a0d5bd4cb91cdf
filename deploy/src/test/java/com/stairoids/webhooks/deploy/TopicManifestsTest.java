package com.stairoids.webhooks.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.stairoids.webhooks.cli.Terminal;
import com.stairoids.webhooks.cli.Webhooks;
import com.stairoids.webhooks.schemas.topic.Topic;
import io.kubernetes.client.openapi.models.V1ObjectMeta;
import io.strimzi.api.kafka.model.topic.KafkaTopicSpec;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The topics that Kubernetes is given are those that are declared. */
class TopicManifestsTest {
    private static final Path FILE = ProjectFiles.KUBERNETES.resolve("strimzi-topics/topics.yaml");

    @Test
    void theFileIsWhatTheCommandPrints() {
        assertThat(ProjectFiles.text(FILE))
                .as("deploy/kubernetes/generate makes it anew")
                .isEqualTo(printed());
    }

    @Test
    void thereIsOneForEachTopicAndNoOther() {
        assertThat(Manifest.in(FILE).map(Manifest::name))
                .containsExactlyElementsOf(
                        Arrays.stream(Topic.values()).map(Topic::topicName).toList());
    }

    @ParameterizedTest
    @EnumSource(Topic.class)
    void isAsDeclared(Topic topic) {
        Manifest manifest = named(topic, Manifest.in(FILE).toList());
        KafkaTopicSpec spec = KubernetesModels.kafkaTopic(manifest);
        V1ObjectMeta metadata = KubernetesModels.metadata(manifest);

        assertThat(spec.getTopicName()).as("Strimzi's second name for it").isNull();
        assertThat(spec.getPartitions()).isEqualTo(topic.partitions().count(Topic.Partitions.DEFAULT));
        assertThat(spec.getReplicas()).isEqualTo(3);
        assertThat(Map.<String, Object>copyOf(spec.getConfig())).isEqualTo(Map.copyOf(topic.configuration(3)));
        assertThat(Objects.requireNonNull(metadata.getLabels())).containsEntry("strimzi.io/cluster", "kafka");
    }

    @Test
    void whatMustNotGrowKeepsItsPartitionsWhenTheOthersGrow() {
        List<Manifest> grown =
                ProjectFiles.documents(printed("--partitions", "24", "--fixed-partitions", "12")).stream()
                        .map(tree -> new Manifest(FILE, tree))
                        .toList();

        Map<Topic, Integer> partitions = Arrays.stream(Topic.values())
                .collect(Collectors.toMap(
                        topic -> topic,
                        topic ->
                                KubernetesModels.kafkaTopic(named(topic, grown)).getPartitions()));

        assertThat(partitions)
                .allSatisfy((topic, count) -> assertThat(count)
                        .isEqualTo(
                                switch (topic.partitions()) {
                                    case ONE -> 1;
                                    case FIXED -> 12;
                                    case SCALED -> 24;
                                }));
    }

    private static Manifest named(Topic topic, List<Manifest> manifests) {
        return manifests.stream()
                .filter(manifest -> manifest.name().equals(topic.topicName()))
                .findFirst()
                .orElseThrow();
    }

    private static String printed(String... options) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        PrintStream printer = new PrintStream(out, true, StandardCharsets.UTF_8);
        Terminal terminal = new Terminal(printer, printer, InputStream.nullInputStream(), Map.of());
        String[] command = new String[options.length + 2];
        command[0] = "topics";
        command[1] = "manifests";
        System.arraycopy(options, 0, command, 2, options.length);
        assertThat(Webhooks.commandLine(terminal).execute(command)).isZero();
        return out.toString(StandardCharsets.UTF_8);
    }
}

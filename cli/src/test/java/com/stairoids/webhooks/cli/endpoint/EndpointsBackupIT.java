package com.stairoids.webhooks.cli.endpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.stairoids.webhooks.cli.CommandRun;
import com.stairoids.webhooks.cli.ExitCodes;
import com.stairoids.webhooks.schemas.encryption.SecretCipher;
import com.stairoids.webhooks.schemas.topic.Topic;
import com.stairoids.webhooks.schemas.topic.TopicAdministration;
import com.stairoids.webhooks.testing.broker.TestBroker;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EndpointsBackupIT {
    private static final TopicPartition PARTITION = new TopicPartition(Topic.SUBSCRIPTIONS.topicName(), 0);

    private final TestBroker broker = TestBroker.startEmpty();
    private final Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()));
    private final String keyset = SecretCipher.newKeyset();

    @BeforeEach
    void makeTopics() throws Exception {
        new TopicAdministration(admin, 1, 1).apply();
    }

    @AfterEach
    void close() {
        admin.close();
        broker.close();
    }

    @Test
    void endpointsOfALostTopicAreThereAgainBehindAllThatDeliveriesUnderWayMayName(@TempDir Path directory)
            throws Exception {
        add("ws_1");
        add("ws_2");
        String removed = add("ws_2");
        endpoints("remove", removed);
        CommandRun before = endpoints("list", "--output", "json");
        Path file = backup(directory);
        endpoints("disable", add("ws_3"));
        long lostEnd = end();

        loseTopic();
        CommandRun restored = endpoints("restore", file.toString(), "--changes-since", "2");
        long end = end();
        CommandRun again = endpoints("restore", file.toString(), "--changes-since", "0");

        assertThat(restored.exitCode()).as(restored.err()).isEqualTo(ExitCodes.OK);
        assertThat(restored.out())
                .startsWith("2 endpoint(s) restored; stairoids.subscriptions goes on at offset " + end);
        assertThat(end)
                .as("behind all records of the lost one, the last of which was its last transaction's marker")
                .isGreaterThanOrEqualTo(lostEnd - 1);
        assertThat(again.exitCode())
                .as("one that was killed is run again: " + again.err())
                .isEqualTo(ExitCodes.OK);
        assertThat(before.lines()).hasSize(2);
        assertThat(endpoints("list", "--output", "json").out()).isEqualTo(before.out());
    }

    @Test
    void nothingIsWrittenOverEndpointsThatTheBackupDoesNotHave(@TempDir Path directory) throws Exception {
        add("ws_1");
        Path file = backup(directory);
        String later = add("ws_1");
        long end = end();

        CommandRun refused = endpoints("restore", file.toString());

        assertThat(refused.exitCode()).isEqualTo(ExitCodes.FAILED);
        assertThat(refused.err()).contains("not in the backup").contains("ws_1/" + later);
        assertThat(end()).isEqualTo(end);
    }

    @Test
    void aFileThatIsNoWholeBackupIsRefused(@TempDir Path directory) throws Exception {
        add("ws_1");
        List<String> lines = Files.readAllLines(backup(directory));
        Path cut = Files.write(directory.resolve("cut"), lines.subList(0, 1));
        Path holed = Files.write(directory.resolve("holed"), lines.subList(1, 2));
        Path other = Files.write(directory.resolve("other"), List.of("an essay"));
        long end = end();

        assertThat(endpoints("restore", cut.toString()).err()).contains("its last line is missing");
        assertThat(endpoints("restore", holed.toString()).err()).contains("says that it has 1 endpoints, and has 0");
        assertThat(endpoints("restore", other.toString()).err()).contains("no backup of endpoints");
        assertThat(endpoints("restore", directory.resolve("none").toString()).err())
                .contains("there is no file");
        assertThat(end()).isEqualTo(end);
    }

    private Path backup(Path directory) throws Exception {
        CommandRun run = endpoints("backup");
        assertThat(run.exitCode()).as(run.err()).isEqualTo(ExitCodes.OK);
        return Files.writeString(directory.resolve("endpoints.ndjson"), run.out());
    }

    private void loseTopic() throws Exception {
        admin.deleteTopics(List.of(PARTITION.topic())).all().get();
        await().atMost(Duration.ofSeconds(30))
                .until(() -> !admin.listTopics().names().get().contains(PARTITION.topic()));
        new TopicAdministration(admin, 1, 1).apply();
    }

    private long end() throws Exception {
        return admin.listOffsets(Map.of(PARTITION, OffsetSpec.latest()))
                .partitionResult(PARTITION)
                .get()
                .offset();
    }

    private String add(String workspace) {
        CommandRun added = endpoints(
                "add", "--workspace", workspace, "--url", "https://example.com/hook", "--event", "signal.created");
        assertThat(added.exitCode()).as(added.err()).isEqualTo(ExitCodes.OK);
        return added.lines().stream()
                .flatMap(line -> Arrays.stream(line.split("\\s+")))
                .filter(word -> word.startsWith("ep_"))
                .findFirst()
                .orElseThrow();
    }

    private CommandRun endpoints(String... arguments) {
        String[] all =
                Stream.concat(Stream.of("endpoints"), Arrays.stream(arguments)).toArray(String[]::new);
        return CommandRun.of(
                Map.of("KAFKA_BOOTSTRAP_SERVERS", broker.bootstrapServers(), "SECRETS_KEYSET", keyset), "", all);
    }
}

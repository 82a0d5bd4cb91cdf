package com.stairoids.webhooks.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.utils.Exit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class EmbeddedBrokerIT {
    @TempDir
    Path directory;

    @Test
    void keepsItsDataAcrossRestartsOnOtherPorts() throws Exception {
        try (EmbeddedBroker broker = EmbeddedBroker.start(directory, 0)) {
            Letters letters = new Letters(broker.bootstrapServers());
            letters.createTopic();
            letters.write("first");
            letters.read("readers", 1);
        }

        List<String> afterFirst;
        List<String> all;
        try (EmbeddedBroker broker = EmbeddedBroker.start(directory, 0)) {
            Letters letters = new Letters(broker.bootstrapServers());
            letters.write("second");
            afterFirst = letters.read("readers", 1);
            all = letters.read("others", 2);
        }

        assertThat(all).containsExactly("first", "second");
        assertThat(afterFirst).containsExactly("second");
    }

    @Test
    void saysWhichPortIsTakenBeforeItTouchesTheDirectory() throws Exception {
        Path untouched = directory.resolve("untouched");
        try (ServerSocket other = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
            assertThatThrownBy(() -> EmbeddedBroker.start(untouched, other.getLocalPort()))
                    .isInstanceOfSatisfying(
                            PortTakenException.class,
                            taken -> assertThat(taken.port()).isEqualTo(other.getLocalPort()))
                    .hasMessageContaining(Integer.toString(other.getLocalPort()));
        }
        assertThat(Files.exists(untouched)).isFalse();
    }

    @Test
    void aDirectoryServesOneBrokerAtATime() {
        try (EmbeddedBroker broker = EmbeddedBroker.start(directory, 0)) {
            assertThat(broker.isReady()).isTrue();
            assertThatThrownBy(() -> EmbeddedBroker.start(directory, 0))
                    .isInstanceOf(DataDirectoryInUseException.class)
                    .hasMessageContaining(directory.toString());
        }
    }

    @Test
    void closesInTimeAndClosingTwiceChangesNothing() {
        EmbeddedBroker broker = EmbeddedBroker.start(directory, 0);
        CompletableFuture<Void> ended = broker.ended();
        long started = System.nanoTime();

        broker.close();
        broker.close();

        assertThat(Duration.ofNanos(System.nanoTime() - started)).isLessThan(EmbeddedBroker.CLOSE_DEADLINE);
        assertThat(ended).isCompleted();
        assertThat(broker.isReady()).isFalse();
    }

    @Test
    void theProcessOutlivesABrokerWhoseDiskFails() throws Exception {
        try (EmbeddedBroker broker = EmbeddedBroker.start(directory, 0)) {
            CompletableFuture<Void> ended = broker.ended();
            Files.move(directory.resolve("kafka"), directory.resolve("lost"));
            Files.createFile(directory.resolve("kafka"));

            CompletableFuture<Void> creation = CompletableFuture.runAsync(() -> {
                try {
                    new Letters(broker.bootstrapServers()).createTopic();
                } catch (Exception e) {
                    // Its broker is dying.
                }
            });

            assertThat(ended)
                    .failsWithin(60, TimeUnit.SECONDS)
                    .withThrowableOfType(ExecutionException.class)
                    .withCauseInstanceOf(BrokerFailedException.class);
            assertThat(broker.isReady()).isFalse();
            creation.cancel(true);
        }
    }

    @Test
    void whatKafkaCallsAnExitIsAFailure() {
        try (EmbeddedBroker broker = EmbeddedBroker.start(directory, 0)) {
            CompletableFuture<Void> ended = broker.ended();

            assertThatThrownBy(() -> Exit.halt(3, "the end")).isInstanceOf(BrokerFailedException.class);

            assertThat(ended).isCompletedExceptionally();
            assertThat(ended.exceptionNow()).hasMessageContaining("status 3").hasMessageContaining("the end");
        }
    }

    @Test
    void aDirectoryThatIsNoneOfOursIsAnErrorAndNotAnExit() throws Exception {
        Path logs = Files.createDirectories(directory.resolve("kafka"));
        Files.writeString(logs.resolve("meta.properties"), "version=1\ncluster.id=elsewhere\nnode.id=7\n");

        assertThatThrownBy(() -> EmbeddedBroker.start(directory, 0)).isInstanceOf(BrokerFailedException.class);

        Files.delete(logs.resolve("meta.properties"));
        EmbeddedBroker.start(directory, 0).close();
    }

    @Test
    void isConfiguredAsTheRolesNeedIt() throws Exception {
        Map<String, String> expected = Map.of(
                "auto.create.topics.enable", "false",
                "group.initial.rebalance.delay.ms", "0",
                "offsets.topic.replication.factor", "1",
                "transaction.state.log.replication.factor", "1",
                "offsets.retention.minutes", Integer.toString(400 * 24 * 60));
        ConfigResource node = new ConfigResource(ConfigResource.Type.BROKER, "1");
        try (EmbeddedBroker broker = EmbeddedBroker.start(directory, 0);
                Admin admin =
                        Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, broker.bootstrapServers()))) {

            Map<String, String> actual = admin.describeConfigs(List.of(node)).all().get().values().stream()
                    .flatMap(config -> config.entries().stream())
                    .filter(entry -> entry.value() != null)
                    .collect(Collectors.toMap(ConfigEntry::name, ConfigEntry::value));

            assertThat(actual).containsAllEntriesOf(expected);
            assertThat(actual.get("message.max.bytes")).asInt().isGreaterThanOrEqualTo(4 * 1024 * 1024);
        }
    }
}

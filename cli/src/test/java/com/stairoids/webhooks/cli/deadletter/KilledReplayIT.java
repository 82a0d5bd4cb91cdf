package com.stairoids.webhooks.cli.deadletter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.stairoids.webhooks.cli.CommandRun;
import com.stairoids.webhooks.cli.ExitCodes;
import com.stairoids.webhooks.cli.Webhooks;
import com.stairoids.webhooks.schemas.encryption.SecretCipher;
import com.stairoids.webhooks.schemas.json.Json;
import com.stairoids.webhooks.schemas.json.MalformedJsonException;
import com.stairoids.webhooks.schemas.topic.Topic;
import com.stairoids.webhooks.testing.broker.TestBroker;
import com.stairoids.webhooks.testing.process.JavaProcess;
import com.stairoids.webhooks.testing.replays.DeadDeliveries;
import com.stairoids.webhooks.testing.replays.KilledReplay;
import com.stairoids.webhooks.testing.replays.KilledReplay.Kill;
import com.stairoids.webhooks.testing.replays.ReplayTally;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Dead letters are asked for by the command and sent by the retry-scheduler, in processes of their own that are killed. */
@Tag("slow")
class KilledReplayIT {
    private static final int COUNT = 2000;
    private static final Duration DEADLINE = Duration.ofMinutes(1);

    private final TestBroker broker = TestBroker.start();
    private final AtomicInteger lives = new AtomicInteger();

    @TempDir
    private Path directory;

    /** One walk, since each start of a retry-scheduler after a kill costs the time in which its death is noticed. */
    @Test
    void eachIsDeliveredOnceThoughBothAreKilledAndOnceMoreInARunThatTwoAskForAtOnce() throws Exception {
        try (broker) {
            DeadDeliveries dead = new DeadDeliveries("dlv_killed_", "ws_replay", addEndpoint(), COUNT);
            dead.write(broker.bootstrapServers());
            KilledReplay killed = new KilledReplay(
                    broker.bootstrapServers(),
                    this::startScheduler,
                    " ready role=",
                    this::startReplay,
                    "\"kind\":\"done\"");

            try (JavaProcess _ = killed.run(List.of(new Kill(500, true), new Kill(1200, false)), DEADLINE)) {
                awaitTally(dead, 1);
                CommandRun second = replay("--rate", "5000/s");
                CompletableFuture<CommandRun> one =
                        CompletableFuture.supplyAsync(() -> replay("--rate", "2000/s", "--again", "both"));
                CommandRun other = replay("--rate", "2000/s", "--again", "both");
                CommandRun resumed = replay("--again", "both");
                awaitTally(dead, 2);
                // As Kafka does once they are two weeks old.
                removeRequests();
                CommandRun late = replay("--dry-run");
                CommandRun lateInTheRun = replay("--again", "both");

                assertThat(second.lines().getLast())
                        .isEqualTo("{\"kind\":\"done\",\"asked\":0,\"asked_before\":2000,\"refused\":0}");
                assertThat(asked(one.join()) + asked(other)).isGreaterThan(COUNT);
                assertThat(asked(resumed)).isZero();
                assertThat(late.lines().getLast())
                        .isEqualTo("{\"kind\":\"planned\",\"asked\":0,\"asked_before\":2000,\"refused\":0}");
                assertThat(lateInTheRun.lines().getLast())
                        .isEqualTo(
                                "{\"kind\":\"done\",\"run\":\"both\",\"asked\":0,\"asked_before\":2000,\"refused\":0}");
            }
        }
    }

    private void awaitTally(DeadDeliveries dead, int runs) {
        ReplayTally once = new ReplayTally(COUNT, 0, 0, 0);
        await().atMost(DEADLINE)
                .pollInterval(Duration.ofMillis(500))
                .untilAsserted(() -> assertThat(ReplayTally.of(broker.bootstrapServers(), dead, runs))
                        .isEqualTo(once));
    }

    private void removeRequests() throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
            // Offset -1 is the end.
            admin.deleteRecords(IntStream.range(0, TestBroker.PARTITIONS)
                            .mapToObj(partition -> new TopicPartition(Topic.REPLAYS.topicName(), partition))
                            .collect(Collectors.toMap(found -> found, _ -> RecordsToDelete.beforeOffset(-1))))
                    .all()
                    .get();
        }
    }

    private static long asked(CommandRun run) {
        try {
            assertThat(run.exitCode()).as(run.err()).isEqualTo(ExitCodes.OK);
            return Json.readTree(run.lines().getLast()).path("asked").asLong();
        } catch (MalformedJsonException e) {
            throw new AssertionError(e);
        }
    }

    private String addEndpoint() throws MalformedJsonException {
        CommandRun added = CommandRun.of(
                Map.of("SECRETS_KEYSET", SecretCipher.newKeyset()),
                "",
                "endpoints",
                "add",
                "--bootstrap-server",
                broker.bootstrapServers(),
                "--workspace",
                "ws_replay",
                "--url",
                "https://example.com/hook",
                "--event",
                "signal.created",
                "--output",
                "json");
        return Json.readTree(added.out()).path("id").asString();
    }

    private CommandRun replay(String... more) {
        return CommandRun.of(Stream.concat(arguments(), Stream.of(more)).toArray(String[]::new));
    }

    private Stream<String> arguments() {
        return Stream.of(
                "dead-letters",
                "replay",
                "--bootstrap-server",
                broker.bootstrapServers(),
                "--workspace",
                "ws_replay",
                "--yes");
    }

    private JavaProcess startReplay() {
        return start("replay", Stream.concat(arguments(), Stream.of("--rate", "500/s")));
    }

    private JavaProcess startScheduler() {
        return start(
                "retry-scheduler",
                Stream.of(
                        "retry-scheduler",
                        "--bootstrap-server",
                        broker.bootstrapServers(),
                        "--set",
                        "kafka.allow-unreplicated=true",
                        "--set",
                        "retry-scheduler.state-directory=" + directory.resolve("state")));
    }

    private JavaProcess start(String name, Stream<String> arguments) {
        return JavaProcess.start(
                name,
                List.of("-Xmx256m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"),
                Webhooks.class,
                arguments.toList(),
                Map.of(),
                directory.resolve(name + "-" + lives.incrementAndGet() + ".out"));
    }
}

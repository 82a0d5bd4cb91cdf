package com.stairoids.webhooks.cli.line;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.stairoids.webhooks.cli.CommandRun;
import com.stairoids.webhooks.cli.ExitCodes;
import com.stairoids.webhooks.cli.role.Role;
import com.stairoids.webhooks.schemas.encryption.SecretCipher;
import com.stairoids.webhooks.testing.broker.SecuredBroker;
import com.stairoids.webhooks.testing.guarantees.EveryEventIsDelivered;
import com.stairoids.webhooks.testing.guarantees.Guarantee;
import com.stairoids.webhooks.testing.guarantees.NothingIsDoubled;
import com.stairoids.webhooks.testing.guarantees.PostedAttempt;
import com.stairoids.webhooks.testing.receiver.Behaviour;
import com.stairoids.webhooks.testing.receiver.ReceivedRequest;
import com.stairoids.webhooks.testing.receiver.Receiver;
import com.stairoids.webhooks.testing.topics.TopicWriter;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Every role in a process of its own, on a cluster that lets nobody in without TLS and a password. All that they and the
 * commands are told stands in one file.
 */
@Tag("slow")
final class SecuredLineIT {
    private static final Map<String, String> KEYSET = Map.of("SECRETS_KEYSET", SecretCipher.newKeyset());
    private static final String WORKSPACE = "ws_secured";
    private static final String PROBE = "ws_probe";
    private static final Duration SOON = Duration.ofMinutes(2);
    private static final int UNDER_WAY = 200;

    /** A failure's next attempt is the retry-scheduler's work, so that it has some whenever it is replaced. */
    private static final Behaviour EVERY_TENTH_FAILS_ONCE =
            new Behaviour.Delayed(Duration.ofMillis(100), new Behaviour.Depending(SecuredLineIT::answer));

    private static final AtomicLong accepted = new AtomicLong();

    @TempDir
    private static Path folder;

    private static SecuredBroker broker;
    private static Receiver receiver;
    private static Path settings;
    private static RoleProcesses roles;

    @BeforeAll
    static void start() throws IOException {
        broker = SecuredBroker.start(folder);
        receiver = Receiver.start();
        receiver.answers("/hook", EVERY_TENTH_FAILS_ONCE);
        settings = written("settings.properties", broker.clientProperties());
        assertThat(run("topics", "apply", "--partitions", "4", "--replicas", "1"))
                .extracting(CommandRun::exitCode, CommandRun::err)
                .containsExactly(ExitCodes.OK, "");
        roles = new RoleProcesses(folder, settings, KEYSET);
    }

    @AfterAll
    static void stop() {
        roles.close();
        receiver.close();
        broker.close();
    }

    @Test
    void aRollingRestartOfEveryRoleUnderLoadLosesAndDoublesNothing() throws Exception {
        register(WORKSPACE, "/hook");
        register(PROBE, "/" + PROBE);
        Set<String> produced;
        try (TopicWriter writer = new TopicWriter(broker.bootstrapServersInClear())) {
            WholeLine.awaitEffective(writer, receiver, PROBE);
            SteadyLoad load = SteadyLoad.start(WORKSPACE, writer, UNDER_WAY, accepted::get);
            awaitAccepted(UNDER_WAY);

            for (Role role : Role.values()) {
                assertThat(roles.replace(role)).as(role + " ended in time").isTrue();
                awaitAccepted(accepted.get() + UNDER_WAY);
            }

            produced = load.stop();
        }
        awaitAccepted(produced.size());
        var posted = PostedAttempt.of(receiver.requests("/hook"));
        Guarantee.requireAll(
                new EveryEventIsDelivered(produced, Set.of("/hook"), posted), new NothingIsDoubled(posted));
        assertThat(posted).extracting(PostedAttempt::attempt).contains(2);
        assertThat(posted)
                .allSatisfy(attempt -> assertThat(attempt.request().header("traceparent"))
                        .contains(SteadyLoad.traceparent(attempt.eventId())));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "topics diff --partitions 4 --replicas 1",
                "endpoints list --workspace " + WORKSPACE,
                "attempts",
                "events send -",
                "dead-letters list",
                "dead-letters replay --workspace " + WORKSPACE + " --yes",
                "rejected-events list",
                "tokens list",
                "rejected-events resubmit --reason malformed-json --yes"
            })
    void commandsReachTheClusterByTheSameFile(String command) {
        CommandRun run = run(command.split(" "));

        assertThat(run.exitCode()).as(run.err()).isEqualTo(ExitCodes.OK);
    }

    @Test
    void whoHasTheWrongPasswordIsTurnedAwayAndToldSo() throws IOException {
        Path wrong = written("wrong.properties", broker.clientProperties("wrong"));

        CommandRun run = CommandRun.of("topics", "diff", "--settings", wrong.toString());

        assertThat(run.exitCode()).isEqualTo(ExitCodes.FAILED);
        assertThat(run.err()).contains("Authentication failed");
    }

    private static void register(String workspace, String path) {
        assertThat(run(
                        "endpoints",
                        "add",
                        "--workspace",
                        workspace,
                        "--event",
                        "signal.created",
                        "--url",
                        receiver.url(path).toString()))
                .extracting(CommandRun::exitCode)
                .isEqualTo(ExitCodes.OK);
    }

    private static CommandRun run(String... command) {
        return CommandRun.of(
                KEYSET,
                "",
                Stream.concat(Stream.of(command), Stream.of("--settings", settings.toString()))
                        .toArray(String[]::new));
    }

    private static void awaitAccepted(long count) {
        await().atMost(SOON).until(() -> accepted.get() >= count);
    }

    private static Behaviour answer(ReceivedRequest request) {
        boolean isTenth = request.header("webhook-id").orElse("").endsWith("5");
        boolean isFirstAttempt =
                request.header("X-Stairoids-Attempt").orElse("").equals("1");
        if (isTenth && isFirstAttempt) {
            return Behaviour.status(500);
        }
        accepted.incrementAndGet();
        return Behaviour.status(200);
    }

    private static Path written(String name, Map<String, String> client) throws IOException {
        Map<String, String> all = new HashMap<>(Map.of(
                "kafka.bootstrap-servers", broker.bootstrapServers(),
                "kafka.allow-unreplicated", "true",
                "targets.allow-cidrs", "127.0.0.0/8",
                "targets.allow-http", "true",
                "retry.delays", "1s,1s,1s,1s,1s"));
        client.forEach((property, value) -> all.put("kafka.client." + property, value));
        Properties properties = new Properties();
        properties.putAll(all);
        Path file = folder.resolve(name);
        try (Writer writer = Files.newBufferedWriter(file)) {
            properties.store(writer, null);
        }
        return file;
    }
}

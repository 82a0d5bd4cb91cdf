package com.stairoids.webhooks.cli.line;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.stairoids.webhooks.cli.role.Role;
import com.stairoids.webhooks.endpoints.Endpoint;
import com.stairoids.webhooks.endpoints.EndpointRegistry;
import com.stairoids.webhooks.endpoints.testdelivery.TestDeliveries;
import com.stairoids.webhooks.endpoints.testdelivery.TestDelivery;
import com.stairoids.webhooks.schemas.attempt.Happening.Attempted;
import com.stairoids.webhooks.schemas.attempt.Happening.Outcome;
import com.stairoids.webhooks.schemas.encryption.SecretCipher;
import com.stairoids.webhooks.schemas.event.EventType;
import com.stairoids.webhooks.schemas.target.TargetGuard;
import com.stairoids.webhooks.settings.KafkaSettings;
import com.stairoids.webhooks.settings.Settings;
import com.stairoids.webhooks.testing.broker.TestBroker;
import com.stairoids.webhooks.testing.guarantees.BodyNeverChanges;
import com.stairoids.webhooks.testing.guarantees.Guarantee;
import com.stairoids.webhooks.testing.guarantees.NothingIsDoubled;
import com.stairoids.webhooks.testing.guarantees.PostedAttempt;
import com.stairoids.webhooks.testing.receiver.Behaviour;
import com.stairoids.webhooks.testing.receiver.Receiver;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A sender in a process of its own is killed with test deliveries in flight. */
@Tag("slow")
final class KilledTestsIT {
    private static final String WORKSPACE = "ws_killed_tests";
    private static final int ENDPOINTS = 4;
    private static final int TESTS_OF_EACH = 15;
    private static final Duration SOON = Duration.ofMinutes(2);
    private static final int ANSWERED_BEFORE = 8;

    /** Long, so that what is held until the kill is not given up before. */
    private static final String EXCHANGE_TIMEOUT = "60s";

    /** Four in flight to each endpoint, and as many that were answered and not committed yet. */
    private static final int REPEATED_AT_MOST = 2 * 4 * ENDPOINTS;

    private final AtomicInteger arrived = new AtomicInteger();
    private final CompletableFuture<Void> killed = new CompletableFuture<>();
    private final TestBroker broker = TestBroker.start();
    private final String keyset = SecretCipher.newKeyset();
    private final KafkaSettings kafka =
            KafkaSettings.of(Settings.of(Map.of("kafka.bootstrap-servers", broker.bootstrapServers())));

    @TempDir
    private Path directory;

    @Test
    void aKilledSenderLosesNoTestAndEachHasOneOutcome() throws InterruptedException {
        try (broker;
                Receiver receiver = Receiver.start();
                RoleProcess sender = sender()) {
            receiver.answers("/test", new Behaviour.Depending(_ -> answer()));
            sender.awaitReady();
            List<String> asked = ask(receiver);
            await().atMost(SOON).until(() -> arrived.get() >= 20 && !outcomes().isEmpty());

            sender.kill();
            killed.complete(null);
            int logged = outcomes().size();
            sender.restart();

            await().atMost(SOON)
                    .pollInterval(Duration.ofMillis(500))
                    .until(() -> outcomes().size() >= asked.size());
            assertThat(logged).as("had an outcome before the kill").isBetween(1, asked.size() - 1);
            assertThat(outcomes())
                    .extracting(attempted -> attempted.delivery().id())
                    .containsExactlyInAnyOrderElementsOf(asked);
            assertThat(outcomes()).extracting(Attempted::outcome).containsOnly(Outcome.DELIVERED);
            List<PostedAttempt> posted = PostedAttempt.of(receiver.requests());
            Guarantee.requireAll(new BodyNeverChanges(posted));
            assertThat(posted).extracting(PostedAttempt::deliveryId).containsAll(asked);
            assertThat(new NothingIsDoubled(posted).violations()).hasSizeBetween(1, REPEATED_AT_MOST);
        }
    }

    /** What comes after the first few is held until the sender is dead, so that it always has some under way then. */
    private Behaviour answer() {
        if (arrived.incrementAndGet() > ANSWERED_BEFORE) {
            killed.join();
        }
        return Behaviour.status(200);
    }

    private RoleProcess sender() {
        return new RoleProcess(
                Role.SENDER,
                broker.bootstrapServers(),
                keyset,
                Map.of(
                        "sender.instance",
                        "killed",
                        "sender.exchange-timeout",
                        EXCHANGE_TIMEOUT,
                        "sender.state-directory",
                        directory.resolve("sender").toString()),
                directory);
    }

    /** Returns the deliveries' ids. */
    private List<String> ask(Receiver receiver) {
        TargetGuard guard = new TargetGuard(List.of("127.0.0.0/8"), true);
        SecureRandom random = new SecureRandom();
        List<String> asked = new ArrayList<>();
        try (EndpointRegistry registry = new EndpointRegistry(
                        kafka, SecretCipher.ofKeyset(keyset), guard, ENDPOINTS, InstantSource.system(), random);
                TestDeliveries tests = TestDeliveries.open(kafka, InstantSource.system(), random)) {
            List<Endpoint> endpoints = IntStream.range(0, ENDPOINTS)
                    .mapToObj(_ -> WholeLine.register(registry, WORKSPACE, receiver.url("/test")))
                    .toList();
            for (int test = 0; test < TESTS_OF_EACH; test++) {
                for (Endpoint endpoint : endpoints) {
                    TestDelivery delivery =
                            tests.send(registry.look(endpoint.key()).orElseThrow(), EventType.SIGNAL_CREATED);
                    asked.add(delivery.deliveryId());
                }
            }
        }
        return asked;
    }

    private List<Attempted> outcomes() {
        return WholeLine.log(broker.bootstrapServers()).stream()
                .map(Attempted.class::cast)
                .toList();
    }
}

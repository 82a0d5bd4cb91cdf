package com.stairoids.webhooks.endpoints;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.stairoids.webhooks.schemas.encryption.SecretCipher;
import com.stairoids.webhooks.schemas.endpoint.EndpointKey;
import com.stairoids.webhooks.schemas.endpoint.EndpointStatus;
import com.stairoids.webhooks.schemas.target.TargetGuard;
import com.stairoids.webhooks.schemas.topic.Topic;
import com.stairoids.webhooks.settings.KafkaSettings;
import com.stairoids.webhooks.settings.Settings;
import com.stairoids.webhooks.testing.broker.TestBroker;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InvalidProducerEpochException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class WritersAtOnceIT {
    private static final int WRITERS = 4;
    private static final int CHANGES_EACH = 5;

    private static final SecretCipher CIPHER = SecretCipher.ofKeyset(SecretCipher.newKeyset());

    @SuppressWarnings("NullAway.Init") // JUnit calls startBroker first.
    private static TestBroker broker;

    @BeforeAll
    static void startBroker() {
        broker = TestBroker.start();
    }

    @AfterAll
    static void stopBroker() {
        broker.close();
    }

    @Test
    void loseNoEndpointOfOneWorkspace() throws Exception {
        List<String> registered = atOnce(registry -> {
            List<String> ids = new ArrayList<>();
            for (int change = 0; change < CHANGES_EACH; change++) {
                ids.add(created(registry, "ws_creating").id());
            }
            return ids;
        });

        try (var registry = registry()) {
            assertThat(registry.list("ws_creating").stream().map(Endpoint::id).toList())
                    .containsExactlyInAnyOrderElementsOf(registered)
                    .hasSize(WRITERS * CHANGES_EACH);
        }
    }

    @Test
    void loseNoChangeOfOneEndpoint() throws Exception {
        EndpointKey key;
        try (var registry = registry()) {
            key = created(registry, "ws_changing").key();
        }

        List<Long> versions = atOnce(registry -> {
            List<Long> made = new ArrayList<>();
            while (made.size() < CHANGES_EACH) {
                toggle(registry, key, made);
            }
            return made;
        });

        try (var registry = registry()) {
            assertThat(versions).doesNotHaveDuplicates();
            assertThat(registry.find(key.endpointId()).orElseThrow().version()).isEqualTo(1 + WRITERS * CHANGES_EACH);
        }
    }

    @Test
    void doNotWaitForOneOfTheirWorkspaceThatDiedInTheMiddle() {
        try (var _ = abandoned("ws_abandoned", Duration.ofSeconds(60));
                var registry = registry()) {
            Instant began = Instant.now();

            Endpoint created = created(registry, "ws_abandoned");

            assertThat(Duration.between(began, Instant.now())).isLessThan(Duration.ofSeconds(30));
            assertThat(registry.list("ws_abandoned")).containsExactly(created);
        }
    }

    @Test
    void seeTheirOwnChangesBehindAnotherWorkspaceThatDiedInTheMiddle() {
        try (var registry = registry();
                var first = registry()) {
            Endpoint before = created(registry, "ws_living");
            try (var _ = abandoned("ws_dead", Duration.ofSeconds(5))) {
                Endpoint behind = created(first, "ws_living");

                Endpoint last = created(registry, "ws_living");

                assertThat(registry.list("ws_living")).containsExactlyInAnyOrder(before, behind, last);
                assertThat(registry.list("ws_dead")).isEmpty();
            }
        }
    }

    @Test
    void registerOnceWhoseCommitsAnswerIsLost() {
        try (var registry = registry(new TimeoutException("no answer"))) {
            Endpoint created = created(registry, "ws_unanswered");

            assertThat(registry.list("ws_unanswered")).containsExactly(created);
        }
    }

    static Stream<KafkaException> overtaken() {
        return Stream.of(
                new ProducerFencedException("by another"),
                new KafkaException("Cannot execute", new InvalidProducerEpochException("by another")),
                new KafkaException("Unhandled error in EndTxnResponse"));
    }

    @ParameterizedTest
    @MethodSource("overtaken")
    void areNotToldOfFailureWhoWereOvertakenRightAfterTheirCommit(KafkaException failure) {
        try (var registry = registry(failure)) {
            EndpointKey key = created(registry, "ws_fenced").key();

            var removed = registry.remove(key, 1L);

            assertThat(removed).isEqualTo(new Outcome.Removed(key));
        }
    }

    @Test
    void areToldWhatTheyMayNotDo() {
        try (var registry = registry(new TopicAuthorizationException(Topic.SUBSCRIPTIONS.topicName()))) {
            assertThatThrownBy(() -> created(registry, "ws_forbidden")).isInstanceOf(TopicAuthorizationException.class);
        }
    }

    /** Both write the very same record, so its value cannot say whose it is. */
    @Test
    void areNotTakenForOneAnotherWhoAskForTheSameChangeInTheSameMillisecond() {
        EndpointKey key;
        try (var registry = registry()) {
            key = created(registry, "ws_same").key();
        }
        InstantSource still = InstantSource.fixed(Instant.parse("2026-11-25T12:00:00Z"));

        try (var overtaking = registry(still, _ -> {});
                var overtaken = registry(still, producer -> {
                    producer.abortTransaction();
                    overtaking.setStatus(key, EndpointStatus.DISABLED, 1L);
                    throw new ProducerFencedException("by another");
                })) {
            var outcome = overtaken.setStatus(key, EndpointStatus.DISABLED, 1L);

            assertThat(outcome).isInstanceOf(Outcome.Stale.class);
        }
    }

    /** A registry with a clock of its own; {@code instead} is done instead of its first commit. */
    private static EndpointRegistry registry(InstantSource time, Consumer<Producer<String, byte[]>> instead) {
        AtomicBoolean first = new AtomicBoolean(true);
        return new EndpointRegistry(
                kafka(),
                workspaceId -> new KafkaProducer<>(WorkspaceTransactions.configuration(kafka(), workspaceId)) {
                    @Override
                    public void commitTransaction() {
                        if (first.getAndSet(false)) {
                            flush();
                            instead.accept(this);
                        }
                        super.commitTransaction();
                    }
                },
                CIPHER,
                TargetGuard.strict(),
                100,
                time,
                new SecureRandom());
    }

    /** Where {@code body} runs in {@link #WRITERS} threads, two to a registry. */
    private static <T> List<T> atOnce(Writing<T> body) throws Exception {
        try (ExecutorService threads = Executors.newFixedThreadPool(WRITERS);
                var one = registry();
                var other = registry()) {
            List<Callable<List<T>>> writers = new ArrayList<>();
            for (int writer = 0; writer < WRITERS; writer++) {
                EndpointRegistry registry = writer % 2 == 0 ? one : other;
                writers.add(() -> body.run(registry));
            }
            List<T> all = new ArrayList<>();
            for (Future<List<T>> done : threads.invokeAll(writers)) {
                all.addAll(done.get());
            }
            return all;
        }
    }

    private interface Writing<T> {
        List<T> run(EndpointRegistry registry);
    }

    private static void toggle(EndpointRegistry registry, EndpointKey key, List<Long> made) {
        Endpoint seen = registry.find(key.endpointId()).orElseThrow();
        EndpointStatus opposite = seen.subscription().status() == EndpointStatus.ENABLED
                ? EndpointStatus.DISABLED
                : EndpointStatus.ENABLED;
        switch (registry.setStatus(key, opposite, seen.version())) {
            case Outcome.Changed changed -> made.add(changed.endpoint().version());
            case Outcome.Stale _ -> {}
            case Outcome.NotFound _, Outcome.Contended _ -> throw new AssertionError("the endpoint is there");
        }
    }

    private static Endpoint created(EndpointRegistry registry, String workspaceId) {
        var outcome =
                registry.create(NewEndpoint.of(workspaceId, "https://hooks.example.com/in", List.of("signal.created")));
        return ((Outcome.Created) outcome).endpoint();
    }

    /**
     * A writer in the middle of its transaction, as one that was killed leaves it.
     *
     * @param timeout after which the broker ends the transaction, where nobody else does
     */
    private static AutoCloseableProducer abandoned(String workspaceId, Duration timeout) {
        Map<String, Object> configuration = new HashMap<>(WorkspaceTransactions.configuration(kafka(), workspaceId));
        configuration.put(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG, (int) timeout.toMillis());
        KafkaProducer<String, byte[]> producer = new KafkaProducer<>(configuration);
        producer.initTransactions();
        producer.beginTransaction();
        var _ = producer.send(new ProducerRecord<>(
                Topic.SUBSCRIPTIONS.topicName(), workspaceId + "/ep_abandoned", "{}".getBytes(StandardCharsets.UTF_8)));
        producer.flush();
        return () -> producer.close(Duration.ZERO);
    }

    private interface AutoCloseableProducer extends AutoCloseable {
        @Override
        void close();
    }

    private static EndpointRegistry registry() {
        return new EndpointRegistry(
                kafka(), CIPHER, TargetGuard.strict(), 100, InstantSource.system(), new SecureRandom());
    }

    /** A registry whose every commit takes place but seems to have failed. */
    private static EndpointRegistry registry(KafkaException failure) {
        return new EndpointRegistry(
                kafka(),
                workspaceId -> new KafkaProducer<>(WorkspaceTransactions.configuration(kafka(), workspaceId)) {
                    @Override
                    public void commitTransaction() {
                        super.commitTransaction();
                        throw failure;
                    }
                },
                CIPHER,
                TargetGuard.strict(),
                100,
                InstantSource.system(),
                new SecureRandom());
    }

    private static KafkaSettings kafka() {
        return KafkaSettings.of(Settings.of(Map.of("kafka.bootstrap-servers", broker.bootstrapServers())));
    }
}

package com.stairoids.webhooks.cli.line;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.stairoids.webhooks.endpoints.Endpoint;
import com.stairoids.webhooks.schemas.attempt.Happening;
import com.stairoids.webhooks.schemas.attempt.Happening.Attempted;
import com.stairoids.webhooks.schemas.attempt.Happening.CancelReason;
import com.stairoids.webhooks.schemas.attempt.Happening.Cancelled;
import com.stairoids.webhooks.schemas.attempt.Happening.DeadLettered;
import com.stairoids.webhooks.schemas.attempt.Happening.Outcome;
import com.stairoids.webhooks.schemas.delivery.FailureReason;
import com.stairoids.webhooks.schemas.delivery.HeaderNames;
import com.stairoids.webhooks.schemas.delivery.HeaderText;
import com.stairoids.webhooks.schemas.endpoint.EndpointStatus;
import com.stairoids.webhooks.schemas.topic.Topic;
import com.stairoids.webhooks.testing.guarantees.AttemptsAreOnTime;
import com.stairoids.webhooks.testing.guarantees.BodyNeverChanges;
import com.stairoids.webhooks.testing.guarantees.Guarantee;
import com.stairoids.webhooks.testing.guarantees.NothingIsDoubled;
import com.stairoids.webhooks.testing.guarantees.PostedAttempt;
import com.stairoids.webhooks.testing.guarantees.SixAttemptsThenDeadLetter;
import com.stairoids.webhooks.testing.receiver.Behaviour;
import com.stairoids.webhooks.testing.receiver.ReceivedRequest;
import com.stairoids.webhooks.testing.receiver.Receiver;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The retry policy, end to end, with delays of seconds instead of minutes and hours. */
@Tag("slow")
final class RetriesIT {
    /** The last leaves time to change an endpoint before it is over. */
    private static final List<Duration> DELAYS =
            Stream.of(1, 2, 3, 4, 15).map(Duration::ofSeconds).toList();

    /** The promise; a whole line on less than four cores may be short of processors for longer. */
    private static final Duration TOLERANCE =
            Duration.ofSeconds(Runtime.getRuntime().availableProcessors() >= 4 ? 1 : 10);

    private static final Duration CHAIN = Duration.ofSeconds(90);

    @TempDir
    private static Path state;

    private static WholeLine line;
    private static Receiver receiver;

    @BeforeAll
    static void start() {
        line = new WholeLine(state, Map.of("retry.delays", "1s,2s,3s,4s,15s"));
        receiver = Receiver.start();
    }

    @AfterAll
    static void stop() {
        receiver.close();
        line.close();
    }

    @Test
    void afterSixFailuresThereIsOneDeadLetterAndEachAttemptWasOnTime() {
        receiver.answers("/dead", Behaviour.status(500));
        Endpoint endpoint = registerAndAwait("ws_dead", "/dead");

        line.send("ws_dead", "evt_dies");

        await().atMost(CHAIN)
                .untilAsserted(() ->
                        assertThat(line.records(Topic.DEAD_LETTER, endpoint)).hasSize(1));
        List<PostedAttempt> posted = PostedAttempt.of(ofEvent("/dead", "evt_dies"));
        List<ConsumerRecord<String, byte[]>> dead = line.records(Topic.DEAD_LETTER, endpoint);
        Guarantee.requireAll(
                new SixAttemptsThenDeadLetter(posted, dead),
                new BodyNeverChanges(posted),
                new NothingIsDoubled(posted),
                new AttemptsAreOnTime(posted, DELAYS, TOLERANCE));
        assertThat(HeaderText.read(dead.getFirst().headers(), HeaderNames.REASON))
                .contains("http-status");
        assertThat(HeaderText.read(dead.getFirst().headers(), HeaderNames.LAST_STATUS))
                .contains("500");
        assertThat(line.log(endpoint))
                .filteredOn(DeadLettered.class::isInstance)
                .hasSize(1);
    }

    @Test
    void aReceiverThatRecoversAtTheThirdAttemptGetsNoFourth() {
        receiver.answers(
                "/recovers", Behaviour.sequence(Behaviour.status(500), Behaviour.status(503), Behaviour.status(200)));
        Endpoint endpoint = registerAndAwait("ws_recovers", "/recovers");

        line.send("ws_recovers", "evt_recovers");

        await().atMost(CHAIN).until(() -> attempts(endpoint).stream().anyMatch(RetriesIT::wasDelivered));
        await().during(Duration.ofSeconds(6))
                .atMost(Duration.ofSeconds(30))
                .until(() -> ofEvent("/recovers", "evt_recovers").size() == 3);
        assertThat(line.records(Topic.DEAD_LETTER, endpoint)).isEmpty();
    }

    @Test
    void aReceiverThatDripsOneByteASecondIsGivenUpAtTenSecondsAndRetried() {
        receiver.answers(
                "/drips", Behaviour.sequence(new Behaviour.DripBody(Duration.ofSeconds(1)), Behaviour.status(200)));
        Endpoint endpoint = registerAndAwait("ws_drips", "/drips");

        line.send("ws_drips", "evt_drips");

        await().atMost(CHAIN).until(() -> attempts(endpoint).stream().anyMatch(RetriesIT::wasDelivered));
        Attempted first = attempts(endpoint).getFirst();
        assertThat(Objects.requireNonNull(first.failure()).reason()).isEqualTo(FailureReason.TIMEOUT);
        assertThat(first.timings().totalMs()).isBetween(10_000L, 15_000L);
        assertThat(ofEvent("/drips", "evt_drips")).hasSize(2);
    }

    @Test
    void anEndpointDeletedWhileADeliveryWaitsEndsItAsCancelled() {
        receiver.answers("/deleted", Behaviour.status(500));
        Endpoint endpoint = registerAndAwait("ws_deleted", "/deleted");
        line.send("ws_deleted", "evt_deleted");
        await().atMost(CHAIN).until(() -> !attempts(endpoint).isEmpty());

        line.remove(endpoint);

        assertThat(awaitCancelled(endpoint).reason()).isEqualTo(CancelReason.ENDPOINT_DELETED);
        assertThat(line.records(Topic.DEAD_LETTER, endpoint)).isEmpty();
    }

    @Test
    void anEndpointDisabledWhileADeliveryWaitsEndsItAsCancelled() {
        receiver.answers("/disabled", Behaviour.status(500));
        Endpoint endpoint = registerAndAwait("ws_disabled", "/disabled");
        line.send("ws_disabled", "evt_disabled");
        await().atMost(CHAIN).until(() -> !attempts(endpoint).isEmpty());

        line.switchTo(EndpointStatus.DISABLED, endpoint);

        assertThat(awaitCancelled(endpoint).reason()).isEqualTo(CancelReason.ENDPOINT_DISABLED);
    }

    @Test
    void anEndpointEnabledAgainInTimeLosesNothing() {
        List<Behaviour> answers = new ArrayList<>(Collections.nCopies(DELAYS.size(), Behaviour.status(500)));
        answers.add(Behaviour.status(200));
        receiver.answers("/enabled", new Behaviour.Sequence(answers));
        Endpoint endpoint = registerAndAwait("ws_enabled", "/enabled");
        line.send("ws_enabled", "evt_enabled");
        await().atMost(CHAIN).until(() -> attempts(endpoint).size() >= DELAYS.size());

        line.switchTo(EndpointStatus.DISABLED, endpoint);
        line.switchTo(EndpointStatus.ENABLED, endpoint);

        await().atMost(CHAIN).until(() -> attempts(endpoint).stream().anyMatch(RetriesIT::wasDelivered));
        assertThat(line.log(endpoint)).noneMatch(Cancelled.class::isInstance);
    }

    private static Endpoint registerAndAwait(String workspace, String path) {
        Endpoint endpoint = line.register(workspace, receiver.url(path));
        line.awaitEffective(receiver);
        return endpoint;
    }

    private static Cancelled awaitCancelled(Endpoint endpoint) {
        return (Cancelled) await().atMost(CHAIN)
                .until(
                        () -> line.log(endpoint).stream()
                                .filter(Cancelled.class::isInstance)
                                .toList(),
                        found -> !found.isEmpty())
                .getFirst();
    }

    private static List<Attempted> attempts(Endpoint endpoint) {
        return line.log(endpoint).stream()
                .filter(Attempted.class::isInstance)
                .map(Attempted.class::cast)
                .toList();
    }

    private static boolean wasDelivered(Happening happening) {
        return happening instanceof Attempted attempted && attempted.outcome() == Outcome.DELIVERED;
    }

    private static List<ReceivedRequest> ofEvent(String path, String eventId) {
        return receiver.requests(path).stream()
                .filter(request -> request.bodyText().contains(eventId))
                .toList();
    }
}

package com.stairoids.webhooks.cli.line;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
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
import com.stairoids.webhooks.testing.receiver.Behaviour;
import com.stairoids.webhooks.testing.receiver.ReceivedRequest;
import com.stairoids.webhooks.testing.receiver.Receiver;
import java.nio.file.Path;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The retry policy, end to end, with delays of seconds instead of minutes and hours. */
final class RetriesIT {
    private static final Duration CHAIN = Duration.ofSeconds(40);

    @TempDir
    private static Path state;

    private static WholeLine line;
    private static Receiver receiver;

    @BeforeAll
    static void start() {
        line = new WholeLine(state, Map.of("retry.delays", "1s,2s,3s,4s,5s"));
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
        List<ReceivedRequest> requests = ofEvent("/dead", "evt_dies");
        assertThat(requests).hasSize(6);
        assertThat(requests)
                .allSatisfy(request ->
                        assertThat(request.body()).isEqualTo(requests.getFirst().body()));
        assertThat(requests)
                .extracting(request -> request.header("X-Stairoids-Attempt").orElseThrow())
                .containsExactly("1", "2", "3", "4", "5", "6");
        assertOnTime(endpoint, requests);
        ConsumerRecord<String, byte[]> dead =
                line.records(Topic.DEAD_LETTER, endpoint).getFirst();
        assertThat(dead.value()).isEqualTo(requests.getFirst().body());
        assertThat(HeaderText.read(dead.headers(), HeaderNames.ATTEMPT)).contains("6");
        assertThat(HeaderText.read(dead.headers(), HeaderNames.LAST_STATUS)).contains("500");
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
                .atMost(Duration.ofSeconds(8))
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
        assertThat(first.timings().totalMs()).isCloseTo(10_000, within(500L));
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
        receiver.answers(
                "/enabled", Behaviour.sequence(Behaviour.status(500), Behaviour.status(500), Behaviour.status(200)));
        Endpoint endpoint = registerAndAwait("ws_enabled", "/enabled");
        line.send("ws_enabled", "evt_enabled");
        await().atMost(CHAIN).until(() -> attempts(endpoint).size() == 2);

        line.switchTo(EndpointStatus.DISABLED, endpoint);
        line.switchTo(EndpointStatus.ENABLED, endpoint);

        await().atMost(CHAIN).until(() -> attempts(endpoint).stream().anyMatch(RetriesIT::wasDelivered));
        assertThat(line.log(endpoint)).noneMatch(Cancelled.class::isInstance);
    }

    /** Each attempt within a second of when the entry before it said that it would be. */
    private static void assertOnTime(Endpoint endpoint, List<ReceivedRequest> requests) {
        List<Attempted> attempts = attempts(endpoint);
        for (int retry = 1; retry < requests.size(); retry++) {
            var due = Objects.requireNonNull(attempts.get(retry - 1).nextAttempt())
                    .at();
            assertThat(requests.get(retry).arrivedAt())
                    .as("attempt %d", retry + 1)
                    .isAfterOrEqualTo(due.minus(5, ChronoUnit.MILLIS))
                    .isBefore(due.plusSeconds(1));
        }
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

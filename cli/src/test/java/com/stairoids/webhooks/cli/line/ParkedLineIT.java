package com.stairoids.webhooks.cli.line;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.stairoids.webhooks.endpoints.Endpoint;
import com.stairoids.webhooks.schemas.attempt.Happening;
import com.stairoids.webhooks.schemas.topic.Topic;
import com.stairoids.webhooks.testing.guarantees.PostedAttempt;
import com.stairoids.webhooks.testing.receiver.Behaviour;
import com.stairoids.webhooks.testing.receiver.Receiver;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An endpoint stops answering, its deliveries are parked, it comes back, and all of them arrive. */
final class ParkedLineIT {
    private static final String WORKSPACE = "ws_parked";
    private static final int EVENTS = 1000;

    private final AtomicBoolean up = new AtomicBoolean();
    private final Receiver receiver = Receiver.start();

    @SuppressWarnings("NullAway.Init") // Set before each test.
    private WholeLine line;

    @BeforeEach
    void start(@TempDir Path folder) {
        line = new WholeLine(
                folder,
                Map.of(
                        "sender.exchange-timeout", "3s",
                        "sender.breaker-after", "2s",
                        "sender.probe-interval", "1s",
                        "retry.delays", "1s,1s,1s,1s,1s"));
    }

    @AfterEach
    void stop() {
        line.close();
        receiver.close();
    }

    @Test
    void whatWasParkedArrivesOnceItsEndpointAnswersAgainAndSpendsNoAttempts() {
        receiver.answers(
                "/dead", new Behaviour.Depending(_ -> up.get() ? Behaviour.status(200) : new Behaviour.Hang()));
        Endpoint dead = line.register(WORKSPACE, receiver.url("/dead"));
        line.awaitEffective(receiver);
        List<Future<RecordMetadata>> produced = IntStream.range(0, EVENTS)
                .mapToObj(i -> line.produce(WORKSPACE, "evt_" + i))
                .toList();
        await().until(() -> produced.stream().allMatch(Future::isDone));
        await().atMost(Duration.ofMinutes(2))
                .untilAsserted(
                        () -> assertThat(line.records(Topic.PARKED, dead)).hasSizeGreaterThan(EVENTS / 2));

        up.set(true);

        await().atMost(Duration.ofMinutes(2))
                .untilAsserted(() -> assertThat(ended(dead)).isEqualTo(EVENTS));
        List<PostedAttempt> accepted = PostedAttempt.of(receiver.requests("/dead")).stream()
                .filter(PostedAttempt::accepted)
                .toList();
        assertThat(accepted).extracting(PostedAttempt::eventId).doesNotHaveDuplicates();
        assertThat(accepted)
                .filteredOn(attempt -> attempt.attempt() == 1)
                .as("those that never cost an attempt while nobody answered")
                .hasSizeGreaterThan(EVENTS / 2);
        assertThat(line.log(dead)).anyMatch(Happening.Parked.class::isInstance);
    }

    private long ended(Endpoint endpoint) {
        return line.log(endpoint).stream()
                .filter(happening -> happening instanceof Happening.DeadLettered
                        || (happening instanceof Happening.Attempted attempted
                                && attempted.outcome() == Happening.Outcome.DELIVERED))
                .count();
    }
}

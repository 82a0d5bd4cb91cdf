package com.stairoids.webhooks.cli.line;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.stairoids.webhooks.schemas.attempt.Happening;
import com.stairoids.webhooks.schemas.attempt.Happening.Attempted;
import com.stairoids.webhooks.schemas.attempt.Happening.Outcome;
import com.stairoids.webhooks.testing.receiver.ReceivedRequest;
import com.stairoids.webhooks.testing.receiver.Receiver;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every event reaches every endpoint once, at a size that shows what one batch does not. */
final class EveryEventIsDeliveredIT {
    private static final int EVENTS = 10_000;
    private static final List<String> PATHS = List.of("/one", "/two", "/three");

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it.
    private Path state;

    @Test
    void tenThousandEventsReachThreeEndpointsOnceEachWithinTwoMinutes() throws Exception {
        try (Receiver receiver = Receiver.start();
                WholeLine line = new WholeLine(state, Map.of())) {
            PATHS.forEach(path -> line.register("ws_many", receiver.url(path)));
            line.awaitEffective(receiver);
            long probes = receiver.requestCount();
            Set<String> produced =
                    IntStream.range(0, EVENTS).mapToObj(i -> "evt_" + i).collect(Collectors.toSet());

            List<Future<RecordMetadata>> sent = new ArrayList<>();
            produced.forEach(id -> sent.add(line.produce("ws_many", id)));
            await().atMost(Duration.ofMinutes(2))
                    .pollInterval(Duration.ofMillis(250))
                    .until(() -> receiver.requestCount() - probes >= (long) EVENTS * PATHS.size());

            for (Future<RecordMetadata> written : sent) {
                written.get();
            }
            for (String path : PATHS) {
                List<String> ids = eventIds(receiver.requests(path));
                assertThat(ids).doesNotHaveDuplicates();
                assertThat(Set.copyOf(ids)).isEqualTo(produced);
            }
        }
    }

    /** A new endpoint's first event may be routed before the sender has heard of the endpoint. */
    @Test
    void anEndpointAddedJustBeforeItsFirstEventNeverHasItCancelled() {
        int endpoints = 1000;
        try (Receiver receiver = Receiver.start();
                WholeLine line = new WholeLine(state, Map.of())) {
            for (int i = 0; i < endpoints; i++) {
                String workspace = "ws_" + i / 50;
                line.register(workspace, receiver.url("/" + i));
                line.send(workspace, "evt_" + i);
            }

            line.awaitEffective(receiver);
            await().atMost(Duration.ofMinutes(2))
                    .pollInterval(Duration.ofSeconds(1))
                    .until(line::isIdle);
            List<Happening> log = line.log();
            assertThat(log).isNotEmpty();
            assertThat(log)
                    .allMatch(happening ->
                            happening instanceof Attempted attempted && attempted.outcome() == Outcome.DELIVERED);
        }
    }

    private static List<String> eventIds(List<ReceivedRequest> requests) {
        return requests.stream()
                .map(request -> request.header("webhook-id").orElseThrow())
                .toList();
    }
}

package com.stairoids.webhooks.cli.line;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.stairoids.webhooks.endpoints.EndpointRegistry;
import com.stairoids.webhooks.schemas.attempt.Happening;
import com.stairoids.webhooks.schemas.attempt.Happening.Attempted;
import com.stairoids.webhooks.schemas.attempt.Happening.Outcome;
import com.stairoids.webhooks.testing.guarantees.EveryEventIsDelivered;
import com.stairoids.webhooks.testing.guarantees.Guarantee;
import com.stairoids.webhooks.testing.guarantees.NothingIsDoubled;
import com.stairoids.webhooks.testing.guarantees.OneDeliveryPerEndpoint;
import com.stairoids.webhooks.testing.guarantees.PostedAttempt;
import com.stairoids.webhooks.testing.receiver.Receiver;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every event reaches every endpoint once, at a size that shows what one batch does not. */
final class EveryEventIsDeliveredIT {
    private static final String WORKSPACES = "ws_added_";
    private static final int ADMINS = 5;
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
            List<PostedAttempt> posted = PATHS.stream()
                    .flatMap(path -> PostedAttempt.of(receiver.requests(path)).stream())
                    .toList();
            Guarantee.requireAll(
                    new EveryEventIsDelivered(produced, Set.copyOf(PATHS), posted),
                    new OneDeliveryPerEndpoint(posted),
                    new NothingIsDoubled(posted));
        }
    }

    /** A new endpoint's first event may be routed before the sender has heard of the endpoint. */
    @Test
    void anEndpointAddedJustBeforeItsFirstEventNeverHasItCancelled() throws Exception {
        int endpoints = 1000;
        List<Future<?>> work = new ArrayList<>();
        try (Receiver receiver = Receiver.start();
                WholeLine line = new WholeLine(state, Map.of())) {
            try (ExecutorService admins = Executors.newFixedThreadPool(ADMINS)) {
                for (int admin = 0; admin < ADMINS; admin++) {
                    String workspace = WORKSPACES + admin + "_";
                    work.add(admins.submit(() -> addAndProduce(line, workspace, receiver, endpoints / ADMINS)));
                }
            }
            for (Future<?> done : work) {
                done.get();
            }
            line.awaitEffective(receiver);
            await().atMost(Duration.ofMinutes(2))
                    .pollInterval(Duration.ofSeconds(1))
                    .until(line::isIdle);
            List<Happening> log = line.log().stream()
                    .filter(happening -> happening.delivery().workspaceId().startsWith(WORKSPACES))
                    .toList();
            assertThat(log).hasSizeGreaterThan(endpoints);
            assertThat(log)
                    .allMatch(happening ->
                            happening instanceof Attempted attempted && attempted.outcome() == Outcome.DELIVERED);
        }
    }

    /** Each admin's workspaces are its own; each workspace has 50 endpoints. */
    private static void addAndProduce(WholeLine line, String workspaces, Receiver receiver, int endpoints) {
        try (EndpointRegistry registry = line.newRegistry()) {
            for (int i = 0; i < endpoints; i++) {
                String workspace = workspaces + i / 50;
                WholeLine.register(registry, workspace, receiver.url("/" + i));
                line.send(workspace, "evt_" + i);
            }
        }
    }
}

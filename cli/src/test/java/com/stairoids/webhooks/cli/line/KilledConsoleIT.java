package com.stairoids.webhooks.cli.line;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.stairoids.webhooks.cli.CommandRun;
import com.stairoids.webhooks.cli.ExitCodes;
import com.stairoids.webhooks.console.token.TokenRegistry;
import com.stairoids.webhooks.endpoints.Endpoint;
import com.stairoids.webhooks.schemas.delivery.HeaderNames;
import com.stairoids.webhooks.schemas.endpoint.EndpointStatus;
import com.stairoids.webhooks.schemas.token.TokenRole;
import com.stairoids.webhooks.schemas.topic.Topic;
import com.stairoids.webhooks.settings.KafkaSettings;
import com.stairoids.webhooks.settings.Settings;
import com.stairoids.webhooks.testing.receiver.Behaviour;
import com.stairoids.webhooks.testing.receiver.ReceivedRequest;
import com.stairoids.webhooks.testing.receiver.Receiver;
import com.stairoids.webhooks.testing.topics.TopicReader;
import com.stairoids.webhooks.testing.topics.TopicWriter;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Headers;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A console in a process of its own beside a line under load. What it shows is held to the topics that it is a view of. */
@Tag("slow")
final class KilledConsoleIT {
    private static final String WORKSPACE = "ws_killed_console";
    private static final Duration SOON = Duration.ofMinutes(2);
    private static final int KILLS = 4;
    private static final int UNDER_WAY = 20;
    private static final int EVENTS_PER_LIFE = 150;
    private static final int ROUNDS = 8;

    /**
     * The later of the two comes this part of a command's time later, times the round, so that now the one and now the other is
     * the first: in the last rounds about twice as long as a command takes, on this machine as it is.
     */
    private static final int PARTS = 3;

    private static final Duration LOOK = Duration.ofSeconds(1);
    private static final Behaviour AS_THE_EVENT_HAS_IT =
            new Behaviour.Delayed(Duration.ofMillis(100), new Behaviour.Depending(KilledConsoleIT::answer));

    private static final AtomicLong accepted = new AtomicLong();

    @TempDir
    private static Path folder;

    private static Receiver receiver;
    private static WholeLine line;
    private static ConsoleProcess console;
    private static ConsoleVisitor visitor;

    @BeforeAll
    static void start() {
        receiver = Receiver.start();
        line = new WholeLine(folder, Map.of("retry.delays", "1s,1s,1s,1s,1s"));
        console = new ConsoleProcess(line.bootstrapServers(), line.keyset(), folder);
        KafkaSettings kafka = KafkaSettings.of(Settings.of(Map.of("kafka.bootstrap-servers", line.bootstrapServers())));
        String token = new TokenRegistry(kafka, InstantSource.system(), new SecureRandom())
                .issue("a test's", TokenRole.ADMIN, WORKSPACE, null)
                .secret()
                .reveal();
        visitor = new ConsoleVisitor(console.port(), WORKSPACE, token);
        console.awaitReady();
    }

    @AfterAll
    static void stop() {
        visitor.close();
        console.close();
        line.close();
        receiver.close();
    }

    @Test
    void eachDeliveryIsListedOnceAndAsItStandsHoweverOftenTheConsoleIsKilled() throws Exception {
        receiver.answers("/staying", AS_THE_EVENT_HAS_IT);
        receiver.answers("/leaving", AS_THE_EVENT_HAS_IT);
        List<Endpoint> endpoints = Stream.of("/staying", "/leaving")
                .map(path -> line.register(WORKSPACE, receiver.url(path)))
                .toList();
        line.awaitEffective(receiver);

        Set<String> produced;
        try (TopicWriter writer = new TopicWriter(line.bootstrapServers())) {
            SteadyLoad load = SteadyLoad.start(WORKSPACE, writer, UNDER_WAY, KilledConsoleIT::takenOrGivenUp);
            for (int kill = 1; kill <= KILLS; kill++) {
                awaitAccepted(accepted.get() + EVENTS_PER_LIFE);
                Set<String> before = killed(kill % 2 == 0);
                assertThat(shown(endpoints)).as("after kill " + kill).containsKeys(before.toArray(String[]::new));
                if (kill == KILLS / 2) {
                    line.switchTo(EndpointStatus.DISABLED, endpoints.getLast());
                }
            }
            produced = load.stop();
        }

        Map<String, Standing> ended = awaitEnded(endpoints.size() - 1, produced);
        await().atMost(SOON)
                .pollInterval(LOOK)
                .untilAsserted(() -> assertThat(shown(endpoints)).isEqualTo(ended));
        assertThat(ended.values()).extracting(Standing::status).contains("delivered", "failed", "cancelled");
    }

    @Test
    void ofTwoWritersAtOnceNothingIsLostAndTheStaleOneIsTold() throws Exception {
        Endpoint endpoint = line.register(WORKSPACE, receiver.url("/written"));
        Duration part = timeOfACommand(endpoint).dividedBy(PARTS);
        Set<String> winners = new HashSet<>();
        for (int round = 0; round < ROUNDS; round++) {
            HttpResponse<String> seen = visitor.get(endpoint);
            String command = description(seen) + " c" + round;
            String api = description(seen) + " a" + round;

            boolean apiFirst = round % 2 == 1;
            CompletableFuture<HttpResponse<String>> asked = CompletableFuture.supplyAsync(
                    () -> visitor.describe(endpoint, api, ConsoleVisitor.etag(seen)),
                    later(part, apiFirst ? 0 : round));
            CommandRun byCommand = CompletableFuture.supplyAsync(
                            () -> describe(endpoint, command, seen), later(part, apiFirst ? round : 0))
                    .join();
            HttpResponse<String> byApi = asked.join();

            HttpResponse<String> now = visitor.get(endpoint);
            if (byApi.statusCode() == 200) {
                winners.add("API");
                assertThat(byCommand.exitCode()).isEqualTo(ExitCodes.FAILED);
                assertThat(byCommand.err()).contains("changed");
                assertThat(describe(endpoint, description(now) + " c" + round, now)
                                .exitCode())
                        .isEqualTo(ExitCodes.OK);
            } else {
                winners.add("command");
                assertThat(byApi.statusCode()).as(byApi.body()).isEqualTo(412);
                assertThat(byCommand.exitCode()).as(byCommand.err()).isEqualTo(ExitCodes.OK);
                assertThat(visitor.describe(endpoint, description(now) + " a" + round, ConsoleVisitor.etag(now))
                                .statusCode())
                        .isEqualTo(200);
            }
        }

        assertThat(description(visitor.get(endpoint)).strip().split(" "))
                .containsExactlyInAnyOrderElementsOf(IntStream.range(0, ROUNDS)
                        .boxed()
                        .flatMap(round -> Stream.of("a" + round, "c" + round))
                        .toList());
        assertThat(winners).containsExactlyInAnyOrder("API", "command");
        line.remove(endpoint);
    }

    private static Executor later(Duration part, int times) {
        return CompletableFuture.delayedExecutor(times * part.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Of the second of two, since the first loads its classes. */
    private static Duration timeOfACommand(Endpoint endpoint) {
        Duration took = Duration.ZERO;
        for (int run = 0; run < 2; run++) {
            HttpResponse<String> seen = visitor.get(endpoint);
            long began = System.nanoTime();
            assertThat(describe(endpoint, "", seen).exitCode()).isEqualTo(ExitCodes.OK);
            took = Duration.ofNanos(System.nanoTime() - began);
        }
        return took;
    }

    /**
     * Kills the console and waits until its successor is ready; what had happened to some delivery in between was there for the
     * successor to read, and so is what is returned.
     *
     * @param twice whether one is killed in between that has not read its log
     */
    private static Set<String> killed(boolean twice) throws InterruptedException {
        console.kill();
        Set<String> before = standings().keySet();
        console.restart();
        if (twice) {
            console.awaitListening();
            console.kill();
            console.restart();
        }
        console.awaitReady();
        return before;
    }

    /** By the topic, once every delivery of every event has ended. */
    private static Map<String, Standing> awaitEnded(int endpointsOfEach, Set<String> produced) {
        await().atMost(SOON).pollInterval(LOOK).untilAsserted(() -> {
            Map<String, Standing> standings = standings();
            assertThat(deliveries()).hasSizeGreaterThanOrEqualTo(endpointsOfEach * produced.size());
            assertThat(standings.keySet()).isEqualTo(deliveries());
            assertThat(standings.values()).allMatch(Standing::hasEnded);
        });
        return standings();
    }

    /** By the list, which has none twice. */
    private static Map<String, Standing> shown(List<Endpoint> endpoints) {
        List<ConsoleVisitor.Row> rows = endpoints.stream()
                .flatMap(endpoint -> visitor.rows(endpoint).stream())
                .toList();
        assertThat(rows).extracting(ConsoleVisitor.Row::id).doesNotHaveDuplicates();
        return rows.stream().collect(Collectors.toMap(ConsoleVisitor.Row::id, ConsoleVisitor.Row::standing));
    }

    private static Map<String, Standing> standings() {
        return Standing.byDelivery(line.log().stream()
                .filter(happening -> happening.delivery().workspaceId().equals(WORKSPACE))
                .toList());
    }

    private static Set<String> deliveries() {
        return TopicReader.readAll(line.bootstrapServers(), Topic.DELIVERIES, ConsumerRecord::headers).stream()
                .filter(headers -> text(headers, HeaderNames.WORKSPACE_ID).equals(WORKSPACE))
                .map(headers -> text(headers, HeaderNames.DELIVERY_ID))
                .collect(Collectors.toSet());
    }

    private static String text(Headers headers, String name) {
        return new String(headers.lastHeader(name).value(), StandardCharsets.UTF_8);
    }

    private static CommandRun describe(Endpoint endpoint, String description, HttpResponse<String> seen) {
        return CommandRun.of(
                "endpoints",
                "update",
                endpoint.id(),
                "--bootstrap-server",
                line.bootstrapServers(),
                "--description",
                description,
                "--if-version",
                ConsoleVisitor.json(seen).path("version").asString());
    }

    private static String description(HttpResponse<String> endpoint) {
        return ConsoleVisitor.json(endpoint).path("description").asString("");
    }

    /** One event in ten is never taken, and must not hold up the load for that. */
    private static long takenOrGivenUp() {
        return accepted.get() * 10 / 9;
    }

    private static void awaitAccepted(long count) {
        await().atMost(SOON).until(() -> accepted.get() >= count);
    }

    /** Some events are taken at the second attempt, some never; what ends well at the first endpoint paces the load. */
    private static Behaviour answer(ReceivedRequest request) {
        String event = request.header("webhook-id").orElse("");
        boolean isFirst = request.header("X-Stairoids-Attempt").orElse("").equals("1");
        if (event.endsWith("7") || (event.endsWith("5") && isFirst)) {
            return Behaviour.status(500);
        }
        if (request.path().equals("/staying")) {
            accepted.incrementAndGet();
        }
        return Behaviour.status(200);
    }
}

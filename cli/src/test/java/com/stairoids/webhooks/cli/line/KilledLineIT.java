package com.stairoids.webhooks.cli.line;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.stairoids.webhooks.endpoints.EndpointRegistry;
import com.stairoids.webhooks.schemas.topic.Topic;
import com.stairoids.webhooks.settings.EndpointSettings;
import com.stairoids.webhooks.settings.KafkaSettings;
import com.stairoids.webhooks.settings.SecretSettings;
import com.stairoids.webhooks.settings.Settings;
import com.stairoids.webhooks.settings.TargetSettings;
import com.stairoids.webhooks.testing.guarantees.BodyNeverChanges;
import com.stairoids.webhooks.testing.guarantees.EveryEventIsDelivered;
import com.stairoids.webhooks.testing.guarantees.Guarantee;
import com.stairoids.webhooks.testing.guarantees.NothingIsDoubled;
import com.stairoids.webhooks.testing.guarantees.PostedAttempt;
import com.stairoids.webhooks.testing.receiver.Behaviour;
import com.stairoids.webhooks.testing.receiver.Receiver;
import com.stairoids.webhooks.testing.topics.TopicWriter;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Broker, router, sender and retry-scheduler are killed together, with requests in flight, and start again. */
@Tag("slow")
final class KilledLineIT {
    private static final String WORKSPACE = "ws_killed";
    private static final String PROBE = "ws_probe";
    private static final int EVENTS = 2000;

    /** What a sender may have under way to one endpoint, and what it may have had answered and not yet committed in a second. */
    private static final int REPEATED_PER_KILL = 32 + 320;

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it.
    private Path folder;

    @Test
    void aKillLosesNothingAndRepeatsOnlyWhatWasNotCommitted()
            throws IOException, InterruptedException, ExecutionException {
        Path data = Files.createDirectory(folder.resolve("data"));
        try (Receiver receiver = Receiver.start();
                LocalProcess local = new LocalProcess(data, freePort())) {
            receiver.answers("/hook", new Behaviour.Delayed(Duration.ofMillis(100), Behaviour.status(200)));
            register(local, receiver);
            Set<String> produced =
                    IntStream.range(0, EVENTS).mapToObj(i -> "evt_" + i).collect(Collectors.toSet());

            produce(local, produced);
            for (int part = 1; part <= 2; part++) {
                int seen = EVENTS * part / 4;
                await().atMost(Duration.ofMinutes(1))
                        .pollInterval(Duration.ofMillis(5))
                        .until(() -> receiver.requests("/hook").size() >= seen);
                local.kill();
                local.restart();
            }

            await().atMost(Duration.ofMinutes(2))
                    .until(() -> receiver.requests("/hook").stream()
                                    .map(request -> request.header("webhook-id"))
                                    .distinct()
                                    .count()
                            >= EVENTS);
            List<PostedAttempt> posted = PostedAttempt.of(receiver.requests("/hook"));
            Guarantee.requireAll(
                    new EveryEventIsDelivered(produced, Set.of("/hook"), posted), new BodyNeverChanges(posted));
            assertThat(new NothingIsDoubled(posted).violations()).hasSizeLessThanOrEqualTo(2 * REPEATED_PER_KILL);
        }
    }

    /** Waits until the router knows the endpoint: what is routed before would rightly have no subscriber. */
    private static void register(LocalProcess local, Receiver receiver) {
        Settings settings = Settings.load(local.settings(), Map.of(), Map.of());
        try (EndpointRegistry registry = new EndpointRegistry(
                        KafkaSettings.of(settings),
                        SecretSettings.cipher(settings),
                        TargetSettings.guard(settings),
                        settings.get(EndpointSettings.MAX_PER_WORKSPACE),
                        InstantSource.system(),
                        new SecureRandom());
                TopicWriter writer = new TopicWriter(settings.get(KafkaSettings.BOOTSTRAP_SERVERS))) {
            WholeLine.register(registry, WORKSPACE, receiver.url("/hook"));
            WholeLine.register(registry, PROBE, receiver.url("/" + PROBE));
            WholeLine.awaitEffective(writer, receiver, PROBE);
        }
    }

    private static void produce(LocalProcess local, Set<String> ids) throws InterruptedException, ExecutionException {
        Settings settings = Settings.load(local.settings(), Map.of(), Map.of());
        try (TopicWriter writer = new TopicWriter(settings.get(KafkaSettings.BOOTSTRAP_SERVERS))) {
            List<Future<RecordMetadata>> sent = ids.stream()
                    .map(id -> writer.send(new ProducerRecord<>(
                            Topic.SIGNALS.topicName(), event(id).getBytes(StandardCharsets.UTF_8))))
                    .toList();
            for (Future<RecordMetadata> written : sent) {
                written.get();
            }
        }
    }

    private static String event(String id) {
        return "{\"event\":\"signal.created\",\"id\":\"" + id + "\",\"workspace_id\":\"" + WORKSPACE
                + "\",\"data\":{\"signal\":{}}}";
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
            return socket.getLocalPort();
        }
    }
}

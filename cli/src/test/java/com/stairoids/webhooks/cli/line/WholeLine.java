package com.stairoids.webhooks.cli.line;

import static org.awaitility.Awaitility.await;

import com.stairoids.webhooks.endpoints.Endpoint;
import com.stairoids.webhooks.endpoints.EndpointRegistry;
import com.stairoids.webhooks.endpoints.NewEndpoint;
import com.stairoids.webhooks.endpoints.Outcome;
import com.stairoids.webhooks.retryscheduler.RetryScheduler;
import com.stairoids.webhooks.retryscheduler.RetrySchedulerSettings;
import com.stairoids.webhooks.router.Router;
import com.stairoids.webhooks.router.RouterSettings;
import com.stairoids.webhooks.schemas.attempt.Happening;
import com.stairoids.webhooks.schemas.encryption.SecretCipher;
import com.stairoids.webhooks.schemas.endpoint.EndpointStatus;
import com.stairoids.webhooks.schemas.json.Json;
import com.stairoids.webhooks.schemas.json.MalformedJsonException;
import com.stairoids.webhooks.schemas.target.TargetGuard;
import com.stairoids.webhooks.schemas.topic.Topic;
import com.stairoids.webhooks.sender.Sender;
import com.stairoids.webhooks.sender.SenderSettings;
import com.stairoids.webhooks.settings.EndpointSettings;
import com.stairoids.webhooks.settings.KafkaSettings;
import com.stairoids.webhooks.settings.Settings;
import com.stairoids.webhooks.testing.broker.TestBroker;
import com.stairoids.webhooks.testing.receiver.Receiver;
import com.stairoids.webhooks.testing.topics.TopicReader;
import com.stairoids.webhooks.testing.topics.TopicWriter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;

/** Every role on a broker for tests, with the means to register endpoints, to produce events and to read the log. */
final class WholeLine implements AutoCloseable {
    private static final Duration READY = Duration.ofSeconds(60);

    /** Far more than a change takes to be effective, which is measured elsewhere. */
    private static final Duration EFFECTIVE = Duration.ofMinutes(2);

    private static final Duration WRITTEN = Duration.ofMinutes(1);

    private final TestBroker broker = TestBroker.start();
    private final String keyset = SecretCipher.newKeyset();
    private final List<AutoCloseable> parts = new ArrayList<>();
    private final Supplier<EndpointRegistry> registries;
    private final EndpointRegistry registry;
    private final TopicWriter writer;
    private final AtomicInteger probes = new AtomicInteger();

    /** @param stateDirectory where the roles keep what they have on disk; new for each line */
    WholeLine(Path stateDirectory, Map<String, String> settings) {
        this(stateDirectory, settings, _ -> new SimpleMeterRegistry());
    }

    /** @param meters of the role that is named as its command is */
    WholeLine(Path stateDirectory, Map<String, String> settings, Function<String, MeterRegistry> meters) {
        Map<String, String> all = new HashMap<>(settings);
        all.put("kafka.bootstrap-servers", broker.bootstrapServers());
        all.put("router.state-directory", stateDirectory.resolve("router").toString());
        all.put(
                "retry-scheduler.state-directory",
                stateDirectory.resolve("retry-scheduler").toString());
        all.put("sender.state-directory", stateDirectory.resolve("sender").toString());
        Settings given = Settings.of(all);
        KafkaSettings kafka = KafkaSettings.of(given);
        SecretCipher cipher = SecretCipher.ofKeyset(keyset);
        TargetGuard guard = new TargetGuard(List.of("127.0.0.0/8"), true);
        registries = () -> new EndpointRegistry(
                kafka,
                cipher,
                guard,
                given.get(EndpointSettings.MAX_PER_WORKSPACE),
                InstantSource.system(),
                new SecureRandom());
        registry = kept(newRegistry());
        writer = kept(new TopicWriter(broker.bootstrapServers()));
        Router router = kept(Router.start(RouterSettings.of(given), kafka, meters.apply("router")));
        Sender sender = kept(Sender.start(SenderSettings.of(given), kafka, cipher, guard, meters.apply("sender")));
        RetryScheduler scheduler =
                kept(RetryScheduler.start(RetrySchedulerSettings.of(given), kafka, meters.apply("retry-scheduler")));
        await().atMost(READY).until(() -> router.isReady() && sender.isReady() && scheduler.isReady());
    }

    /** Registers an endpoint for {@code signal.created}; it is effective at the router within 2 s. */
    Endpoint register(String workspace, URI url) {
        return register(registry, workspace, url);
    }

    static Endpoint register(EndpointRegistry registry, String workspace, URI url) {
        return switch (registry.create(NewEndpoint.of(workspace, url.toString(), List.of("signal.created")))) {
            case Outcome.Created created -> created.endpoint();
            case Outcome other -> throw new AssertionError(other.describe());
        };
    }

    /** Another admin's: one of them makes one change at a time. */
    EndpointRegistry newRegistry() {
        return registries.get();
    }

    /**
     * Waits until the router knows all that was registered before: changes have one order, so it does once an endpoint
     * registered now has received something.
     */
    void awaitEffective(Receiver receiver) {
        String workspace = "ws_probe_" + probes.incrementAndGet();
        Endpoint probe = register(workspace, receiver.url("/" + workspace));
        awaitEffective(writer, receiver, workspace);
        remove(probe);
    }

    /**
     * The same of any line.
     *
     * @param workspace whose one endpoint, at the path of the same name, was registered last
     */
    static void awaitEffective(TopicWriter writer, Receiver receiver, String workspace) {
        await("an event's arrival at " + workspace)
                .atMost(EFFECTIVE)
                .pollInterval(Duration.ofMillis(200))
                .until(() -> {
                    awaitWritten(produce(writer, workspace, "evt_probe"));
                    return !receiver.requests("/" + workspace).isEmpty();
                });
    }

    void switchTo(EndpointStatus status, Endpoint endpoint) {
        registry.setStatus(endpoint.key(), status, null);
    }

    void remove(Endpoint endpoint) {
        registry.remove(endpoint.key(), null);
    }

    /** Produces an event and waits until it is in the topic. */
    void send(String workspace, String eventId) {
        awaitWritten(produce(workspace, eventId));
    }

    private static void awaitWritten(Future<RecordMetadata> event) {
        try {
            event.get(WRITTEN.toSeconds(), TimeUnit.SECONDS);
        } catch (InterruptedException | ExecutionException | TimeoutException e) {
            throw new AssertionError("the event could not be produced", e);
        }
    }

    /** Produces a {@code signal.created} event with that id. */
    Future<RecordMetadata> produce(String workspace, String eventId) {
        return produce(writer, workspace, eventId);
    }

    private static Future<RecordMetadata> produce(TopicWriter writer, String workspace, String eventId) {
        String event = "{\"event\":\"signal.created\",\"id\":\"" + eventId + "\",\"workspace_id\":\"" + workspace
                + "\",\"data\":{\"signal\":{\"id\":\"sig_1\",\"score\":1.10}}}";
        return writer.send(new ProducerRecord<>(Topic.SIGNALS.topicName(), event.getBytes(StandardCharsets.UTF_8)));
    }

    /** Whether the log has an entry for every delivery there is. */
    boolean isIdle() {
        return log().size()
                >= TopicReader.readAll(broker.bootstrapServers(), Topic.DELIVERIES)
                        .size();
    }

    String bootstrapServers() {
        return broker.bootstrapServers();
    }

    /** What its endpoints' secrets are encrypted with. */
    String keyset() {
        return keyset;
    }

    /** The log so far, in no order between endpoints. */
    List<Happening> log() {
        return log(broker.bootstrapServers());
    }

    static List<Happening> log(String bootstrapServers) {
        return TopicReader.readAll(bootstrapServers, Topic.ATTEMPTS).stream()
                .map(WholeLine::happening)
                .toList();
    }

    /** The log of one endpoint so far. */
    List<Happening> log(Endpoint endpoint) {
        return log().stream()
                .filter(happening -> happening.delivery().endpointId().equals(endpoint.id()))
                .toList();
    }

    /** What is in a topic for one endpoint. */
    List<ConsumerRecord<String, byte[]>> records(Topic topic, Endpoint endpoint) {
        return TopicReader.readAll(broker.bootstrapServers(), topic).stream()
                .filter(record -> endpoint.id().equals(record.key()))
                .toList();
    }

    @Override
    public void close() {
        Collections.reverse(parts);
        for (AutoCloseable part : parts) {
            try {
                part.close();
            } catch (Exception e) {
                throw new AssertionError("a part did not close", e);
            }
        }
        broker.close();
    }

    private <T extends AutoCloseable> T kept(T part) {
        parts.add(part);
        return part;
    }

    private static Happening happening(ConsumerRecord<String, byte[]> record) {
        try {
            return Json.read(record.value(), Happening.class);
        } catch (MalformedJsonException e) {
            throw new AssertionError("attempts holds what is no entry of the log", e);
        }
    }
}

package com.stairoids.webhooks.bench;

import com.stairoids.webhooks.schemas.delivery.DeliveryHeaders;
import com.stairoids.webhooks.schemas.endpoint.EndpointKey;
import com.stairoids.webhooks.schemas.event.EventType;
import com.stairoids.webhooks.schemas.topic.Topic;
import com.stairoids.webhooks.settings.KafkaSettings;
import com.stairoids.webhooks.settings.Settings;
import com.stairoids.webhooks.testing.receiver.Receiver;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Properties;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.awaitility.Awaitility;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** A sender with very many subscriptions: how long until it is ready, what it holds in memory and on disk. */
@Command(
        name = "subscriptions",
        description = "Time to ready, heap, resident memory and disk of a sender with a million subscriptions.",
        mixinStandardHelpOptions = true)
public final class SubscriptionsBench implements Callable<Integer> {
    private static final Duration DELIVERED_WITHIN = Duration.ofMinutes(2);
    private static final int PARTITIONS = 4;

    @Option(names = "--subscriptions", description = "By default ${DEFAULT-VALUE}.")
    private int count = 1_000_000;

    @Option(names = "--deliveries", description = "To endpoints at random, by default ${DEFAULT-VALUE}.")
    private int deliveries = 2_000;

    @Option(names = "--java-options", description = "Of the sender's process, by default ${DEFAULT-VALUE}.")
    private String javaOptions = "-Xmx256m";

    @Option(names = "--webhooks", paramLabel = "FILE", description = "The launcher, by default ${DEFAULT-VALUE}.")
    private Path launcher = Path.of("webhooks");

    public static void main(String[] arguments) {
        System.exit(new CommandLine(new SubscriptionsBench()).execute(arguments));
    }

    @Override
    public Integer call() throws IOException, ExecutionException, InterruptedException {
        ManySubscriptions subscriptions = new ManySubscriptions(count);
        Set<String> arrived = ConcurrentHashMap.newKeySet();
        Path directory = Files.createTempDirectory("bench-subscriptions-");
        try (OwnBroker broker = OwnBroker.start(PARTITIONS);
                Receiver receiver = Receiver.startForgetful(
                        request -> request.header("X-Stairoids-Delivery").ifPresent(arrived::add));
                KafkaProducer<String, byte[]> producer = producer(broker)) {
            System.out.printf("Writing %d subscriptions ...%n", count);
            long last = subscriptions.write(producer, receiver.url("/hook"));
            Path settings = settings(broker, subscriptions.keyset(), directory);
            System.out.printf("Starting ./webhooks sender with %s ...%n", javaOptions);
            long started = System.nanoTime();
            try (SenderProcess sender = SenderProcess.start(launcher, javaOptions, settings, directory)) {
                sender.awaitReady();
                report(sender, "ready", Duration.ofNanos(System.nanoTime() - started));
                started = System.nanoTime();
                deliver(producer, last);
                Awaitility.await().atMost(DELIVERED_WITHIN).until(() -> arrived.size() >= deliveries);
                report(sender, deliveries + " delivered", Duration.ofNanos(System.nanoTime() - started));
            }
        }
        return 0;
    }

    private void deliver(KafkaProducer<String, byte[]> producer, long subscriptionOffset) {
        Random random = new Random(count);
        for (int number = 0; number < deliveries; number++) {
            EndpointKey key = ManySubscriptions.key(random.nextInt(count));
            DeliveryHeaders headers = DeliveryHeaders.ofEvent(
                    "evt_1",
                    EventType.SIGNAL_CREATED.wireName(),
                    key.workspaceId(),
                    "dlv_" + number,
                    Instant.now().toString(),
                    subscriptionOffset,
                    null);
            byte[] body = "{\"event\":\"signal.created\"}".getBytes(StandardCharsets.UTF_8);
            var _ = producer.send(new ProducerRecord<>(
                    Topic.DELIVERIES.topicName(), null, key.endpointId(), body, headers.toHeaders()));
        }
        producer.flush();
    }

    private static KafkaProducer<String, byte[]> producer(OwnBroker broker) {
        Settings settings = Settings.of(Map.of(KafkaSettings.BOOTSTRAP_SERVERS.name(), broker.bootstrapServers()));
        return new KafkaProducer<>(KafkaSettings.of(settings).producer());
    }

    private static Path settings(OwnBroker broker, String keyset, Path directory) throws IOException {
        Properties properties = new Properties();
        properties.setProperty(KafkaSettings.BOOTSTRAP_SERVERS.name(), broker.bootstrapServers());
        properties.setProperty(KafkaSettings.ALLOW_UNREPLICATED.name(), "true");
        properties.setProperty("secrets.keyset", keyset);
        properties.setProperty("targets.allow-http", "true");
        properties.setProperty("targets.allow-cidrs", "127.0.0.0/8");
        properties.setProperty("monitoring.port", "0");
        properties.setProperty("sender.state-directory", directory.toString());
        Path file = directory.resolve("settings.properties");
        try (Writer writer = Files.newBufferedWriter(file)) {
            properties.store(writer, null);
        }
        return file;
    }

    private void report(SenderProcess sender, String what, Duration took) {
        System.out.printf(
                "%s: %.1f s, %.1f s of processor since its start, live heap %d MiB, resident %d MiB (most %d), disk %d MiB%n",
                what,
                took.toMillis() / 1e3,
                sender.processorTime().toMillis() / 1e3,
                sender.liveHeapBytes() >> 20,
                sender.kibibytes("VmRSS") >> 10,
                sender.kibibytes("VmHWM") >> 10,
                sender.diskBytes() >> 20);
    }
}

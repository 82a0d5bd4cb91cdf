package com.stairoids.webhooks.bench;

import com.stairoids.webhooks.schemas.delivery.DeliveryHeaders;
import com.stairoids.webhooks.schemas.delivery.Parking;
import com.stairoids.webhooks.schemas.health.EndpointHealth;
import com.stairoids.webhooks.schemas.json.Json;
import com.stairoids.webhooks.schemas.topic.ChangelogTopic;
import com.stairoids.webhooks.schemas.topic.Topic;
import com.stairoids.webhooks.settings.KafkaSettings;
import com.stairoids.webhooks.settings.Settings;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsResult;
import org.apache.kafka.clients.admin.ListTopicsOptions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * What deliveries cost that are parked for endpoints which take nothing: the records that the whole cluster gets while they
 * wait, and the memory of the retry-scheduler, in a process of its own with little heap, that keeps them. Then the
 * endpoints take as much as can be had, and how fast the parked ones flow is measured.
 */
@Command(
        name = "parked",
        description =
                "Records written, and memory used, while any number of deliveries are parked, and how fast they flow.",
        mixinStandardHelpOptions = true)
public final class ParkedBench implements Callable<Integer> {
    private static final Duration HELD_BACK = Duration.ofHours(12);
    private static final Duration SETTLED = Duration.ofSeconds(5);

    @Option(names = "--records", description = "Deliveries that are parked, by default ${DEFAULT-VALUE}.")
    private int records = 1_000_000;

    @Option(names = "--endpoints", description = "That they are for, by default ${DEFAULT-VALUE}.")
    private int endpoints = 100;

    @Option(names = "--body-bytes", description = "By default ${DEFAULT-VALUE}.")
    private int bodyBytes = 1000;

    @Option(names = "--heap", description = "Megabytes that the process may use, by default ${DEFAULT-VALUE}.")
    private int heapMegabytes = 256;

    @Option(names = "--wait", description = "Seconds that are looked at, by default ${DEFAULT-VALUE}.")
    private int waitSeconds = 60;

    @Option(names = "--partitions", description = "Of each topic, by default ${DEFAULT-VALUE}.")
    private int partitions = 12;

    @Option(names = "--within", description = "Minutes after which this fails, by default ${DEFAULT-VALUE}.")
    private int withinMinutes = 30;

    private final AtomicReference<@Nullable Exception> failure = new AtomicReference<>();

    public static void main(String[] arguments) {
        System.exit(new CommandLine(new ParkedBench()).execute(arguments));
    }

    @Override
    public Integer call() throws InterruptedException, ExecutionException {
        try (OwnBroker broker = OwnBroker.start(partitions)) {
            Settings settings = Settings.of(Map.of("kafka.bootstrap-servers", broker.bootstrapServers()));
            System.out.printf(
                    "Parking %,d deliveries of %d bytes for %d endpoints ...%n", records, bodyBytes, endpoints);
            long began = System.nanoTime();
            park(settings);
            try (PutBackDeliveries putBack = new PutBackDeliveries(settings, records);
                    SchedulerProcess scheduler = SchedulerProcess.start(
                            heapMegabytes,
                            Map.of(
                                    "kafka.bootstrap-servers",
                                    broker.bootstrapServers(),
                                    "retry-scheduler.state-directory",
                                    broker.stateDirectory().toString(),
                                    "retry-scheduler.ask-after",
                                    "1h"));
                    Admin admin = Admin.create(KafkaSettings.of(settings).client())) {
                awaitTakenUp(admin, scheduler);
                System.out.printf("all in the store after %.0f s%n", (System.nanoTime() - began) / 1e9);
                boolean quiet = isQuiet(admin, scheduler);
                boolean complete = released(settings, putBack, scheduler);
                return quiet && complete ? 0 : 1;
            }
        }
    }

    private boolean isQuiet(Admin admin, SchedulerProcess scheduler) throws InterruptedException, ExecutionException {
        long before = settled(admin);
        Thread.sleep(Duration.ofSeconds(waitSeconds));
        long written = written(admin) - before;
        System.out.printf(
                "waiting %d s: %d records written to any topic; retry-scheduler resident %s, at most %s%n",
                waitSeconds, written, scheduler.memory("VmRSS"), scheduler.memory("VmHWM"));
        return written == 0 && scheduler.isAlive();
    }

    private boolean released(Settings settings, PutBackDeliveries putBack, SchedulerProcess scheduler)
            throws InterruptedException {
        long began = System.nanoTime();
        try (KafkaProducer<String, byte[]> producer =
                new KafkaProducer<>(KafkaSettings.of(settings).producer())) {
            grant(producer, records, null);
        }
        boolean complete = putBack.await(Duration.ofMinutes(withinMinutes));
        System.out.printf(
                "let go: %,.0f/s, missing %d, doubled %d; retry-scheduler resident at most %s%n",
                records * 1e9 / (System.nanoTime() - began),
                putBack.missing(),
                putBack.doubled(),
                scheduler.memory("VmHWM"));
        return complete && putBack.doubled() == 0;
    }

    private void park(Settings settings) {
        Map<String, Object> configuration =
                new HashMap<>(KafkaSettings.of(settings).producer());
        configuration.put(ProducerConfig.LINGER_MS_CONFIG, 20);
        configuration.put(ProducerConfig.BATCH_SIZE_CONFIG, 128 * 1024);
        try (KafkaProducer<String, byte[]> producer = new KafkaProducer<>(configuration)) {
            grant(producer, 1, Instant.now().plus(HELD_BACK));
            for (int number = 0; number < records; number++) {
                send(producer, parked(number));
            }
        }
        requireSent();
    }

    private ProducerRecord<String, byte[]> parked(int number) {
        Instant now = Instant.now();
        byte[] body = new byte[Math.max(bodyBytes, WaitingDeliveries.LEAST_BODY_BYTES)];
        ByteBuffer.wrap(body).putLong(number).putLong(now.toEpochMilli());
        var headers = DeliveryHeaders.ofEvent(
                        "evt_" + number, "signal.created", "ws_1", "dlv_" + number, "2026-11-01T12:00:00Z", 3, null)
                .parking(Parking.NEVER.parked(now))
                .toHeaders();
        return new ProducerRecord<>(Topic.PARKED.topicName(), null, null, "ep_" + number % endpoints, body, headers);
    }

    /** Tells the retry-scheduler what each endpoint takes, as a sender would. */
    private void grant(KafkaProducer<String, byte[]> producer, long deliveries, @Nullable Instant notBefore) {
        byte[] health = Json.write(new EndpointHealth(
                EndpointHealth.State.SATURATED,
                "bench",
                deliveries,
                notBefore,
                Instant.now(),
                "it takes less than comes"));
        for (int number = 0; number < endpoints; number++) {
            send(producer, new ProducerRecord<>(Topic.ENDPOINT_HEALTH.topicName(), "ep_" + number, health));
        }
        producer.flush();
        requireSent();
    }

    private void send(KafkaProducer<String, byte[]> producer, ProducerRecord<String, byte[]> record) {
        var _ = producer.send(record, (_, exception) -> {
            if (exception != null) {
                failure.compareAndSet(null, exception);
            }
        });
    }

    private void requireSent() {
        Exception failed = failure.get();
        if (failed != null) {
            throw new IllegalStateException("a record could not be written", failed);
        }
    }

    /** Until every parked delivery has been read and what it became is committed. */
    private void awaitTakenUp(Admin admin, SchedulerProcess scheduler) {
        Awaitility.await("the parked deliveries' taking up")
                .atMost(Duration.ofMinutes(withinMinutes))
                .pollInterval(Duration.ofSeconds(1))
                .until(() -> {
                    if (!scheduler.isAlive()) {
                        throw new IllegalStateException("the retry-scheduler ended by itself");
                    }
                    return leftToRead(admin) == 0;
                });
    }

    private static long leftToRead(Admin admin) throws InterruptedException, ExecutionException {
        var read = admin.listConsumerGroupOffsets(ChangelogTopic.Application.RECOVERED.id())
                .partitionsToOffsetAndMetadata()
                .get();
        return ends(admin).entrySet().stream()
                .filter(end -> end.getKey().topic().equals(Topic.PARKED.topicName()))
                .mapToLong(end -> {
                    var position = read.get(end.getKey());
                    return end.getValue() - (position == null ? 0 : position.offset());
                })
                .sum();
    }

    /** The records of all topics, once none came for some time. */
    private static long settled(Admin admin) throws InterruptedException, ExecutionException {
        long last = -1;
        for (long now = written(admin); now != last; now = written(admin)) {
            last = now;
            Thread.sleep(SETTLED);
        }
        return last;
    }

    /** Kafka's own topics too: a position committed is a record. */
    private static long written(Admin admin) throws InterruptedException, ExecutionException {
        return ends(admin).values().stream().mapToLong(Long::longValue).sum();
    }

    private static Map<TopicPartition, Long> ends(Admin admin) throws InterruptedException, ExecutionException {
        var names = admin.listTopics(new ListTopicsOptions().listInternal(true))
                .names()
                .get();
        Map<TopicPartition, OffsetSpec> latest = admin.describeTopics(names).allTopicNames().get().values().stream()
                .flatMap(topic -> topic.partitions().stream()
                        .map(partition -> new TopicPartition(topic.name(), partition.partition())))
                .collect(Collectors.toMap(Function.identity(), _ -> OffsetSpec.latest()));
        return admin.listOffsets(latest).all().get().entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey,
                        (Map.Entry<TopicPartition, ListOffsetsResult.ListOffsetsResultInfo> end) ->
                                end.getValue().offset()));
    }
}

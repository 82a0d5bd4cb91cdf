package com.stairoids.webhooks.sender;

import com.stairoids.webhooks.schemas.encryption.SecretCipher;
import com.stairoids.webhooks.schemas.target.TargetGuard;
import com.stairoids.webhooks.schemas.topic.PartitionFollower;
import com.stairoids.webhooks.schemas.topic.Topic;
import com.stairoids.webhooks.sender.admit.Lanes;
import com.stairoids.webhooks.sender.admit.SubscriptionTable;
import com.stairoids.webhooks.sender.consume.Assignments;
import com.stairoids.webhooks.sender.decide.Decider;
import com.stairoids.webhooks.sender.handover.HandOver;
import com.stairoids.webhooks.sender.measure.SenderMeters;
import com.stairoids.webhooks.sender.post.DnsLookup;
import com.stairoids.webhooks.sender.post.GuardedResolver;
import com.stairoids.webhooks.sender.post.HttpClients;
import com.stairoids.webhooks.sender.post.HttpPoster;
import com.stairoids.webhooks.sender.post.NameLookup;
import com.stairoids.webhooks.sender.post.OpenFiles;
import com.stairoids.webhooks.sender.post.Trust;
import com.stairoids.webhooks.sender.sign.RequestSigner;
import com.stairoids.webhooks.settings.InstanceName;
import com.stairoids.webhooks.settings.KafkaSettings;
import io.micrometer.core.instrument.MeterRegistry;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.hc.client5.http.impl.async.CloseableHttpAsyncClient;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.CooperativeStickyAssignor;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The sender role: one member of the consumer group over {@code deliveries}. */
public final class Sender implements AutoCloseable {
    /** The consumer group that shares {@code deliveries}. */
    public static final String GROUP = "stairoids-sender";

    private static final Logger log = LoggerFactory.getLogger(Sender.class);
    private static final int NONCE_BYTES = 9;

    private final SenderSettings settings;
    private final SubscriptionTable table;
    private final PartitionFollower subscriptions;
    private final DnsLookup names;
    private final HttpPoster poster;
    private final InstanceName instance;
    private final SenderMeters meters;
    private final Consumer<String, byte[]> consumer;
    private final Assignments assignments;
    private final HandOver handOver;
    private final DeliveryLoop loop;
    private final TestSender tests;
    private final CompletableFuture<Void> ended = new CompletableFuture<>();
    private final Thread thread;

    private Sender(
            SenderSettings settings,
            KafkaSettings kafka,
            SubscriptionTable table,
            TargetGuard guard,
            SenderMeters meters,
            InstantSource clock) {
        this.settings = settings;
        this.meters = meters;
        this.table = table;
        OpenFiles.check(settings.requests() + TestLoop.REQUESTS);
        names = new DnsLookup(settings.dnsServers(), settings.connectTimeout());
        poster = poster(settings, guard, names, clock);
        instance = InstanceName.acquire("sender", settings.instance());
        subscriptions = new PartitionFollower(
                Topic.SUBSCRIPTIONS,
                () -> meters.clients().consumer("subscriptions", new KafkaConsumer<>(kafka.consumer())),
                table::take);
        consumer = meters.clients().consumer("deliveries", new KafkaConsumer<>(consumerProperties(kafka)));
        assignments = new Assignments(consumer);
        SecureRandom random = new SecureRandom();
        handOver = new HandOver(
                () -> meters.clients().producer("hand-over", producer(kafka, "sender-")),
                consumer,
                () -> nonce(random),
                System::nanoTime,
                settings.commitInterval(),
                meters.commits());
        loop = loop(new Lanes(settings.laneRules(), () -> nonce(random), System::nanoTime, clock), clock);
        tests = new TestSender(
                settings,
                kafka,
                table,
                poster,
                meters,
                () -> producer(kafka, "test-sender-"),
                () -> nonce(random),
                clock);
        thread = Thread.ofPlatform().name("sender").unstarted(this::run);
    }

    private DeliveryLoop loop(Lanes lanes, InstantSource clock) {
        Decider decider = new Decider(settings.delays(), clock);
        Attempts attempts =
                new Attempts(table, lanes, new RequestSigner(), poster, decider, handOver, meters.attempts(), clock);
        return new DeliveryLoop(
                consumer,
                assignments,
                new Intake(assignments, lanes, decider, handOver),
                lanes,
                new Clearance(assignments, handOver),
                attempts,
                handOver,
                new Standing(
                        consumer, assignments, table, lanes, attempts, handOver, settings.windowBytes(), meters.loop()),
                settings.drainTimeout());
    }

    /**
     * Starts a sender, which becomes ready in the background.
     *
     * @param registry takes its meters until it ends; of no other sender at the same time
     * @throws IllegalArgumentException where a setting cannot work
     * @throws com.stairoids.webhooks.settings.InvalidSettingException where its table cannot be kept where it is told to
     */
    public static Sender start(
            SenderSettings settings,
            KafkaSettings kafka,
            SecretCipher cipher,
            TargetGuard guard,
            MeterRegistry registry) {
        InstantSource clock = InstantSource.system();
        SubscriptionTable table = SubscriptionTable.open(settings.table(), cipher);
        SenderMeters meters = new SenderMeters(registry, clock);
        try {
            Sender sender = new Sender(settings, kafka, table, guard, meters, clock);
            sender.subscriptions.start();
            sender.thread.start();
            return sender;
        } catch (RuntimeException | Error e) {
            meters.close();
            table.close();
            throw e;
        }
    }

    /** What it has not yet and needs to send, in words for an operator; also once it has ended, since it sends no more. */
    public List<String> waitingFor() {
        if (ended.isDone()) {
            return List.of("nothing any more: it has ended");
        }
        if (!subscriptions.caughtUp().isDone()) {
            return List.of("the table of endpoints, read from " + Topic.SUBSCRIPTIONS.topicName());
        }
        List<String> awaited = new ArrayList<>();
        if (!assignments.hasJoined()) {
            awaited.add("its share of " + Topic.DELIVERIES.topicName());
        }
        if (!tests.hasJoined()) {
            awaited.add("its share of " + Topic.TESTS.topicName());
        }
        return awaited;
    }

    /** Whether it knows all endpoints and has its share of the partitions. */
    public boolean isReady() {
        return waitingFor().isEmpty();
    }

    /** Completes normally after {@link #close}, exceptionally where the sender cannot go on. */
    public CompletableFuture<Void> ended() {
        return ended;
    }

    /** Finishes what is in flight, within the bound, commits it and leaves the group. Safe to repeat. */
    @Override
    public void close() {
        loop.stop();
        tests.stop();
        subscriptions.stop();
        try {
            long bound = settings.drainTimeout().plusSeconds(15).toMillis();
            ended.handle((_, _) -> true).get(bound, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (TimeoutException e) {
            log.atError().log("sender did not end in time");
        } catch (ExecutionException e) {
            throw new IllegalStateException("unreachable: every end is handled", e);
        }
    }

    private void run() {
        try {
            subscriptions.caughtUp().join();
            var _ = subscriptions.ended().whenComplete((_, _) -> loop.stop());
            var _ = tests.ended().whenComplete((_, _) -> loop.stop());
            tests.start();
            loop.run();
            subscriptions.ended().getNow(null);
            tests.ended().getNow(null);
            finish();
            ended.complete(null);
        } catch (CancellationException e) {
            log.atDebug().log("closed before all endpoints were read");
            finish();
            ended.complete(null);
        } catch (RuntimeException | Error e) {
            log.atError().setCause(e).log("sender cannot go on");
            finish();
            ended.completeExceptionally(e);
        }
    }

    private void finish() {
        tests.stop();
        meters.close();
        tests.close();
        subscriptions.close();
        handOver.close();
        consumer.close(CloseOptions.timeout(Duration.ofSeconds(5)));
        poster.close();
        names.close();
        instance.close();
        table.close();
    }

    private Producer<String, byte[]> producer(KafkaSettings kafka, String prefix) {
        var properties = kafka.transactionalProducer(prefix + instance);
        properties.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, 10_000);
        properties.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, 5_000);
        properties.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, 10_000);
        return new KafkaProducer<>(properties);
    }

    private static Map<String, Object> consumerProperties(KafkaSettings kafka) {
        var properties = kafka.groupConsumer(GROUP);
        properties.put(ConsumerConfig.PARTITION_ASSIGNMENT_STRATEGY_CONFIG, List.of(CooperativeStickyAssignor.class));
        properties.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 500);
        properties.put(ConsumerConfig.FETCH_MAX_BYTES_CONFIG, 16 * 1024 * 1024);
        return properties;
    }

    private static HttpPoster poster(
            SenderSettings settings, TargetGuard guard, NameLookup names, InstantSource clock) {
        CloseableHttpAsyncClient client = HttpClients.start(
                new GuardedResolver(guard, names, settings.connectTimeout()),
                Trust.context(settings.extraAuthorities()),
                settings.requests() + TestLoop.REQUESTS,
                settings.connectTimeout(),
                settings.exchangeTimeout());
        return new HttpPoster(client, guard, settings.connectTimeout(), settings.exchangeTimeout(), clock);
    }

    private static String nonce(SecureRandom random) {
        byte[] bytes = new byte[NONCE_BYTES];
        random.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}

package com.stairoids.webhooks.sender;

import com.stairoids.webhooks.schemas.topic.Topic;
import com.stairoids.webhooks.sender.admit.SubscriptionTable;
import com.stairoids.webhooks.sender.consume.Assignments;
import com.stairoids.webhooks.sender.handover.CommitListener;
import com.stairoids.webhooks.sender.handover.CommitOutcome;
import com.stairoids.webhooks.sender.handover.Finished;
import com.stairoids.webhooks.sender.handover.HandOver;
import com.stairoids.webhooks.sender.measure.SenderMeters;
import com.stairoids.webhooks.sender.post.HttpPoster;
import com.stairoids.webhooks.settings.KafkaSettings;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.CooperativeStickyAssignor;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.Producer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The part of a sender that sends test deliveries: a member of a group of its own, with a thread, a consumer and a
 * producer of its own, so that no backlog is in a test's way.
 */
final class TestSender implements AutoCloseable {
    /** The consumer group that shares {@code tests}. */
    static final String GROUP = "stairoids-sender-tests";

    private static final Logger log = LoggerFactory.getLogger(TestSender.class);
    private static final int MOST_POLLED = 50;
    private static final int FETCH_BYTES = 1024 * 1024;

    /** Attempts count, with their cause; commits and what becomes of deliveries are those of deliveries alone. */
    private static final CommitListener NOT_COUNTED = new CommitListener() {
        @Override
        public void committed(List<Finished> results) {
            // Nobody counts them.
        }

        @Override
        public void tried(CommitOutcome outcome, Duration took) {
            // Nor how long that took.
        }
    };

    private final Consumer<String, byte[]> consumer;
    private final Assignments assignments;
    private final HandOver handOver;
    private final TestLoop loop;
    private final Duration closeBound;
    private final CompletableFuture<Void> ended = new CompletableFuture<>();
    private final Thread thread = Thread.ofPlatform().name("sender-tests").unstarted(this::run);

    /** @param producers transactional ones, with a transactional id that no other producer has */
    TestSender(
            SenderSettings settings,
            KafkaSettings kafka,
            SubscriptionTable table,
            HttpPoster poster,
            SenderMeters meters,
            Supplier<Producer<String, byte[]>> producers,
            Supplier<String> nonces,
            InstantSource clock) {
        consumer = meters.clients().consumer("tests", new KafkaConsumer<>(consumerProperties(kafka)));
        assignments = new Assignments(consumer, Topic.TESTS);
        handOver = new HandOver(
                () -> meters.clients().producer("tests", producers.get()),
                consumer,
                nonces,
                System::nanoTime,
                settings.commitInterval(),
                NOT_COUNTED);
        loop = new TestLoop(
                consumer, assignments, table, poster, handOver, meters.attempts(), settings.drainTimeout(), clock);
        closeBound = settings.drainTimeout().plusSeconds(10);
    }

    /** Begins to send; the table must have been read to its end. */
    void start() {
        thread.start();
    }

    boolean hasJoined() {
        return assignments.hasJoined();
    }

    /** Completes when it ends: normally after {@link #close}, exceptionally where it cannot go on. */
    CompletableFuture<Void> ended() {
        return ended;
    }

    /** Asks it to end, and does not wait. */
    void stop() {
        loop.stop();
    }

    /** Finishes what is in flight, within the bound, and leaves the group. */
    @Override
    public void close() {
        stop();
        try {
            if (thread.getState() != Thread.State.NEW && !thread.join(closeBound)) {
                log.atError().log("test deliveries did not end in time");
                return;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return;
        }
        handOver.close();
        consumer.close(CloseOptions.timeout(Duration.ofSeconds(5)));
    }

    private void run() {
        try {
            loop.run();
            ended.complete(null);
        } catch (RuntimeException | Error e) {
            log.atError().setCause(e).log("test deliveries cannot go on");
            ended.completeExceptionally(e);
        }
    }

    private static Map<String, Object> consumerProperties(KafkaSettings kafka) {
        var properties = kafka.groupConsumer(GROUP);
        properties.put(ConsumerConfig.PARTITION_ASSIGNMENT_STRATEGY_CONFIG, List.of(CooperativeStickyAssignor.class));
        properties.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, MOST_POLLED);
        properties.put(ConsumerConfig.FETCH_MAX_BYTES_CONFIG, FETCH_BYTES);
        return properties;
    }
}

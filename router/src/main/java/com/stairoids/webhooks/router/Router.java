package com.stairoids.webhooks.router;

import com.stairoids.webhooks.router.intake.BoundedClients;
import com.stairoids.webhooks.router.rejection.RejectionLog;
import com.stairoids.webhooks.router.routing.RoutingTopology;
import com.stairoids.webhooks.settings.KafkaSettings;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.streams.CloseOptions;
import org.apache.kafka.streams.CloseOptions.GroupMembershipOperation;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.KafkaStreams.State;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.errors.StreamsException;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The router, running. One thread of its own starts Kafka Streams and, where Streams ends by an error, starts it again:
 * Streams replaces its stream threads itself, but neither its global thread nor a table that fell behind its topic.
 */
public final class Router implements AutoCloseable {
    /** More than so many failures within a minute are not a broker's restart. */
    private static final int FAILURES_PER_MINUTE = 10;

    private static final Duration BETWEEN_STARTS = Duration.ofSeconds(1);
    private static final Duration CLOSE_DEADLINE = Duration.ofSeconds(20);

    private static final Logger log = LoggerFactory.getLogger(Router.class);

    private final RouterSettings settings;
    private final KafkaSettings kafka;
    private final Topology topology;
    private final FailureAllowance allowance =
            new FailureAllowance(FAILURES_PER_MINUTE, Duration.ofMinutes(1), InstantSource.system());
    private final CountDownLatch closing = new CountDownLatch(1);
    private final CompletableFuture<Void> ended = new CompletableFuture<>();
    private final Thread supervisor = Thread.ofPlatform().name("router").unstarted(this::supervise);

    /** Streams as it runs now; written by the supervisor only. */
    private volatile @Nullable KafkaStreams streams;

    /** Set by whichever thread fails once too often. */
    private volatile @Nullable Throwable lastStraw;

    private Router(RouterSettings settings, KafkaSettings kafka) {
        this.settings = settings;
        this.kafka = kafka;
        this.topology = new RoutingTopology(RoutingTopology.SOURCES, settings.limits(), new RejectionLog()).build();
    }

    /** Returns at once; the router is ready once it has read all subscriptions and has its share of the partitions. */
    public static Router start(RouterSettings settings, KafkaSettings kafka) {
        Router router = new Router(settings, kafka);
        router.supervisor.start();
        return router;
    }

    /** Whether it routes. */
    public boolean isReady() {
        KafkaStreams current = streams;
        return current != null && current.state() == State.RUNNING;
    }

    /** Completes normally once closed; exceptionally where it failed too often to be started again. */
    public CompletableFuture<Void> ended() {
        return ended.copy();
    }

    /** Commits what was routed and leaves the group, so that others take over at once. */
    @Override
    public void close() {
        closing.countDown();
        KafkaStreams current = streams;
        if (current != null) {
            stop(current);
        }
        try {
            supervisor.join(CLOSE_DEADLINE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void supervise() {
        RequiredTopics topics = new RequiredTopics(kafka);
        try {
            while (!isClosing()) {
                topics.await(closing);
                runUntilStopped();
                Throwable straw = lastStraw;
                if (straw != null) {
                    throw new IllegalStateException("the router failed too often to be started again", straw);
                }
                closing.await(BETWEEN_STARTS.toMillis(), TimeUnit.MILLISECONDS);
            }
            ended.complete(null);
        } catch (InterruptedException | RuntimeException e) {
            log.atError().setCause(e).log("The router ended");
            ended.completeExceptionally(e);
        }
    }

    /** Returns when Streams has ended by an error, or {@link #close()} has stopped it. */
    private void runUntilStopped() throws InterruptedException {
        CountDownLatch stopped = new CountDownLatch(1);
        KafkaStreams run = new KafkaStreams(topology, StreamsConfiguration.of(settings, kafka), new BoundedClients());
        run.setUncaughtExceptionHandler(this::failed);
        run.setStateListener((state, _) -> {
            if (state == State.ERROR || state == State.NOT_RUNNING) {
                stopped.countDown();
            }
        });
        streams = run;
        try {
            // Looked at after the assignment: a close() that came before it has not seen this run.
            if (!isClosing()) {
                run.start();
                stopped.await();
            }
        } catch (StreamsException | IllegalStateException e) {
            if (!isClosing()) {
                log.atWarn().setCause(e).log("The router could not be started; it is tried again");
                failed(e);
            }
        } finally {
            stop(run);
        }
    }

    /** Streams cannot replace its global thread: then the whole of it ends, and is started again. */
    private StreamThreadExceptionResponse failed(Throwable failure) {
        if (!allowance.allows()) {
            lastStraw = failure;
            return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
        }
        return Thread.currentThread().getName().endsWith("GlobalStreamThread")
                ? StreamThreadExceptionResponse.SHUTDOWN_CLIENT
                : StreamThreadExceptionResponse.REPLACE_THREAD;
    }

    private static void stop(KafkaStreams run) {
        run.close(CloseOptions.groupMembershipOperation(GroupMembershipOperation.LEAVE_GROUP)
                .withTimeout(CLOSE_DEADLINE));
    }

    private boolean isClosing() {
        return closing.getCount() == 0;
    }
}

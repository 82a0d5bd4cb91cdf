package com.stairoids.webhooks.streams;

import com.stairoids.webhooks.schemas.topic.Topic;
import com.stairoids.webhooks.settings.KafkaSettings;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.streams.CloseOptions;
import org.apache.kafka.streams.CloseOptions.GroupMembershipOperation;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.KafkaStreams.State;
import org.apache.kafka.streams.ThreadMetadata;
import org.apache.kafka.streams.errors.StreamsException;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Kafka Streams, kept running. One thread of its own starts it and, where it ends by an error, starts it again: Streams
 * replaces its stream threads itself, but neither its global thread nor a table that fell behind its topic.
 */
public final class RunningStreams implements AutoCloseable {
    /** More than so many failures within a minute are not a broker's restart. */
    private static final int FAILURES_PER_MINUTE = 10;

    private static final Duration BETWEEN_STARTS = Duration.ofSeconds(1);

    private static final Logger log = LoggerFactory.getLogger(RunningStreams.class);

    private final String role;
    private final RequiredTopics topics;
    private final KafkaSettings kafka;
    private final Runs runs;
    private final Duration closeDeadline;
    private final KafkaMeters kafkaMeters;
    private final Counter failures;
    private final FailureAllowance allowance =
            new FailureAllowance(FAILURES_PER_MINUTE, Duration.ofMinutes(1), InstantSource.system());
    private final CountDownLatch closing = new CountDownLatch(1);
    private final CompletableFuture<Void> ended = new CompletableFuture<>();
    private final Thread supervisor;

    /** Streams as it runs now; written by the supervisor only. */
    private volatile @Nullable KafkaStreams streams;

    /** Set by whichever thread fails once too often. */
    private volatile @Nullable Throwable lastStraw;

    private RunningStreams(
            String role,
            List<Topic> topics,
            KafkaSettings kafka,
            Runs runs,
            Duration closeDeadline,
            MeterRegistry meters) {
        this.role = role;
        this.topics = new RequiredTopics(role, topics);
        this.kafka = kafka;
        this.runs = runs;
        this.closeDeadline = closeDeadline;
        this.kafkaMeters = new KafkaMeters(meters);
        this.failures = Counter.builder("stairoids.streams.failures")
                .description(
                        "Times that a thread of Kafka Streams failed, or Streams as a whole, and was started again")
                .tag("application", role)
                .register(meters);
        this.supervisor = Thread.ofPlatform().name(role).unstarted(this::supervise);
    }

    /**
     * Returns at once.
     *
     * @param role names the supervising thread, in the log too
     * @param topics waited for before each start
     * @param closeDeadline how long {@link #close()} may take
     * @param meters where Streams' metrics are shown while it runs
     */
    public static RunningStreams start(
            String role,
            List<Topic> topics,
            KafkaSettings kafka,
            Runs runs,
            Duration closeDeadline,
            MeterRegistry meters) {
        RunningStreams started = new RunningStreams(role, topics, kafka, runs, closeDeadline, meters);
        started.supervisor.start();
        return started;
    }

    /** What it has not yet and needs to do its work; empty once its state is restored and it has its share of the partitions. */
    public List<String> waitingFor() {
        KafkaStreams current = streams;
        State state = current == null ? State.NOT_RUNNING : current.state();
        return switch (state) {
            case RUNNING -> List.of();
            case REBALANCING ->
                List.of(ofTopics(isRestoring(current) ? "its stores, read from Kafka, of " : "its share of "));
            default ->
                List.of(
                        topics.obstacle().isEmpty()
                                ? ofTopics("its start, of which its log says more, on ")
                                : topics.obstacle());
        };
    }

    /** Whether it waits for nothing. */
    public boolean isReady() {
        return waitingFor().isEmpty();
    }

    private String ofTopics(String what) {
        return what + String.join(", ", topics.names());
    }

    /** A thread that has its partitions reads their stores; one that is not begun waits for the tables that all threads share. */
    private static boolean isRestoring(@Nullable KafkaStreams rebalancing) {
        return rebalancing != null
                && rebalancing.metadataForLocalThreads().stream()
                        .map(ThreadMetadata::threadState)
                        .anyMatch(Set.of("PARTITIONS_ASSIGNED", "CREATED")::contains);
    }

    /** Completes normally once closed; exceptionally where it failed too often to be started again. */
    public CompletableFuture<Void> ended() {
        return ended.copy();
    }

    /** Commits what was done and leaves the group, so that others take over at once. */
    @Override
    public void close() {
        closing.countDown();
        KafkaStreams current = streams;
        if (current != null) {
            stop(current);
        }
        try {
            supervisor.join(closeDeadline);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        kafkaMeters.close();
    }

    private void supervise() {
        try {
            while (!isClosing()) {
                KafkaStreams run = next();
                if (run != null) {
                    runUntilStopped(run);
                }
                Throwable straw = lastStraw;
                if (straw != null) {
                    throw new IllegalStateException("the " + role + " failed too often to be started again", straw);
                }
                closing.await(BETWEEN_STARTS.toMillis(), TimeUnit.MILLISECONDS);
            }
            ended.complete(null);
        } catch (InterruptedException | RuntimeException e) {
            log.atError().addKeyValue("role", role).setCause(e).log("A role ended");
            ended.completeExceptionally(e);
        }
    }

    /** What is started next; null where it cannot be made now. */
    private @Nullable KafkaStreams next() throws InterruptedException {
        Admin admin = Admin.create(kafka.client());
        try {
            topics.await(admin, closing);
            return isClosing() ? null : runs.next(admin);
        } catch (ExecutionException | StreamsException e) {
            failedToStart(e);
            return null;
        } finally {
            // What was not answered until now is not waited for.
            admin.close(Duration.ZERO);
        }
    }

    /** Returns when Streams has ended by an error, or {@link #close()} has stopped it. */
    private void runUntilStopped(KafkaStreams run) throws InterruptedException {
        CountDownLatch stopped = new CountDownLatch(1);
        run.setUncaughtExceptionHandler(this::failed);
        run.setStateListener((state, _) -> {
            if (state == State.ERROR || state == State.NOT_RUNNING) {
                stopped.countDown();
            }
        });
        streams = run;
        kafkaMeters.bind(role, run);
        try {
            // Looked at after the assignment: a close() that came before it has not seen this run.
            if (!isClosing()) {
                run.start();
                stopped.await();
            }
        } catch (StreamsException | IllegalStateException e) {
            failedToStart(e);
        } finally {
            stop(run);
        }
    }

    private void failedToStart(Exception failure) {
        if (!isClosing()) {
            log.atWarn()
                    .addKeyValue("role", role)
                    .setCause(failure)
                    .log("A role could not be started; it is tried again");
            failed(failure);
        }
    }

    /** Streams cannot replace its global thread: then the whole of it ends, and is started again. */
    private StreamThreadExceptionResponse failed(Throwable failure) {
        failures.increment();
        if (!allowance.allows()) {
            lastStraw = failure;
            return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
        }
        return Thread.currentThread().getName().endsWith("GlobalStreamThread")
                ? StreamThreadExceptionResponse.SHUTDOWN_CLIENT
                : StreamThreadExceptionResponse.REPLACE_THREAD;
    }

    private void stop(KafkaStreams run) {
        run.close(CloseOptions.groupMembershipOperation(GroupMembershipOperation.LEAVE_GROUP)
                .withTimeout(closeDeadline));
    }

    private boolean isClosing() {
        return closing.getCount() == 0;
    }

    /** Makes what is started next. */
    @FunctionalInterface
    public interface Runs {
        /**
         * A new run, not started.
         *
         * @throws ExecutionException where the cluster did not say what it depends on; it is asked for again
         */
        KafkaStreams next(Admin admin) throws ExecutionException, InterruptedException;
    }
}

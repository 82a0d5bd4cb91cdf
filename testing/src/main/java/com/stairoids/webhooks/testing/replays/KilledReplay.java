package com.stairoids.webhooks.testing.replays;

import static org.awaitility.Awaitility.await;

import com.stairoids.webhooks.schemas.topic.Topic;
import com.stairoids.webhooks.testing.process.JavaProcess;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;

/**
 * A replay whose command and whose retry-scheduler are killed together, with work under way, and started again.
 *
 * @param scheduler starts a retry-scheduler
 * @param ready what the retry-scheduler says once it is; the first replay waits for it, so as not to be over before
 * @param replay starts the command, which ends by itself
 * @param said what the command says when it is done
 */
public record KilledReplay(
        String bootstrapServers,
        Supplier<JavaProcess> scheduler,
        String ready,
        Supplier<JavaProcess> replay,
        String said) {
    private static final Duration LOOK = Duration.ofMillis(50);

    /**
     * Kills at each of these moments, once some requests were answered, and starts again what was killed; then lets both go on
     * until the command is done. Returns the last retry-scheduler, still running.
     */
    public JavaProcess run(List<Kill> kills, Duration deadline) throws InterruptedException {
        JavaProcess scheduling = scheduler.get();
        try {
            scheduling.awaitSaying(ready, deadline);
            for (Kill kill : kills) {
                scheduling = runUntil(kill, scheduling, deadline);
            }
            runToItsEnd(deadline);
            return scheduling;
        } catch (RuntimeException | Error | InterruptedException e) {
            scheduling.close();
            throw e;
        }
    }

    /** Returns the retry-scheduler that goes on. */
    private JavaProcess runUntil(Kill kill, JavaProcess scheduling, Duration deadline) throws InterruptedException {
        try (JavaProcess asking = replay.get()) {
            await("requests and answers").atMost(deadline).pollInterval(LOOK).until(() -> {
                requireUnderWay(scheduling, asking);
                return written(Topic.REPLAYS) >= kill.requests && written(Topic.DELIVERIES) > 0;
            });
            requireUnderWay(scheduling, asking);
            asking.kill();
            if (!kill.schedulerToo) {
                return scheduling;
            }
            scheduling.kill();
            return scheduler.get();
        }
    }

    private void runToItsEnd(Duration deadline) {
        try (JavaProcess asking = replay.get()) {
            await("the command's end").atMost(deadline).pollInterval(LOOK).until(() -> !asking.isAlive());
            if (!asking.hasSaid(said)) {
                throw new AssertionError("the replay ended before it was done: see " + asking.output());
            }
        }
    }

    /** A kill of what has ended shows nothing. */
    private void requireUnderWay(JavaProcess scheduling, JavaProcess asking) {
        if (!scheduling.isAlive() || !asking.isAlive() || asking.hasSaid(said)) {
            throw new AssertionError(
                    "the replay ended before it was killed: see " + asking.output() + " and " + scheduling.output());
        }
    }

    /** Records and transaction markers. */
    private long written(Topic topic) {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers))) {
            Map<TopicPartition, OffsetSpec> ends =
                    admin.describeTopics(List.of(topic.topicName())).allTopicNames().get().values().stream()
                            .flatMap(described -> described.partitions().stream()
                                    .map(partition -> new TopicPartition(described.name(), partition.partition())))
                            .collect(Collectors.toMap(partition -> partition, _ -> OffsetSpec.latest()));
            return admin.listOffsets(ends).all().get().values().stream()
                    .mapToLong(end -> end.offset())
                    .sum();
        } catch (ExecutionException e) {
            throw new IllegalStateException("the ends of " + topic.topicName() + " are not known", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while the ends of a topic were asked for", e);
        }
    }

    /**
     * When the command is killed.
     *
     * @param requests once so many are written
     * @param schedulerToo whether the retry-scheduler is killed with it; Kafka takes 10 s to notice, and the next one waits
     */
    public record Kill(long requests, boolean schedulerToo) {}
}

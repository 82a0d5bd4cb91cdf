package com.stairoids.webhooks.bench;

import com.stairoids.webhooks.retryscheduler.RetryScheduler;
import com.stairoids.webhooks.retryscheduler.RetrySchedulerSettings;
import com.stairoids.webhooks.schemas.topic.Topic;
import com.stairoids.webhooks.settings.KafkaSettings;
import com.stairoids.webhooks.settings.Settings;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;
import org.awaitility.Awaitility;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * The retry-scheduler with a broker of its own: how fast it puts back a backlog that is overdue, beside a bare copy of the
 * same records, and how late deliveries are that become due at a steady rate, while others are written at that rate.
 */
@Command(
        name = "due",
        description = "How late due deliveries are put back, and how fast a backlog is.",
        mixinStandardHelpOptions = true)
public final class DueBench implements Callable<Integer> {
    private static final Duration BACKLOG_DEADLINE = Duration.ofMinutes(5);
    private static final Duration LAST_DEADLINE = Duration.ofSeconds(60);

    @Option(names = "--rate", description = "Deliveries that become due in a second, by default ${DEFAULT-VALUE}.")
    private int rate = 5_000;

    @Option(names = "--seconds", description = "For which they do, by default ${DEFAULT-VALUE}.")
    private int seconds = 60;

    @Option(names = "--body-bytes", description = "By default ${DEFAULT-VALUE}.")
    private int bodyBytes = 1024;

    @Option(
            names = "--disorder",
            description = "Milliseconds by which one may be due before those written before it, by default"
                    + " ${DEFAULT-VALUE}.")
    private int disorderMillis = 0;

    @Option(names = "--wait", description = "Seconds that each waits at least, by default ${DEFAULT-VALUE}.")
    private int waitSeconds = 10;

    @Option(names = "--backlog", description = "Overdue deliveries, by default ${DEFAULT-VALUE}.")
    private int backlog = 100_000;

    @Option(names = "--partitions", description = "Of each topic, by default ${DEFAULT-VALUE}.")
    private int partitions = 12;

    @Option(names = "--seed", description = "Of the disorder, by default ${DEFAULT-VALUE}.")
    private long seed = 1;

    @Option(
            names = "--late",
            description = "Milliseconds above which the latest fails this, by default ${DEFAULT-VALUE}.")
    private int limitMillis = 1_000;

    public static void main(String[] arguments) {
        System.exit(new CommandLine(new DueBench()).execute(arguments));
    }

    @Override
    public Integer call() throws InterruptedException, ExecutionException {
        try (OwnBroker broker = OwnBroker.start(partitions)) {
            Settings settings = Settings.of(Map.of(
                    "kafka.bootstrap-servers",
                    broker.bootstrapServers(),
                    "retry-scheduler.state-directory",
                    broker.stateDirectory().toString(),
                    "retry.delays",
                    "1h,1h,1h,1h,1h"));
            boolean complete = backlog == 0 || isBacklogPutBack(settings);
            return isSteadyInTime(settings) && complete ? 0 : 1;
        }
    }

    private boolean isBacklogPutBack(Settings settings) throws InterruptedException {
        System.out.printf("Writing %d overdue deliveries of %d bytes ...%n", backlog, bodyBytes);
        try (WaitingDeliveries waiting = new WaitingDeliveries(settings, Topic.RETRY_1M, bodyBytes)) {
            Instant due = Instant.now().minusSeconds(1);
            for (int number = 0; number < backlog; number++) {
                waiting.send(number, due);
            }
            waiting.flush();
        }
        double bare = new BareCopy(settings).rate(Topic.RETRY_1M, backlog);
        try (PutBackDeliveries putBack = new PutBackDeliveries(settings, backlog);
                RetryScheduler scheduler = start(settings)) {
            Awaitility.await()
                    .atMost(LAST_DEADLINE)
                    .pollInterval(Duration.ofMillis(1))
                    .until(scheduler::isReady);
            long started = System.nanoTime();
            boolean complete = putBack.await(BACKLOG_DEADLINE);
            double ours = backlog * 1e9 / (System.nanoTime() - started);
            System.out.printf("backlog:     %.0f/s put back%n", ours);
            System.out.printf("bare copy:   %.0f/s, ratio %.2f%n", bare, ours / bare);
            System.out.printf("             missing %d, doubled %d%n", putBack.missing(), putBack.doubled());
            return complete && putBack.doubled() == 0;
        }
    }

    private boolean isSteadyInTime(Settings settings) throws InterruptedException {
        System.out.printf(
                "%d deliveries a second for %d s, out of order by up to %d ms ...%n", rate, seconds, disorderMillis);
        int count = rate * seconds;
        PutBackDeliveries putBack = new PutBackDeliveries(settings, count);
        boolean complete;
        try (putBack;
                RetryScheduler scheduler = start(settings)) {
            Awaitility.await().atMost(LAST_DEADLINE).until(scheduler::isReady);
            write(settings, count);
            complete = putBack.await(LAST_DEADLINE.plusSeconds(waitSeconds));
        }
        return report(putBack, complete);
    }

    /** By the clock, so that a pause of the writer makes nobody else look late. */
    private void write(Settings settings, int count) throws InterruptedException {
        Random random = new Random(seed);
        try (WaitingDeliveries waiting = new WaitingDeliveries(settings, Topic.RETRY_5M, bodyBytes)) {
            long started = System.nanoTime();
            for (int number = 0; number < count; number++) {
                long ahead = started + number * 1_000_000_000L / rate - System.nanoTime();
                if (ahead > 0) {
                    TimeUnit.NANOSECONDS.sleep(ahead);
                }
                Duration early = Duration.ofMillis(random.nextInt(disorderMillis + 1));
                Instant due = Instant.now()
                        .plusSeconds(waitSeconds)
                        .plusMillis(disorderMillis)
                        .minus(early);
                waiting.send(number, due);
            }
            waiting.flush();
        }
    }

    private static RetryScheduler start(Settings settings) {
        return RetryScheduler.start(
                RetrySchedulerSettings.of(settings), KafkaSettings.of(settings), new SimpleMeterRegistry());
    }

    private boolean report(PutBackDeliveries putBack, boolean complete) {
        Histogram late = putBack.lateMillis();
        System.out.printf(
                "late by ms:  p50 %d, p99 %d, p99.9 %d, max %d%n",
                late.getValueAtPercentile(50),
                late.getValueAtPercentile(99),
                late.getValueAtPercentile(99.9),
                late.getMaxValue());
        System.out.printf(
                "             missing %d, doubled %d, early %d%n",
                putBack.missing(), putBack.doubled(), putBack.early());
        return complete && putBack.doubled() == 0 && putBack.early() == 0 && late.getMaxValue() <= limitMillis;
    }
}

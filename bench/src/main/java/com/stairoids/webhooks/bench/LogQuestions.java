package com.stairoids.webhooks.bench;

import com.stairoids.webhooks.deliverylog.DeliveryLog;
import com.stairoids.webhooks.deliverylog.DeliveryLogSettings;
import com.stairoids.webhooks.deliverylog.DeliveryPage;
import com.stairoids.webhooks.deliverylog.DeliveryPosition;
import com.stairoids.webhooks.deliverylog.DeliveryQuery;
import com.stairoids.webhooks.deliverylog.DeliveryStatus;
import com.stairoids.webhooks.deliverylog.LogUnavailableException;
import com.stairoids.webhooks.deliverylog.run.RunningDeliveryLog;
import com.stairoids.webhooks.settings.KafkaSettings;
import com.stairoids.webhooks.settings.Settings;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.HdrHistogram.Histogram;

/** A delivery log that asks itself, in a process of its own; what it finds goes to its standard output. */
public final class LogQuestions {
    static final String READY = "ready after";
    static final String DONE = "done";
    static final String TOO_SLOW = "too slow";

    private static final int TIMES = 500;

    private final DeliveryLog log;
    private final int deliveries;
    private final long boundMillis;
    private final Random random = new Random(1);

    private LogQuestions(DeliveryLog log, int deliveries, long boundMillis) {
        this.log = log;
        this.deliveries = deliveries;
        this.boundMillis = boundMillis;
    }

    /** Runs until it is stopped; the arguments are the number of deliveries, the bound in ms, and settings. */
    public static void main(String[] arguments) throws Exception {
        long began = System.nanoTime();
        Settings settings = Settings.of(Arrays.stream(arguments)
                .skip(2)
                .map(argument -> argument.split("=", 2))
                .collect(Collectors.toMap(pair -> pair[0], pair -> pair[1])));
        DeliveryLogSettings ours = DeliveryLogSettings.of(settings);
        RunningDeliveryLog running =
                RunningDeliveryLog.start(ours, KafkaSettings.of(settings), new SimpleMeterRegistry());
        Runtime.getRuntime().addShutdownHook(new Thread(running::close));
        while (!running.log().isReady() || !running.log().lag().isZero()) {
            TimeUnit.MILLISECONDS.sleep(20);
        }
        double seconds = (System.nanoTime() - began) / 1e9;
        int deliveries = Integer.parseInt(arguments[0]);
        System.out.printf("%s %.1f s (%,.0f deliveries/s)%n", READY, seconds, deliveries / seconds);
        System.out.printf("disk %,d KiB, resident %s%n", kibibytes(ours.stateDirectory()), memory());
        new LogQuestions(running.log(), deliveries, Long.parseLong(arguments[1])).ask();
        System.out.printf("resident %s%n%s%n", memory(), DONE);
        running.ended().join();
    }

    private void ask() throws LogUnavailableException {
        DeliveryQuery endpoint = DeliveryQuery.of(LoggedAttempts.WORKSPACE).ofEndpoint(LoggedAttempts.ENDPOINT);
        DeliveryPosition middle = log.find(LoggedAttempts.WORKSPACE, LoggedAttempts.deliveryId(deliveries / 2))
                .orElseThrow()
                .position();
        page("last 50", endpoint);
        page("last 50 that failed (rare)", endpoint.withStatuses(Set.of(DeliveryStatus.FAILED)));
        page(
                "last 50 that failed, of one type",
                endpoint.withStatuses(Set.of(DeliveryStatus.FAILED)).withEventTypes(Set.of("signal.created")));
        page("last 50 that were cancelled (none)", endpoint.withStatuses(Set.of(DeliveryStatus.CANCELLED)));
        page("last 50 of two types", endpoint.withEventTypes(Set.of("signal.created", "signal.scored")));
        page("50 behind the middle", endpoint.after(middle));
        page("50 before a time", endpoint.until(Instant.ofEpochMilli(middle.time())));
        page("last 50 of the workspace", DeliveryQuery.of(LoggedAttempts.WORKSPACE));
        time(
                "one by its id",
                () -> log.find(LoggedAttempts.WORKSPACE, LoggedAttempts.deliveryId(random.nextInt(deliveries))));
        time(
                "statistics of 30 days",
                () -> log.statistics(
                        LoggedAttempts.WORKSPACE,
                        LoggedAttempts.ENDPOINT,
                        Instant.now().minus(Duration.ofDays(30)),
                        Instant.now(),
                        Duration.ofHours(1)));
        long turning = System.nanoTime();
        int count = 0;
        DeliveryPosition after = null;
        do {
            DeliveryPage page = log.list(endpoint.after(after));
            count += page.deliveries().size();
            after = page.next();
        } while (after != null);
        System.out.printf("%-36s %,d in %.1f s%n", "turning all pages", count, (System.nanoTime() - turning) / 1e9);
        if (count != deliveries) {
            throw new IllegalStateException("there are not " + deliveries + " deliveries");
        }
    }

    private void page(String name, DeliveryQuery query) throws LogUnavailableException {
        if (time(name, () -> log.list(query)) > boundMillis) {
            System.out.println(TOO_SLOW);
        }
    }

    /** Returns p99 in milliseconds. */
    private static double time(String name, Question question) throws LogUnavailableException {
        Histogram micros = new Histogram(3);
        long first = once(question);
        for (int number = 0; number < TIMES; number++) {
            micros.recordValue(once(question));
        }
        double p99 = micros.getValueAtPercentile(99) / 1e3;
        System.out.printf(
                "%-36s first %.1f ms, then p50 %.2f ms, p99 %.2f ms, max %.1f ms%n",
                name, first / 1e3, micros.getValueAtPercentile(50) / 1e3, p99, micros.getMaxValue() / 1e3);
        return p99;
    }

    private static long once(Question question) throws LogUnavailableException {
        long began = System.nanoTime();
        question.ask();
        return (System.nanoTime() - began) / 1000;
    }

    private static String memory() throws IOException {
        return Files.readAllLines(Path.of("/proc/self/status")).stream()
                .filter(line -> line.startsWith("VmRSS:"))
                .map(line -> line.substring("VmRSS:".length()).strip())
                .findFirst()
                .orElse("unknown");
    }

    private static long kibibytes(Path directory) throws IOException {
        try (Stream<Path> walk = Files.walk(directory)) {
            List<Path> files = walk.filter(Files::isRegularFile).toList();
            long bytes = 0;
            for (Path file : files) {
                bytes += Files.size(file);
            }
            return bytes / 1024;
        }
    }

    /** Something to ask the log. */
    @FunctionalInterface
    private interface Question {
        Object ask() throws LogUnavailableException;
    }
}

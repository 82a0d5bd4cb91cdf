package com.stairoids.webhooks.bench;

import com.stairoids.webhooks.testing.receiver.ReceivedRequest;
import com.stairoids.webhooks.testing.receiver.Receiver;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;
import org.awaitility.Awaitility;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * From the moment an event should be produced to the arrival of its POST. Events go out by the clock, whatever became of
 * those before, and a late producer counts against the line, so that no pause hides.
 */
@Command(
        name = "latency",
        description = "Time from producing an event to the arrival of its POST.",
        mixinStandardHelpOptions = true)
public final class LatencyBench implements Callable<Integer> {
    private static final String PATH = "/latency";
    private static final Duration FIRST_DEADLINE = Duration.ofSeconds(30);
    private static final Duration LAST_DEADLINE = Duration.ofSeconds(20);
    private static final double MICROS_PER_MILLI = 1_000.0;

    @Mixin
    private Line line = new Line();

    @Option(names = "--rate", description = "Events a second, by default ${DEFAULT-VALUE}.")
    private int rate = 100;

    @Option(names = "--warm-up", description = "Seconds that are not measured, by default ${DEFAULT-VALUE}.")
    private int warmUpSeconds = 20;

    @Option(names = "--seconds", description = "Seconds that are measured, by default ${DEFAULT-VALUE}.")
    private int seconds = 30;

    @Option(names = "--p99", description = "Milliseconds above which this fails, by default ${DEFAULT-VALUE}.")
    private int limitMillis = 500;

    private final String run = Long.toString(System.currentTimeMillis(), Character.MAX_RADIX);
    private final Map<String, Long> intended = new ConcurrentHashMap<>();
    private final Histogram micros = new ConcurrentHistogram(3);
    private final AtomicBoolean subscribed = new AtomicBoolean();

    public static void main(String[] arguments) {
        System.exit(new CommandLine(new LatencyBench()).execute(arguments));
    }

    @Override
    public Integer call() {
        try (Line.Running running = line.start();
                Receiver receiver = Receiver.startForgetful(this::arrived);
                Workspace workspace = new Workspace(running.settings(), "ws_bench_" + run);
                Events events = new Events(running.settings(), workspace.id(), Duration.ZERO)) {
            workspace.subscribe(receiver.url(PATH));
            awaitSubscription(events);
            System.out.printf("Warming up for %d s at %d events/s ...%n", warmUpSeconds, rate);
            produce(events, "warm", warmUpSeconds * rate);
            awaitArrivals();
            micros.reset();
            System.out.printf("Measuring for %d s ...%n", seconds);
            produce(events, "event", seconds * rate);
            awaitArrivals();
            return report();
        }
    }

    private void arrived(ReceivedRequest request) {
        long now = System.nanoTime();
        subscribed.set(true);
        Long due = intended.remove(request.header("webhook-id").orElse(""));
        if (due != null) {
            micros.recordValue(Math.max(0, (now - due) / 1_000));
        }
    }

    /** A new endpoint is heard of within 2 s; whatever is produced before is not for it. */
    private void awaitSubscription(Events events) {
        Awaitility.await()
                .atMost(FIRST_DEADLINE)
                .pollInterval(Duration.ofMillis(200))
                .until(() -> {
                    events.send("evt_" + run + "_first_" + System.nanoTime());
                    return subscribed.get();
                });
    }

    private void produce(Events events, String phase, int count) {
        long start = System.nanoTime();
        long interval = Duration.ofSeconds(1).toNanos() / rate;
        IntStream.range(0, count).forEach(number -> {
            long due = start + number * interval;
            while (due - System.nanoTime() > 0) {
                LockSupport.parkNanos(due - System.nanoTime());
            }
            String id = "evt_" + run + "_" + phase + "_" + number;
            intended.put(id, due);
            events.send(id);
        });
        events.flush();
    }

    private void awaitArrivals() {
        Awaitility.await("every event's POST")
                .atMost(LAST_DEADLINE)
                .pollInterval(Duration.ofMillis(20))
                .until(intended::isEmpty);
    }

    private int report() {
        double p99 = micros.getValueAtPercentile(99) / MICROS_PER_MILLI;
        System.out.printf(
                "event to POST, %d events at %d/s: p50 %.1f ms, p90 %.1f ms, p99 %.1f ms, max %.1f ms%n",
                micros.getTotalCount(),
                rate,
                micros.getValueAtPercentile(50) / MICROS_PER_MILLI,
                micros.getValueAtPercentile(90) / MICROS_PER_MILLI,
                p99,
                micros.getMaxValue() / MICROS_PER_MILLI);
        boolean met = p99 <= limitMillis;
        System.out.printf("p99 is %s %d ms%n", met ? "within" : "ABOVE", limitMillis);
        return met ? 0 : 1;
    }
}

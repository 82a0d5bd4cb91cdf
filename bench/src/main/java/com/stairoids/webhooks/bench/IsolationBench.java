package com.stairoids.webhooks.bench;

import com.stairoids.webhooks.schemas.endpoint.EndpointStatus;
import com.stairoids.webhooks.testing.guarantees.NobodyWaitsForAnother;
import com.stairoids.webhooks.testing.receiver.ReceivedRequest;
import com.stairoids.webhooks.testing.receiver.Receiver;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * What healthy endpoints notice of hostile ones. The capacity is measured first; then, at half of it, clean and hostile
 * slices take turns. A tenth of the traffic goes to four endpoints: in clean slices to four that answer, in hostile ones to one
 * that hangs, one that refuses connections, one whose name never resolves and one that flaps. The healthy endpoints' times
 * of a hostile slice are compared with those of the clean slice before it.
 */
@Command(
        name = "isolation",
        description = "Latency and throughput of healthy endpoints while others hang, refuse, do not resolve or flap.",
        mixinStandardHelpOptions = true)
public final class IsolationBench implements Callable<Integer> {
    private static final int HOSTILE_EVERY = 10;
    private static final double P99 = 99;
    private static final double LEAST_THROUGHPUT = 0.98;
    private static final Duration SUBSCRIBED = Duration.ofSeconds(60);
    private static final Duration SETTLING = Duration.ofSeconds(5);
    private static final Duration LAST_ARRIVAL = Duration.ofSeconds(30);

    @Mixin
    private Line line = new Line();

    @Option(names = "--healthy", description = "Healthy endpoints, by default ${DEFAULT-VALUE}.")
    private int healthyCount = 96;

    @Option(names = "--slices", description = "Pairs of slices, by default ${DEFAULT-VALUE}.")
    private int slices = 5;

    @Option(names = "--seconds", description = "Length of a slice, by default ${DEFAULT-VALUE}.")
    private int seconds = 45;

    @Option(names = "--capacity-events", description = "To measure the capacity with, by default ${DEFAULT-VALUE}.")
    private int capacityEvents = 20_000;

    @Option(names = "--limit", description = "Ratio of p99s above which this fails, by default ${DEFAULT-VALUE}.")
    private double limit = 1.2;

    @Option(
            names = "--beside-clean",
            description =
                    "Hold what arrived in time beside hostile endpoints to what did in clean slices: for short ones.")
    private boolean besideClean;

    @Option(names = "--graph", paramLabel = "FILE", description = "Where an SVG of the result goes.")
    private @Nullable Path graph;

    private final String run = Long.toString(System.currentTimeMillis(), Character.MAX_RADIX);
    private final AtomicReference<Histogram> micros = new AtomicReference<>(new ConcurrentHistogram(3));
    private final Set<String> heard = ConcurrentHashMap.newKeySet();
    private final AtomicLong arrivedInTime = new AtomicLong();
    private final AtomicReference<@Nullable Pacer> pacer = new AtomicReference<>();

    public static void main(String[] arguments) {
        System.exit(new CommandLine(new IsolationBench()).execute(arguments));
    }

    @Override
    public Integer call() throws InterruptedException {
        try (SilentNameServer names = SilentNameServer.start();
                Line.Running running = line.start(names.settings());
                Receiver receiver = Receiver.startForgetful(this::arrived);
                Workspace workspace = new Workspace(running.settings(), "ws_" + run);
                Events events = new Events(running.settings(), workspace.id(), Duration.ofMillis(2))) {
            Pacer producing = new Pacer(events, run);
            pacer.set(producing);
            IntStream.range(0, healthyCount)
                    .forEach(number -> workspace.subscribe(healthy(number), receiver.url("/" + healthy(number))));
            IntStream.range(0, HostileEndpoints.COUNT)
                    .forEach(number -> workspace.subscribe(standIn(number), receiver.url("/" + standIn(number))));
            HostileEndpoints hostile = HostileEndpoints.register(workspace, receiver, number -> hostile(number));
            hostile.switchTo(EndpointStatus.DISABLED);
            awaitSubscriptions(events);
            int rate = Math.max(1, capacity(events, producing) / 2);
            System.out.printf("Offering %d deliveries/s, half of the capacity%n", rate);
            slice(producing, Duration.ofSeconds(Math.min(20, seconds)), rate, this::standIn);
            return report(rate, measure(producing, hostile, rate));
        }
    }

    private List<Pair> measure(Pacer producing, HostileEndpoints hostile, int rate) throws InterruptedException {
        List<Pair> pairs = new ArrayList<>();
        Duration time = Duration.ofSeconds(seconds);
        for (int number = 1; number <= slices; number++) {
            Slice clean = slice(producing, time, rate, this::standIn);
            hostile.switchTo(EndpointStatus.ENABLED);
            settle();
            Slice hostileSlice = slice(producing, time, rate, this::hostile);
            hostile.switchTo(EndpointStatus.DISABLED);
            settle();
            pairs.add(new Pair(clean, hostileSlice));
            System.out.printf("pair %d: clean %s, hostile %s%n", number, clean, hostileSlice);
        }
        return pairs;
    }

    /** What is under way ends, and a change of an endpoint becomes effective. */
    private static void settle() throws InterruptedException {
        Thread.sleep(SETTLING);
    }

    private Slice slice(Pacer producing, Duration time, int rate, IntFunction<String> others) {
        Histogram histogram = new ConcurrentHistogram(3);
        micros.set(histogram);
        arrivedInTime.set(0);
        int offered = producing.produce(
                time,
                rate,
                number -> isOther(number)
                        ? others.apply(number / HOSTILE_EVERY % HostileEndpoints.COUNT)
                        : healthy(number),
                number -> !isOther(number));
        long inTime = arrivedInTime.get();
        boolean complete = awaitArrivals(producing);
        int missing = producing.giveUp();
        if (!complete) {
            System.out.printf("%d events had not arrived after %d s%n", missing, LAST_ARRIVAL.toSeconds());
        }
        return new Slice(histogram, offered, inTime, missing);
    }

    private static boolean isOther(int number) {
        return number % HOSTILE_EVERY == 0;
    }

    private boolean awaitArrivals(Pacer producing) {
        long deadline = System.nanoTime() + LAST_ARRIVAL.toNanos();
        while (producing.missing() > 0 && System.nanoTime() < deadline) {
            Awaitility.await().pollDelay(Duration.ofMillis(20)).until(() -> true);
        }
        return producing.missing() == 0;
    }

    /** Deliveries a second when as many as possible are asked for, to all healthy endpoints. */
    private int capacity(Events events, Pacer producing) {
        for (int round = 0; round < 2; round++) {
            long started = System.nanoTime();
            var _ = producing.produce(Duration.ofSeconds(1), capacityEvents, this::healthy, _ -> true);
            events.flush();
            Awaitility.await("the capacity's events")
                    .atMost(Duration.ofMinutes(3))
                    .pollInterval(Duration.ofMillis(20))
                    .until(() -> producing.missing() == 0);
            double perSecond = capacityEvents * 1e9 / (System.nanoTime() - started);
            System.out.printf("capacity%s: %.0f deliveries/s%n", round == 0 ? ", cold" : "", perSecond);
            if (round == 1) {
                return (int) perSecond;
            }
        }
        throw new IllegalStateException("unreachable: the second round returns");
    }

    private void arrived(ReceivedRequest request) {
        heard.add(request.path());
        Pacer producing = pacer.get();
        if (producing != null) {
            producing.arrived(request.header("webhook-id").orElse("")).ifPresent(late -> {
                micros.get().recordValue(late.toNanos() / 1000);
                arrivedInTime.incrementAndGet();
            });
        }
    }

    private void awaitSubscriptions(Events events) {
        List<String> all = new ArrayList<>();
        IntStream.range(0, healthyCount).mapToObj(this::healthy).forEach(all::add);
        IntStream.range(0, HostileEndpoints.COUNT).mapToObj(this::standIn).forEach(all::add);
        Awaitility.await("every endpoint")
                .atMost(SUBSCRIBED)
                .pollInterval(Duration.ofMillis(500))
                .until(() -> {
                    List<String> silent = all.stream()
                            .filter(name -> !heard.contains("/" + name))
                            .toList();
                    silent.forEach(name -> events.send(name, "evt_" + run + "_first_" + System.nanoTime()));
                    return silent.isEmpty();
                });
    }

    private int report(int rate, List<Pair> pairs) {
        double expected = besideClean ? cleanThroughput(pairs) : 1;
        NobodyWaitsForAnother result = new NobodyWaitsForAnother(
                pairs.stream().map(Pair::observed).toList(), limit, LEAST_THROUGHPUT * expected);
        System.out.printf(
                "%d endpoints at %d deliveries/s, %d pairs of slices of %d s%n",
                healthyCount + HostileEndpoints.COUNT, rate, pairs.size(), seconds);
        System.out.printf("p99 hostile/clean, median of the pairs: %.2f%n", result.ratio());
        System.out.printf("p99 clean/clean, median of neighbours:  %.2f%n", result.noise());
        System.out.printf("arrived of what was offered in hostile slices: %.4f%n", result.throughput());
        System.out.printf("arrived of what was offered in clean slices:   %.4f%n", cleanThroughput(pairs));
        if (graph != null) {
            new IsolationGraph(pairs).write(graph);
        }
        List<String> violations = result.violations();
        violations.forEach(System.out::println);
        System.out.println(violations.isEmpty() ? "isolated" : "NOT isolated");
        return violations.isEmpty() ? 0 : 1;
    }

    private static double cleanThroughput(List<Pair> pairs) {
        long offered = pairs.stream().mapToLong(pair -> pair.clean().offered()).sum();
        return (double) pairs.stream().mapToLong(pair -> pair.clean().inTime()).sum() / offered;
    }

    private String healthy(int number) {
        return "ws_" + run + "_healthy_" + number % healthyCount;
    }

    private String standIn(int number) {
        return "ws_" + run + "_other_" + number;
    }

    private String hostile(int number) {
        return "ws_" + run + "_hostile_" + number;
    }

    /** The healthy endpoints' times while others behaved, and while they did not. */
    record Pair(Slice clean, Slice hostile) {
        private NobodyWaitsForAnother.Pair observed() {
            return new NobodyWaitsForAnother.Pair(
                    clean.millis(P99), hostile.millis(P99), hostile.offered(), hostile.inTime());
        }
    }

    /**
     * One stretch of time.
     *
     * @param offered deliveries to healthy endpoints
     * @param inTime of those, what had arrived when the last one was produced
     * @param missing what never came
     */
    record Slice(Histogram micros, int offered, long inTime, int missing) {
        double millis(double percentile) {
            return micros.getValueAtPercentile(percentile) / 1000.0;
        }

        @Override
        public String toString() {
            return "p50 %.1f ms, p99 %.1f ms, %d of %d in time".formatted(millis(50), millis(99), inTime, offered);
        }
    }
}

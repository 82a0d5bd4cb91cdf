package com.stairoids.webhooks.bench;

import com.stairoids.webhooks.testing.receiver.ReceivedRequest;
import com.stairoids.webhooks.testing.receiver.Receiver;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Many events at once to several endpoints, beside what the bare HTTP client does to the same receiver in the same run. */
@Command(
        name = "throughput",
        description = "POSTs a second, beside the bare HTTP client's; each endpoint must receive each event once.",
        mixinStandardHelpOptions = true)
public final class ThroughputBench implements Callable<Integer> {
    private static final Duration FIRST_DEADLINE = Duration.ofSeconds(30);
    private static final String BARE_PATH = "/bare";

    @Mixin
    private Line line = new Line();

    @Option(names = "--events", description = "By default ${DEFAULT-VALUE}.")
    private int eventCount = 10_000;

    @Option(names = "--endpoints", description = "By default ${DEFAULT-VALUE}.")
    private int endpointCount = 3;

    @Option(names = "--warm-up", description = "Events that are not measured, by default ${DEFAULT-VALUE}.")
    private int warmUpCount = 2_000;

    @Option(
            names = "--concurrency",
            description = "Most requests that the bare client has in flight, by default ${DEFAULT-VALUE}: the sender's"
                    + " own cap for three endpoints.")
    private int concurrency = 96;

    @Option(names = "--within", description = "Seconds after which this fails, by default ${DEFAULT-VALUE}.")
    private int withinSeconds = 120;

    private final String run = Long.toString(System.currentTimeMillis(), Character.MAX_RADIX);
    private final AtomicReference<Consumer<ReceivedRequest>> watching = new AtomicReference<>(_ -> {});

    public static void main(String[] arguments) {
        System.exit(new CommandLine(new ThroughputBench()).execute(arguments));
    }

    @Override
    public Integer call() throws InterruptedException {
        try (Line.Running running = line.start();
                Receiver receiver =
                        Receiver.startForgetful(request -> watching.get().accept(request));
                Workspace workspace = new Workspace(running.settings(), "ws_bench_" + run);
                Events events = new Events(running.settings(), workspace.id(), Duration.ofMillis(5))) {
            paths().forEach(path -> workspace.subscribe(receiver.url(path)));
            awaitSubscriptions(events);
            System.out.printf("Warming up with %d events ...%n", warmUpCount);
            measure(events, ids("warm", warmUpCount));
            double bare = bareRate(receiver, events.body("evt_" + run + "_bare_00000"));
            System.out.printf("Measuring %d events x %d endpoints ...%n", eventCount, endpointCount);
            return report(measure(events, ids("event", eventCount)), bare);
        }
    }

    private double bareRate(Receiver receiver, byte[] body) throws InterruptedException {
        int posts = eventCount * endpointCount;
        System.out.printf("Posting %d times with the bare client ...%n", posts);
        try (BareClient client = new BareClient(concurrency)) {
            client.rate(receiver.url(BARE_PATH), body, warmUpCount * endpointCount);
            return client.rate(receiver.url(BARE_PATH), body, posts);
        }
    }

    private Measurement measure(Events events, List<String> ids) throws InterruptedException {
        Arrivals arrivals = new Arrivals(Set.copyOf(ids), paths());
        watching.set(arrivals);
        long started = System.nanoTime();
        ids.forEach(events::send);
        events.flush();
        boolean complete = arrivals.missing().await(withinSeconds, TimeUnit.SECONDS);
        Duration took = Duration.ofNanos(System.nanoTime() - started);
        if (complete) {
            awaitLateDoubles();
        }
        return new Measurement(took, arrivals.missing().getCount(), arrivals.doubled());
    }

    /** A doubled delivery may follow after the last one that was missing. */
    private static void awaitLateDoubles() throws InterruptedException {
        TimeUnit.SECONDS.sleep(2);
    }

    private void awaitSubscriptions(Events events) {
        Set<String> seen = ConcurrentHashMap.newKeySet();
        watching.set(request -> seen.add(request.path()));
        Awaitility.await()
                .atMost(FIRST_DEADLINE)
                .pollInterval(Duration.ofMillis(200))
                .until(() -> {
                    events.send("evt_" + run + "_first_" + System.nanoTime());
                    return seen.containsAll(paths());
                });
    }

    private int report(Measurement measured, double bare) {
        int posts = eventCount * endpointCount;
        double rate = posts * 1e9 / measured.took().toNanos();
        System.out.printf(
                "line:        %d POSTs in %.1f s, %.0f POSTs/s%n",
                posts, measured.took().toMillis() / 1e3, rate);
        System.out.printf("bare client: %.0f POSTs/s%n", bare);
        System.out.printf("ratio:       %.2f%n", rate / bare);
        System.out.printf(
                "missing %d, doubled %d, %s %d s%n",
                measured.missing(),
                measured.doubled(),
                measured.took().toSeconds() < withinSeconds ? "within" : "NOT within",
                withinSeconds);
        return measured.missing() == 0 && measured.doubled() == 0 ? 0 : 1;
    }

    private Set<String> paths() {
        return IntStream.rangeClosed(1, endpointCount)
                .mapToObj(number -> "/endpoint-" + number)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private List<String> ids(String phase, int count) {
        return IntStream.range(0, count)
                .mapToObj(number -> "evt_%s_%s_%05d".formatted(run, phase, number))
                .toList();
    }

    private record Measurement(Duration took, long missing, long doubled) {}
}

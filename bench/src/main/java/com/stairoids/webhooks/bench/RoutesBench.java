package com.stairoids.webhooks.bench;

import com.stairoids.webhooks.sender.post.HttpPoster;
import com.stairoids.webhooks.sender.post.PostResult;
import com.stairoids.webhooks.sender.post.Resolution;
import com.stairoids.webhooks.sender.post.Trust;
import com.stairoids.webhooks.sender.sign.SignedRequest;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.IntFunction;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** What it costs the sender's client that requests go to many hosts, beside as many to one host in the same run. */
@Command(
        name = "routes",
        description = "POSTs to many hosts, beside as many to one; the open connections must stay within the pool.",
        mixinStandardHelpOptions = true)
public final class RoutesBench implements Callable<Integer> {
    @Option(names = "--routes", description = "Hosts, by default ${DEFAULT-VALUE}.")
    private int routes = 100_000;

    @Option(names = "--requests", description = "The sender's sender.requests, by default ${DEFAULT-VALUE}.")
    private int requests = 1000;

    @Option(names = "--in-flight", description = "Requests in flight, by default ${DEFAULT-VALUE}.")
    private int inFlight = 200;

    private final AtomicInteger mostOpen = new AtomicInteger();

    public static void main(String[] arguments) {
        System.exit(new CommandLine(new RoutesBench()).execute(arguments));
    }

    @Override
    public Integer call() throws InterruptedException {
        try (AnyAddress server = new AnyAddress();
                HttpPoster poster =
                        LoopbackPoster.start(new Resolution.NoSuchName(), Trust.context(Optional.empty()), requests)) {
            run(server, poster, routes / 4, _ -> server.url(0, "/keep"));
            run(server, poster, routes / 4, number -> server.url(number + 4_000_000, "/keep"));
            long before = usedBytes();
            Result kept = run(server, poster, routes, _ -> server.url(0, "/keep"));
            Result idle = run(server, poster, routes, number -> server.url(number % (requests - inFlight), "/keep"));
            Result closed = run(server, poster, routes, _ -> server.url(0, "/close"));
            Result many = run(server, poster, routes, number -> server.url(number, "/keep"));
            long grown = usedBytes() - before;
            print("one host, connection kept", kept, kept);
            print((requests - inFlight) + " hosts, connections kept", idle, kept);
            print("one host, connection closed", closed, closed);
            print(routes + " hosts, a connection each", many, closed);
            System.out.printf(
                    "most connections open: %d of %d; heap grown by %d KiB%n", mostOpen.get(), requests, grown / 1024);
            return mostOpen.get() <= requests + inFlight ? 0 : 1;
        }
    }

    private Result run(AnyAddress server, HttpPoster poster, int count, IntFunction<String> url)
            throws InterruptedException {
        Semaphore free = new Semaphore(inFlight);
        Histogram latencies = new ConcurrentHistogram(3);
        AtomicReference<@Nullable PostResult> failure = new AtomicReference<>();
        long started = System.nanoTime();
        for (int number = 0; number < count; number++) {
            free.acquire();
            long sent = System.nanoTime();
            var _ = poster.post(new SignedRequest(url.apply(number), List.of(), List.of(), new byte[] {'{', '}'}))
                    .thenAccept(result -> {
                        latencies.recordValue((System.nanoTime() - sent) / 1000);
                        if (result instanceof PostResult.Unanswered) {
                            failure.set(result);
                        }
                        free.release();
                    });
            if (number % 100 == 0) {
                mostOpen.accumulateAndGet(server.openConnections(), Math::max);
            }
        }
        free.acquire(inFlight);
        double rate = count * 1e9 / (System.nanoTime() - started);
        if (failure.get() != null) {
            throw new IllegalStateException("a request failed: " + failure.get());
        }
        return new Result(rate, latencies);
    }

    private static long usedBytes() {
        System.gc();
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }

    private static void print(String what, Result result, Result beside) {
        System.out.printf(
                "%-34s %7.0f POSTs/s, ratio %.2f, p50 %.1f ms, p99 %.1f ms%n",
                what,
                result.rate(),
                result.rate() / beside.rate(),
                result.latencies().getValueAtPercentile(50) / 1e3,
                result.latencies().getValueAtPercentile(99) / 1e3);
    }

    private record Result(double rate, Histogram latencies) {}
}

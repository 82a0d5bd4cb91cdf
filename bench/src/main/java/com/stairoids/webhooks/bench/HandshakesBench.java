package com.stairoids.webhooks.bench;

import com.stairoids.webhooks.sender.post.HttpPoster;
import com.stairoids.webhooks.sender.post.PostResult;
import com.stairoids.webhooks.sender.post.Resolution;
import com.stairoids.webhooks.sender.sign.SignedRequest;
import com.stairoids.webhooks.testing.receiver.Behaviour;
import com.stairoids.webhooks.testing.receiver.HeaderLine;
import com.stairoids.webhooks.testing.receiver.Receiver;
import com.stairoids.webhooks.testing.tls.CertificateAuthority;
import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongConsumer;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * What requests on kept connections notice of TLS handshakes beside them. A handshake costs both ends some milliseconds of
 * CPU, which others lack whoever makes it; so the storm is made once by the same client, and once by another one with
 * threads of its own. Where the two differ, handshakes hold up the client's event loop.
 */
@Command(
        name = "handshakes",
        description =
                "Latency on kept connections beside a storm of TLS handshakes, in the same client and in another.",
        mixinStandardHelpOptions = true)
public final class HandshakesBench implements Callable<Integer> {
    private static final int CONNECTIONS = 1000;
    private static final double P99 = 99;

    @Option(names = "--rate", description = "POSTs a second on kept connections, by default ${DEFAULT-VALUE}.")
    private int rate = 200;

    @Option(names = "--handshakes", description = "A second, by default ${DEFAULT-VALUE}.")
    private int handshakes = 200;

    @Option(names = "--seconds", description = "Length of a slice, by default ${DEFAULT-VALUE}.")
    private int seconds = 10;

    @Option(names = "--rounds", description = "Each of three slices, by default ${DEFAULT-VALUE}.")
    private int rounds = 5;

    @Option(
            names = "--limit",
            description = "Ratio of the p99s, same client to another, above which this fails, by default"
                    + " ${DEFAULT-VALUE}.")
    private double limit = 1.5;

    private final CertificateAuthority authority = CertificateAuthority.create();
    private final AtomicInteger hosts = new AtomicInteger();
    private final AtomicInteger failures = new AtomicInteger();

    public static void main(String[] arguments) {
        System.exit(new CommandLine(new HandshakesBench()).execute(arguments));
    }

    @Override
    public Integer call() throws InterruptedException {
        List<Histogram> quiet = new ArrayList<>();
        List<Histogram> beside = new ArrayList<>();
        List<Histogram> within = new ArrayList<>();
        try (Receiver plain = Receiver.startForgetful(_ -> {});
                Receiver behindTls = Receiver.start(authority.server("*.storm.test"));
                HttpPoster own = poster();
                HttpPoster other = poster()) {
            behindTls.answers(
                    "/", new Behaviour.Answer(200, List.of(new HeaderLine("Connection", "close")), new byte[0]));
            slice(plain, behindTls, own, other, handshakes);
            slice(plain, behindTls, own, own, handshakes);
            for (int round = 0; round < rounds; round++) {
                quiet.add(slice(plain, behindTls, own, own, 0));
                beside.add(slice(plain, behindTls, own, other, handshakes));
                within.add(slice(plain, behindTls, own, own, handshakes));
            }
            System.out.printf(
                    "%d handshakes in all, %d requests failed%n", behindTls.connectionCount(), failures.get());
        }
        print("no handshakes", quiet);
        print("handshakes in another client", beside);
        print("handshakes in the same client", within);
        double ratio = medianP99(within) / medianP99(beside);
        System.out.printf("median p99, same client to another: ratio %.2f%n", ratio);
        return ratio <= limit && failures.get() == 0 ? 0 : 1;
    }

    private HttpPoster poster() {
        Resolution loopback =
                new Resolution.Resolved(List.of(InetAddress.ofLiteral("127.0.0.1")), Duration.ofSeconds(30));
        return LoopbackPoster.start(loopback, authority.client(), CONNECTIONS);
    }

    /** Latencies, in microseconds, of the POSTs on kept connections, each from when it was due. */
    private Histogram slice(Receiver plain, Receiver behindTls, HttpPoster kept, HttpPoster storm, int perSecond)
            throws InterruptedException {
        Histogram latencies = new ConcurrentHistogram(3);
        Queue<CompletableFuture<Void>> answers = new ConcurrentLinkedQueue<>();
        Thread storming =
                Thread.ofPlatform().start(() -> paced(perSecond, _ -> answers.add(post(storm, newHost(behindTls)))));
        paced(
                rate,
                due -> answers.add(post(kept, plain.url("/kept").toString())
                        .thenRun(() -> latencies.recordValue((System.nanoTime() - due) / 1000))));
        storming.join();
        answers.forEach(CompletableFuture::join);
        return latencies;
    }

    /** One that was never connected to, so that no TLS session is taken up again. */
    private String newHost(Receiver receiver) {
        return receiver.url("h" + hosts.incrementAndGet() + ".storm.test", "/").toString();
    }

    private void paced(int perSecond, LongConsumer action) {
        long started = System.nanoTime();
        for (int number = 0; number < perSecond * seconds; number++) {
            long due = started + number * 1_000_000_000L / perSecond;
            while (due - System.nanoTime() > 0) {
                LockSupport.parkNanos(due - System.nanoTime());
            }
            action.accept(due);
        }
    }

    private CompletableFuture<Void> post(HttpPoster poster, String url) {
        return poster.post(new SignedRequest(url, List.of(), List.of(), new byte[] {'{', '}'}))
                .thenAccept(result -> {
                    if (result instanceof PostResult.Unanswered unanswered) {
                        failures.incrementAndGet();
                        System.out.println("failed: " + unanswered);
                    }
                });
    }

    private void print(String what, List<Histogram> slices) {
        System.out.printf(
                "%-30s p50 %.2f ms, p99 %.2f ms, max %.1f ms (medians of %d slices; max of all)%n",
                what, median(slices, 50), medianP99(slices), max(slices), rounds);
    }

    private static double medianP99(List<Histogram> slices) {
        return median(slices, P99);
    }

    private static double median(List<Histogram> slices, double percentile) {
        return slices.stream()
                        .mapToLong(slice -> slice.getValueAtPercentile(percentile))
                        .sorted()
                        .skip(slices.size() / 2)
                        .findFirst()
                        .orElseThrow()
                / 1e3;
    }

    private static double max(List<Histogram> slices) {
        return slices.stream().mapToLong(Histogram::getMaxValue).max().orElseThrow() / 1e3;
    }
}

package com.stairoids.webhooks.bench;

import com.stairoids.webhooks.schemas.topic.Topic;
import com.stairoids.webhooks.settings.KafkaSettings;
import com.stairoids.webhooks.settings.Settings;
import com.stairoids.webhooks.testing.receiver.Behaviour;
import com.stairoids.webhooks.testing.receiver.ReceivedRequest;
import com.stairoids.webhooks.testing.receiver.Receiver;
import com.stairoids.webhooks.testing.topics.TopicReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
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
 * An endpoint that did not answer comes back: when its backlog starts to flow, how fast it drains, how much of what was let
 * go was parked again, and what others notice meanwhile.
 */
@Command(
        name = "recovery",
        description = "A dead endpoint's backlog comes back, beside others' latency.",
        mixinStandardHelpOptions = true)
public final class RecoveryBench implements Callable<Integer> {
    private static final String DEAD = "/dead";
    private static final Duration SUBSCRIBED = Duration.ofSeconds(60);
    private static final Duration DRAINED = Duration.ofMinutes(20);
    private static final double MOST_PARKED_AGAIN = 0.05;

    @Mixin
    private Line line = new Line();

    @Option(
            names = "--backlog",
            description = "Deliveries that wait for the dead endpoint, by default ${DEFAULT-VALUE}.")
    private int backlog = 100_000;

    @Option(names = "--others", description = "Other endpoints, by default ${DEFAULT-VALUE}.")
    private int others = 20;

    @Option(names = "--rate", description = "Deliveries a second to the others, by default ${DEFAULT-VALUE}.")
    private int rate = 100;

    @Option(names = "--answer-millis", description = "The endpoint's time for an answer, by default ${DEFAULT-VALUE}.")
    private int answerMillis = 50;

    @Option(
            names = "--within",
            description = "Seconds within which it must start to flow, by default ${DEFAULT-VALUE}.")
    private int withinSeconds = 40;

    private final String run = Long.toString(System.currentTimeMillis(), Character.MAX_RADIX);
    private final AtomicBoolean up = new AtomicBoolean(true);
    private final Set<String> heard = ConcurrentHashMap.newKeySet();
    private final Set<String> drained = ConcurrentHashMap.newKeySet();
    private final AtomicLong tenthAt = new AtomicLong();
    private final AtomicReference<Histogram> micros = new AtomicReference<>(new ConcurrentHistogram(3));
    private final AtomicReference<@Nullable Pacer> pacer = new AtomicReference<>();

    public static void main(String[] arguments) {
        System.exit(new CommandLine(new RecoveryBench()).execute(arguments));
    }

    @Override
    public Integer call() {
        try (Line.Running running = line.start();
                Receiver receiver = Receiver.startForgetful(this::arrived);
                Workspace workspace = new Workspace(running.settings(), "ws_" + run);
                Events events = new Events(running.settings(), workspace.id(), Duration.ofMillis(2))) {
            Pacer producing = new Pacer(events, run);
            pacer.set(producing);
            Behaviour answer = new Behaviour.Delayed(Duration.ofMillis(answerMillis), Behaviour.status(200));
            receiver.answers(DEAD, new Behaviour.Depending(_ -> up.get() ? answer : new Behaviour.Hang()));
            workspace.subscribe(receiver.url(DEAD));
            IntStream.range(0, others)
                    .forEach(number -> workspace.subscribe(other(number), receiver.url("/" + other(number))));
            awaitSubscriptions(events);
            Histogram before = others(producing, Duration.ofSeconds(30));
            try (ParkedCount parked = new ParkedCount(running.settings(), "_backlog_")) {
                Outage outage = outage(running.settings(), producing, events, parked);
                parked.read(Duration.ofSeconds(10));
                return report(before, outage, parked.again());
            }
        }
    }

    /** The endpoint dies, its backlog grows, it comes back, the backlog drains; the others go on all the time. */
    private Outage outage(Settings settings, Pacer producing, Events events, ParkedCount parked) {
        up.set(false);
        System.out.println("The endpoint hangs; waiting until the line has noticed ...");
        Awaitility.await("parked deliveries").atMost(Duration.ofMinutes(5)).until(() -> {
            var _ = producing.produce(Duration.ofSeconds(1), 50, _ -> "ws_" + run, _ -> false);
            return isOpen(settings);
        });
        drained.clear();
        System.out.printf("Producing a backlog of %d ...%n", backlog);
        IntStream.range(0, backlog).forEach(number -> events.send("evt_" + run + "_backlog_" + number));
        events.flush();
        Awaitility.await("the backlog is parked").atMost(DRAINED).until(() -> {
            parked.read(Duration.ofSeconds(5));
            return parked.parked() >= backlog;
        });
        System.out.println("The endpoint answers again ...");
        up.set(true);
        long backAt = System.nanoTime();
        Histogram during = new ConcurrentHistogram(3);
        while (drained.size() < backlog && System.nanoTime() - backAt < DRAINED.toNanos()) {
            during.add(others(producing, Duration.ofSeconds(1)));
        }
        return new Outage(backAt, System.nanoTime(), during);
    }

    private Histogram others(Pacer producing, Duration time) {
        Histogram histogram = new ConcurrentHistogram(3);
        micros.set(histogram);
        var _ = producing.produce(time, rate, number -> other(number % others), _ -> true);
        Awaitility.await("the others' events")
                .atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(5))
                .until(() -> producing.missing() == 0);
        return histogram;
    }

    private void arrived(ReceivedRequest request) {
        heard.add(request.path());
        String id = request.header("webhook-id").orElse("");
        if (request.path().equals(DEAD)) {
            if (up.get() && id.contains("_backlog_") && drained.add(id) && drained.size() == 10) {
                tenthAt.set(System.nanoTime());
            }
            return;
        }
        Pacer producing = pacer.get();
        if (producing != null) {
            producing.arrived(id).ifPresent(late -> micros.get().recordValue(late.toNanos() / 1000));
        }
    }

    private void awaitSubscriptions(Events events) {
        Awaitility.await("every endpoint")
                .atMost(SUBSCRIBED)
                .pollInterval(Duration.ofMillis(500))
                .until(() -> {
                    events.send("ws_" + run, "evt_" + run + "_first_" + System.nanoTime());
                    IntStream.range(0, others).forEach(number -> {
                        if (!heard.contains("/" + other(number))) {
                            events.send(other(number), "evt_" + run + "_first_" + System.nanoTime());
                        }
                    });
                    return heard.size() == others + 1;
                });
    }

    private int report(Histogram before, Outage outage, long parkedAgain) {
        double flowing = (tenthAt.get() - outage.backAt) / 1e9;
        double draining = (outage.drainedAt - tenthAt.get()) / 1e9;
        double again = (double) parkedAgain / backlog;
        System.out.printf("drained %d of %d%n", drained.size(), backlog);
        System.out.printf("started to flow %.1f s after the endpoint answered again%n", flowing);
        System.out.printf("drained at %.0f deliveries/s%n", drained.size() / draining);
        System.out.printf("parked again: %.2f %%%n", again * 100);
        System.out.printf(
                "others' p99: %.1f ms before, %.1f ms while it drained%n",
                before.getValueAtPercentile(99) / 1000.0, outage.during.getValueAtPercentile(99) / 1000.0);
        boolean met = drained.size() == backlog && flowing <= withinSeconds && again < MOST_PARKED_AGAIN;
        System.out.println(met ? "recovered" : "NOT recovered as promised");
        return met ? 0 : 1;
    }

    private boolean isOpen(Settings settings) {
        return TopicReader.readAll(bootstrapServers(settings), Topic.ENDPOINT_HEALTH).stream()
                .anyMatch(record -> record.value() != null
                        && new String(record.value(), StandardCharsets.UTF_8).contains("\"open\""));
    }

    private static String bootstrapServers(Settings settings) {
        return settings.get(KafkaSettings.BOOTSTRAP_SERVERS);
    }

    private String other(int number) {
        return "ws_" + run + "_other_" + number;
    }

    private record Outage(long backAt, long drainedAt, Histogram during) {}
}

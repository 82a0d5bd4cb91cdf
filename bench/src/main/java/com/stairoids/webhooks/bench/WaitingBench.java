package com.stairoids.webhooks.bench;

import com.stairoids.webhooks.schemas.topic.Topic;
import com.stairoids.webhooks.settings.Settings;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * Memory of a retry-scheduler, in a process of its own with little heap, while any number of deliveries wait and when all
 * of them are due at once. The deliveries are on the disk twice at the end, some 500 bytes each beside their bodies.
 */
@Command(
        name = "waiting",
        description = "Memory of the retry-scheduler, however many deliveries wait.",
        mixinStandardHelpOptions = true)
public final class WaitingBench implements Callable<Integer> {
    private static final Duration POLL = Duration.ofSeconds(1);

    @Option(names = "--records", description = "Deliveries that wait, by default ${DEFAULT-VALUE}.")
    private int records = 1_000_000;

    @Option(names = "--body-bytes", description = "By default ${DEFAULT-VALUE}.")
    private int bodyBytes = 128;

    @Option(names = "--heap", description = "Megabytes that the process may use, by default ${DEFAULT-VALUE}.")
    private int heapMegabytes = 160;

    @Option(
            names = "--wait",
            description = "Seconds that they wait once all are written and the process runs, by default"
                    + " ${DEFAULT-VALUE}.")
    private int waitSeconds = 30;

    @Option(names = "--partitions", description = "Of each topic, by default ${DEFAULT-VALUE}.")
    private int partitions = 12;

    @Option(names = "--within", description = "Minutes after which this fails, by default ${DEFAULT-VALUE}.")
    private int withinMinutes = 60;

    public static void main(String[] arguments) {
        System.exit(new CommandLine(new WaitingBench()).execute(arguments));
    }

    @Override
    public Integer call() throws InterruptedException, ExecutionException {
        try (OwnBroker broker = OwnBroker.start(partitions)) {
            Settings settings = Settings.of(Map.of("kafka.bootstrap-servers", broker.bootstrapServers()));
            System.out.printf("Writing %,d deliveries of %d bytes ...%n", records, bodyBytes);
            Instant written = write(settings);
            // A tier's delay counts from the append, so the present delay has all of them due at about one time.
            Duration delay = Duration.between(written, Instant.now()).plusSeconds(waitSeconds);
            String delays = (delay.toMillis() + "ms,").repeat(5);
            try (PutBackDeliveries putBack = new PutBackDeliveries(settings, records);
                    SchedulerProcess scheduler = SchedulerProcess.start(
                            heapMegabytes,
                            Map.of(
                                    "kafka.bootstrap-servers",
                                    broker.bootstrapServers(),
                                    "retry-scheduler.state-directory",
                                    broker.stateDirectory().toString(),
                                    "retry.delays",
                                    delays.substring(0, delays.length() - 1)))) {
                return watch(putBack, scheduler);
            }
        }
    }

    /** When the first one was written. */
    private Instant write(Settings settings) {
        Instant started = Instant.now();
        try (WaitingDeliveries waiting = new WaitingDeliveries(settings, Topic.RETRY_8H, bodyBytes)) {
            for (int number = 0; number < records; number++) {
                waiting.send(number, started.plus(Duration.ofHours(8)));
            }
            waiting.flush();
        }
        return started;
    }

    private int watch(PutBackDeliveries putBack, SchedulerProcess scheduler) throws InterruptedException {
        long started = System.nanoTime();
        long firstSeen = 0;
        String waitingMemory = "unknown";
        while (!putBack.await(POLL)) {
            Duration passed = Duration.ofNanos(System.nanoTime() - started);
            if (!scheduler.isAlive() || passed.toMinutes() >= withinMinutes) {
                System.out.printf("FAILED after %s, %,d are missing%n", passed, putBack.missing());
                return 1;
            }
            if (putBack.missing() == records) {
                waitingMemory = scheduler.memory("VmRSS");
            } else if (firstSeen == 0) {
                firstSeen = System.nanoTime();
            }
        }
        double seconds = (System.nanoTime() - firstSeen) / 1e9;
        System.out.printf("waiting:     resident %s, heap at most %d MB%n", waitingMemory, heapMegabytes);
        System.out.printf("put back:    %,.0f/s, resident at most %s%n", records / seconds, scheduler.memory("VmHWM"));
        System.out.printf("             missing %d, doubled %d%n", putBack.missing(), putBack.doubled());
        return putBack.doubled() == 0 ? 0 : 1;
    }
}

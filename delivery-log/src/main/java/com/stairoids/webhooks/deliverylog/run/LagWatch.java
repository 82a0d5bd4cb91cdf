package com.stairoids.webhooks.deliverylog.run;

import com.stairoids.webhooks.deliverylog.view.Progress;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.KafkaException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Knows how far behind the log is, within a second or two. A thread of its own looks; a Kafka that fails is asked again. */
final class LagWatch implements AutoCloseable {
    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(1);
    private static final Duration BETWEEN_FIRST_LOOKS = Duration.ofMillis(100);
    private static final Duration DEADLINE = Duration.ofSeconds(5);

    private static final Logger log = LoggerFactory.getLogger(LagWatch.class);

    private final Supplier<Consumer<String, byte[]>> consumers;
    private final Progress progress;
    private final InstantSource clock;
    private final CatchUp catchUp = new CatchUp();
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Thread watcher;

    private volatile Duration lag = Duration.ZERO;
    private volatile boolean caughtUp;

    private LagWatch(Supplier<Consumer<String, byte[]>> consumers, Progress progress, InstantSource clock) {
        this.consumers = consumers;
        this.progress = progress;
        this.clock = clock;
        this.watcher = Thread.ofPlatform().name("delivery-log-lag").unstarted(this::watch);
    }

    /** @param consumers makes one that the watch closes; again after one has failed */
    static LagWatch start(Supplier<Consumer<String, byte[]>> consumers, Progress progress, InstantSource clock) {
        LagWatch watch = new LagWatch(consumers, progress, clock);
        watch.watcher.start();
        return watch;
    }

    /** Whether the log has all that was there when its stores were opened; from then on it follows. */
    boolean isCaughtUp() {
        return caughtUp;
    }

    /** Zero where it is not known. */
    Duration lag() {
        return lag;
    }

    private void watch() {
        while (!isClosing()) {
            try (LagProbe probe = new LagProbe(consumers.get(), progress, clock)) {
                do {
                    probe.measure(DEADLINE).ifPresent(this::seen);
                } while (!isClosing(caughtUp ? BETWEEN_LOOKS : BETWEEN_FIRST_LOOKS));
            } catch (KafkaException e) {
                log.atWarn()
                        .addKeyValue("reason", e.toString())
                        .log("How far behind the delivery log is cannot be seen");
                var _ = isClosing(BETWEEN_LOOKS);
            }
        }
    }

    private void seen(Reach reach) {
        lag = reach.lag();
        caughtUp = caughtUp || catchUp.isThereAt(reach);
    }

    private boolean isClosing() {
        return isClosing(Duration.ZERO);
    }

    private boolean isClosing(Duration wait) {
        try {
            return closing.await(wait.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    @Override
    public void close() {
        closing.countDown();
        try {
            watcher.join(DEADLINE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}

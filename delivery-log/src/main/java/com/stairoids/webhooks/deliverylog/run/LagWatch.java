package com.stairoids.webhooks.deliverylog.run;

import com.stairoids.webhooks.deliverylog.view.Progress;
import com.stairoids.webhooks.settings.KafkaSettings;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.KafkaException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Knows how far behind the log is, within a second or two. A thread of its own looks; a Kafka that fails is asked again. */
final class LagWatch implements AutoCloseable {
    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(1);
    private static final Duration BETWEEN_FIRST_LOOKS = Duration.ofMillis(100);
    private static final Duration DEADLINE = Duration.ofSeconds(5);

    private static final Logger log = LoggerFactory.getLogger(LagWatch.class);

    private final KafkaSettings kafka;
    private final Progress progress;
    private final Duration closeEnough;
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Thread watcher;

    private volatile Duration lag = Duration.ZERO;
    private volatile boolean caughtUp;

    private LagWatch(KafkaSettings kafka, Progress progress, Duration closeEnough) {
        this.kafka = kafka;
        this.progress = progress;
        this.closeEnough = closeEnough;
        this.watcher = Thread.ofPlatform().name("delivery-log-lag").unstarted(this::watch);
    }

    /** @param closeEnough a lag that does not count, at the start */
    static LagWatch start(KafkaSettings kafka, Progress progress, Duration closeEnough) {
        LagWatch watch = new LagWatch(kafka, progress, closeEnough);
        watch.watcher.start();
        return watch;
    }

    /** Whether the log was close enough at some time since the start; from then on it follows. */
    boolean isCaughtUp() {
        return caughtUp;
    }

    /** Zero where it is not known. */
    Duration lag() {
        return lag;
    }

    private void watch() {
        while (!isClosing()) {
            try (LagProbe probe = new LagProbe(kafka, progress, InstantSource.system())) {
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

    private void seen(Duration measured) {
        lag = measured;
        caughtUp = caughtUp || measured.compareTo(closeEnough) <= 0;
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

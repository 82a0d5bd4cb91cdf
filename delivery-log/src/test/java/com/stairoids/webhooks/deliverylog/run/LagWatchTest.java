package com.stairoids.webhooks.deliverylog.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.stairoids.webhooks.deliverylog.view.Applied;
import com.stairoids.webhooks.deliverylog.view.Progress;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;

class LagWatchTest {
    private static final Instant NOW = Instant.parse("2026-11-25T10:00:00Z");
    private static final Duration DEADLINE = Duration.ofSeconds(10);
    private static final Duration AHEAD = Duration.ofHours(1);

    private final GrowingTopic topic = new GrowingTopic(NOW);
    private final Progress progress = new Progress();

    @Test
    void itIsCaughtUpThoughItsClockIsAheadAndTheLoadGoesOn() {
        topic.grow(10, 1);
        applied(4);
        try (LagWatch watch = start(NOW.plus(AHEAD))) {
            await().atMost(DEADLINE).until(() -> watch.lag().equals(AHEAD));
            assertThat(watch.isCaughtUp()).isFalse();

            topic.grow(10, 1);
            applied(12);

            await().atMost(DEADLINE).until(watch::isCaughtUp);
            assertThat(watch.lag()).isEqualTo(AHEAD);
        }
    }

    @Test
    void theMarksOfTransactionsBehindTheLastRecordAreNotWaitedFor() {
        topic.grow(10, 3);
        applied(8);
        try (LagWatch watch = start(NOW.plus(AHEAD))) {
            await().atMost(DEADLINE).until(() -> watch.lag().equals(AHEAD));
            assertThat(watch.isCaughtUp()).isFalse();

            applied(9);

            await().atMost(DEADLINE).until(watch::isCaughtUp);
        }
    }

    @Test
    void aRecordBehindThemShowsThatNothingBeforeItIsMissing() {
        topic.grow(10, 3);
        applied(8);
        try (LagWatch watch = start(NOW.plus(AHEAD))) {
            await().atMost(DEADLINE).until(() -> watch.lag().equals(AHEAD));

            topic.grow(1, 1);
            applied(9);

            await().atMost(DEADLINE).until(watch::isCaughtUp);
        }
    }

    @Test
    void itIsNotCaughtUpByASmallLagAlone() {
        topic.grow(10, 0);
        applied(4);
        try (LagWatch watch = start(NOW.plusMillis(7))) {
            await().atMost(DEADLINE).until(() -> watch.lag().equals(Duration.ofMillis(7)));

            assertThat(watch.isCaughtUp()).isFalse();
        }
    }

    @Test
    void nothingIsKnownWhileTheStoresAreClosed() {
        topic.grow(1, 0);
        try (LagWatch watch = start(NOW)) {
            await().during(Duration.ofMillis(300)).atMost(DEADLINE).until(() -> !watch.isCaughtUp());
            applied(0);
            await().atMost(DEADLINE).until(watch::isCaughtUp);
        }
    }

    private LagWatch start(Instant clock) {
        return LagWatch.start(() -> topic, progress, InstantSource.fixed(clock));
    }

    private void applied(long offset) {
        progress.set(0, new Applied(offset, NOW.toEpochMilli(), 0));
    }
}

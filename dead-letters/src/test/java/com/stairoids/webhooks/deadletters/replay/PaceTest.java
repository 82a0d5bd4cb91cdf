package com.stairoids.webhooks.deadletters.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PaceTest {
    private final AtomicLong now = new AtomicLong(-5);

    @Test
    void isTheRateThatWasAskedFor() throws InterruptedException {
        Pace pace = Pace.of(500, now::get, now::addAndGet);

        await(pace, 1001);

        assertThat(elapsed()).isBetween(Duration.ofMillis(2000), Duration.ofMillis(2001));
    }

    @Test
    void isKeptThoughEachWakeUpIsLate() throws InterruptedException {
        Pace pace = Pace.of(1000, now::get, nanos -> now.addAndGet(nanos + 300_000));

        await(pace, 1001);

        assertThat(elapsed()).isBetween(Duration.ofMillis(1000), Duration.ofMillis(1001));
    }

    @Test
    void makesNoBurstOfTimeThatWasLost() throws InterruptedException {
        Pace pace = Pace.of(100, now::get, now::addAndGet);
        await(pace, 1);
        now.addAndGet(Duration.ofSeconds(60).toNanos());

        await(pace, 101);

        assertThat(elapsed().minusSeconds(60)).isBetween(Duration.ofMillis(940), Duration.ofMillis(1001));
    }

    @Test
    void mayBeLessThanOneASecond() throws InterruptedException {
        Pace pace = Pace.of(0.5, now::get, now::addAndGet);

        await(pace, 3);

        assertThat(elapsed()).isBetween(Duration.ofSeconds(4), Duration.ofMillis(4001));
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, -1, Double.NaN})
    void isAboveZero(double perSecond) {
        assertThatThrownBy(() -> Pace.of(perSecond)).isInstanceOf(IllegalArgumentException.class);
    }

    private static void await(Pace pace, int count) throws InterruptedException {
        for (int i = 0; i < count; i++) {
            pace.await();
        }
    }

    private Duration elapsed() {
        return Duration.ofNanos(now.get() + 5);
    }
}

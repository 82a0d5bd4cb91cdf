package com.stairoids.webhooks.testing.time;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class SteeredClockTest {
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    private final SteeredClock clock = new SteeredClock(START);

    @Test
    void standsStillUntilItIsMoved() {
        assertThat(clock.instant()).isEqualTo(START).isEqualTo(clock.instant());
    }

    @Test
    void movesAsFarAsItIsTold() {
        clock.advance(Duration.ofHours(8));

        assertThat(clock.instant()).isEqualTo("2026-01-01T08:00:00Z");
    }

    @Test
    void goesBackOnlyWhenThatIsMeant() {
        assertThatThrownBy(() -> clock.advance(Duration.ofMillis(-1))).isInstanceOf(IllegalArgumentException.class);

        clock.set(START.minusSeconds(1));

        assertThat(clock.instant()).isBefore(START);
    }
}

package com.stairoids.webhooks.schemas.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class ParkingTest {
    private static final Instant NOON = Instant.parse("2024-06-15T12:00:00Z");
    private static final Parking.Release RELEASE = new Parking.Release("epoch", 3);

    @Test
    void timesAddUp() {
        Parking twice = Parking.NEVER
                .parked(NOON)
                .released(NOON.plusSeconds(60), RELEASE)
                .past()
                .parked(NOON.plusSeconds(600))
                .released(NOON.plusSeconds(630), RELEASE);

        assertThat(twice).isEqualTo(new Parking(Duration.ofSeconds(90), null, RELEASE));
    }

    @Test
    void itEndsAfterADayInAll() {
        Parking again = new Parking(Duration.ofHours(23), null, null).parked(NOON);

        assertThat(again.deadline()).isEqualTo(NOON.plus(Duration.ofHours(1)));
        assertThat(Parking.NEVER.parked(NOON).deadline()).isEqualTo(NOON.plus(Duration.ofDays(1)));
    }

    @Test
    void aClockThatWasSetBackAddsNothing() {
        assertThat(Parking.NEVER.parked(NOON).totalAt(NOON.minusSeconds(1))).isZero();
    }

    @Test
    void whatIsNotParkedHasNoDeadline() {
        assertThatThrownBy(Parking.NEVER::deadline).isInstanceOf(NullPointerException.class);
    }
}

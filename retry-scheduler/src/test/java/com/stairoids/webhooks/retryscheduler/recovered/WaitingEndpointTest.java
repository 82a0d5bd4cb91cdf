package com.stairoids.webhooks.retryscheduler.recovered;

import static org.assertj.core.api.Assertions.assertThat;

import com.stairoids.webhooks.retryscheduler.due.BatchBounds;
import com.stairoids.webhooks.retryscheduler.recovered.WaitingEndpoint.Going;
import com.stairoids.webhooks.schemas.delivery.Parking;
import com.stairoids.webhooks.schemas.json.Json;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class WaitingEndpointTest {
    private static final long NOW = 1_793_534_400_000L;
    private static final long DAY = Duration.ofDays(1).toMillis();
    private static final ParkingRules RULES = rules(Parking.LONGEST);

    private final WaitingEndpoint waiting = WaitingEndpoint.UNKNOWN.parked(new ParkedKey("end_a", NOW + DAY, 1), NOW);

    @Test
    void isAskedForAfterAMinuteOfSilence() {
        assertThat(waiting.goingAt(NOW + 59_999, RULES, NOW)).isEqualTo(Going.STAYS);
        assertThat(waiting.goingAt(NOW + 60_000, RULES, NOW)).isEqualTo(Going.UNASKED);
        assertThat(waiting.goesAt(RULES, NOW)).isEqualTo(NOW + 60_000);
    }

    @Test
    void aTimeInWhichNobodyListenedIsNoSilence() {
        long listeningSince = NOW + 600_000;

        assertThat(waiting.goingAt(listeningSince + 59_999, RULES, listeningSince))
                .isEqualTo(Going.STAYS);
        assertThat(waiting.goingAt(listeningSince + 60_000, RULES, listeningSince))
                .isEqualTo(Going.UNASKED);
    }

    @Test
    void diesAtItsDeadline() {
        long listeningSince = NOW + DAY - 1;

        assertThat(waiting.goingAt(NOW + DAY - 1, RULES, listeningSince)).isEqualTo(Going.STAYS);
        assertThat(waiting.goingAt(NOW + DAY, RULES, listeningSince)).isEqualTo(Going.EXPIRED);
    }

    @Test
    void aGrantDoesNotLetTheDeadGo() {
        WaitingEndpoint granted =
                new WaitingEndpoint(1, NOW + DAY, 1, NOW, new WaitingEndpoint.Grant("one", 7, 2, NOW + DAY - 1));

        assertThat(granted.goingAt(NOW + DAY - 1, RULES, NOW)).isEqualTo(Going.GRANTED);
        assertThat(granted.goingAt(NOW + DAY, RULES, NOW)).isEqualTo(Going.EXPIRED);
    }

    @Test
    void aShorterTimeAlsoHoldsForWhatWaitsAlready() {
        ParkingRules shorter = rules(Duration.ofSeconds(10));

        assertThat(waiting.goingAt(NOW + 9_999, shorter, NOW)).isEqualTo(Going.STAYS);
        assertThat(waiting.goingAt(NOW + 10_000, shorter, NOW)).isEqualTo(Going.EXPIRED);
    }

    @Test
    void itsHeadIsTheOneThatDiesFirst() {
        WaitingEndpoint more = waiting.parked(new ParkedKey("end_a", NOW + DAY, 2), NOW)
                .parked(new ParkedKey("end_a", NOW, 3), NOW)
                .parked(new ParkedKey("end_a", NOW + 1, 4), NOW);

        assertThat(more.head("end_a")).isEqualTo(new ParkedKey("end_a", NOW, 3));
        assertThat(more.count()).isEqualTo(4);
    }

    @Test
    void isReadAsItWasWritten() throws Exception {
        WaitingEndpoint granted =
                new WaitingEndpoint(3, NOW + DAY, 1, NOW, new WaitingEndpoint.Grant("one", 7, 2, NOW + 30_000));

        assertThat(Json.read(Json.write(granted), WaitingEndpoint.class)).isEqualTo(granted);
        assertThat(Json.read(Json.write(waiting), WaitingEndpoint.class)).isEqualTo(waiting);
    }

    private static ParkingRules rules(Duration parkedAtMost) {
        return new ParkingRules(Duration.ofSeconds(60), parkedAtMost, new BatchBounds(10, 1000));
    }
}

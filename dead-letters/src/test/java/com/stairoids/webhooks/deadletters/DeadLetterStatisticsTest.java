package com.stairoids.webhooks.deadletters;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import com.stairoids.webhooks.schemas.attempt.DeliveryIdentity.Coordinates;
import java.time.Instant;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class DeadLetterStatisticsTest {
    private static final Coordinates COORDINATES = new Coordinates("stairoids.dead-letter", 0, 0);

    @Test
    void countsByReasonEndpointAndHour() {
        DeadLetterStatistics statistics = DeadLetterStatistics.of(Stream.of(
                dead("ep_1", "timeout", "2026-11-01T12:00:00Z"),
                dead("ep_2", "http-status", "2026-11-01T12:59:59.999Z"),
                dead("ep_2", "http-status", "2026-11-01T10:30:00Z"),
                new DeadLetter.Malformed(
                        COORDINATES, null, null, null, null, Instant.parse("2026-11-01T12:30:00Z"), 0, "no key")));

        assertThat(statistics.total()).isEqualTo(4);
        assertThat(statistics.byReason())
                .containsExactly(entry("http-status", 2L), entry("-", 1L), entry("timeout", 1L));
        assertThat(statistics.byEndpoint()).containsExactly(entry("ep_2", 2L), entry("-", 1L), entry("ep_1", 1L));
        assertThat(statistics.byHour())
                .containsExactly(
                        entry(Instant.parse("2026-11-01T10:00:00Z"), 1L),
                        entry(Instant.parse("2026-11-01T12:00:00Z"), 3L));
    }

    private static DeadLetter dead(String endpoint, String reason, String at) {
        return new DeadLetter.Delivery(
                COORDINATES, endpoint, Dead.delivery("dlv_1"), reason, null, null, Instant.parse(at), 1);
    }
}

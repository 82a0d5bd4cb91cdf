package com.stairoids.webhooks.console.page;

import static org.assertj.core.api.Assertions.assertThat;

import com.stairoids.webhooks.console.api.IntervalView;
import com.stairoids.webhooks.console.api.LatencyView;
import com.stairoids.webhooks.console.api.StatisticsView;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

final class WordsTest {
    private static final Instant AT = Instant.parse("2026-01-05T08:09:10.9Z");

    @Test
    void timesAreInUtcAndFiguresInTheirUnits() {
        assertThat(Words.time(AT)).isEqualTo("5 Jan 2026, 08:09:10 UTC");
        assertThat(Words.milliseconds(0)).isEqualTo("0 ms");
        assertThat(Words.milliseconds(999)).isEqualTo("999 ms");
        assertThat(Words.milliseconds(10_000)).isEqualTo("10.00 s");
        assertThat(Words.duration(Duration.ofDays(1))).isEqualTo("1 day");
        assertThat(Words.duration(Duration.ofHours(36))).isEqualTo("36 hours");
        assertThat(Words.duration(Duration.ofMinutes(90))).isEqualTo("90 minutes");
        assertThat(Words.duration(Duration.ofSeconds(61))).isEqualTo("61 seconds");
        assertThat(Words.duration(Duration.ZERO)).isEqualTo("0 minutes");
    }

    @Test
    void whatIsNotAllIsNeverRoundedToAll() {
        assertThat(Words.percent(1)).isEqualTo("100 %");
        assertThat(Words.percent(0.99999)).isEqualTo("99.9 %");
        assertThat(Words.percent(0.00001)).isEqualTo("0.1 %");
        assertThat(Words.percent(0)).isEqualTo("0 %");
        assertThat(Words.percent(0.955)).isEqualTo("95.5 %");
        assertThat(Words.percent(0.9)).isEqualTo("90 %");
    }

    @Test
    void aSingleFailureAmongThousandsCanBeSeen() {
        IntervalView busy = interval(10_000, 1);
        IntervalView idle = interval(0, 0);

        Health health = new Health.Known(new StatisticsView(busy, List.of(busy, idle)));

        assertThat(health.bars().getFirst().bad()).isEqualTo(2);
        assertThat(health.bars().getFirst().top()).isZero();
        assertThat(health.bars().get(1).isEmpty()).isTrue();
        assertThat(health.sentence()).isEqualTo("10000 attempts succeeded and 1 failed in 24 hours");
        assertThat(new Health.Known(new StatisticsView(idle, List.of(idle))).successRate())
                .isEqualTo("–");
        assertThat(new Health.Unknown().bars()).isEmpty();
    }

    private static IntervalView interval(long succeeded, long failed) {
        return new IntervalView(
                AT,
                AT.plusSeconds(3600),
                succeeded,
                failed,
                succeeded,
                0,
                0,
                succeeded + failed == 0 ? null : (double) succeeded / (succeeded + failed),
                new LatencyView(0, null, null, null, null, null));
    }
}

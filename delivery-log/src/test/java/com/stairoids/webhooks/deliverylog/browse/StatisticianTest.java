package com.stairoids.webhooks.deliverylog.browse;

import static com.stairoids.webhooks.deliverylog.view.LogDriver.NOW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import com.stairoids.webhooks.deliverylog.EndpointStatistics;
import com.stairoids.webhooks.deliverylog.EndpointStatistics.Counts;
import com.stairoids.webhooks.deliverylog.EndpointStatistics.Interval;
import com.stairoids.webhooks.deliverylog.EndpointStatistics.Latency;
import com.stairoids.webhooks.deliverylog.LogUnavailableException;
import com.stairoids.webhooks.deliverylog.StatisticsRange;
import com.stairoids.webhooks.deliverylog.view.Happenings;
import com.stairoids.webhooks.deliverylog.view.LogDriver;
import com.stairoids.webhooks.schemas.delivery.Cause;
import com.stairoids.webhooks.schemas.delivery.FailureReason;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StatisticianTest {
    private static final Duration HOUR = Duration.ofHours(1);

    @TempDir
    private Path state;

    private LogDriver log;

    @BeforeEach
    void start() {
        log = new LogDriver(state);
    }

    @AfterEach
    void stop() {
        log.close();
    }

    @Test
    void eachHourHasWhatWasAppendedInIt() throws LogUnavailableException {
        log.write(one("dlv_1", NOW.plusSeconds(10)).failed(1, 100));
        log.write(one("dlv_1", NOW.plus(HOUR)).delivered(2, 50));
        log.write(one("dlv_2", NOW.plus(HOUR).minusMillis(1)).cancelled());
        log.write(one("dlv_3", NOW.plus(HOUR)).failedLast(6, 70));
        log.write(one("dlv_3", NOW.plus(HOUR)).deadLettered());

        EndpointStatistics statistics =
                statistics(NOW.minus(HOUR), NOW.plus(HOUR).plusSeconds(1), HOUR);

        assertThat(statistics.intervals())
                .extracting(Interval::from)
                .containsExactly(NOW.minus(HOUR), NOW, NOW.plus(HOUR));
        assertThat(statistics.intervals())
                .extracting(Interval::counts)
                .containsExactly(new Counts(0, 0, 0, 0, 0), new Counts(0, 1, 0, 0, 1), new Counts(1, 1, 1, 1, 0));
        assertThat(statistics.total().counts()).isEqualTo(new Counts(1, 2, 1, 1, 1));
        assertThat(statistics.total().counts().successRate()).hasValueCloseTo(0.333, within(0.001));
        assertThat(statistics.total().latency().attempts()).isEqualTo(3);
    }

    @Test
    void percentilesAreThoseOfTheAnsweredAndTheTimedOut() throws LogUnavailableException {
        for (int millis = 1; millis <= 99; millis++) {
            log.write(one("dlv_" + millis, NOW).delivered(1, millis));
        }
        log.write(one("dlv_slow", NOW).unanswered(1, FailureReason.TIMEOUT, 10_000));
        log.write(one("dlv_refused", NOW).unanswered(1, FailureReason.CONNECT_FAILED, 1));

        Latency latency = statistics(NOW, NOW.plus(HOUR), HOUR).total().latency();

        assertThat(latency.attempts()).isEqualTo(100);
        assertThat(latency.p50()).isEqualTo(50);
        assertThat(latency.p99()).isEqualTo(99);
        assertThat(latency.longest()).isCloseTo(10_000, within(100L));
    }

    @Test
    void testsDoNotCount() throws LogUnavailableException {
        log.write(
                new Happenings(Happenings.identity("ws_1", "ep_1", "dlv_1", "evt_1", "signal.created", Cause.TEST), NOW)
                        .failedLast(1, 1));

        assertThat(statistics(NOW, NOW.plus(HOUR), HOUR).total().counts()).isEqualTo(new Counts(0, 0, 0, 0, 0));
    }

    @Test
    void theLastIntervalMayBeShorter() throws LogUnavailableException {
        EndpointStatistics statistics = statistics(NOW, NOW.plus(HOUR.multipliedBy(5)), HOUR.multipliedBy(2));

        assertThat(statistics.intervals())
                .hasSize(3)
                .last()
                .extracting(Interval::until)
                .isEqualTo(NOW.plus(HOUR.multipliedBy(5)));
    }

    @Test
    void stepsAndTimesThatMakeNoGraphAreRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> statistics(NOW, NOW.plus(HOUR), Duration.ofMinutes(90)));
        assertThatIllegalArgumentException().isThrownBy(() -> statistics(NOW, NOW.plus(HOUR), Duration.ofMinutes(1)));
        assertThatIllegalArgumentException().isThrownBy(() -> statistics(NOW, NOW, HOUR));
        assertThatIllegalArgumentException().isThrownBy(() -> statistics(NOW, NOW.plus(Duration.ofDays(60)), HOUR));
    }

    @Test
    void thereAreAsManyIntervalsAsTheRangeSays() throws LogUnavailableException {
        Instant thousandHoursOn = NOW.plus(HOUR.multipliedBy(StatisticsRange.MOST_INTERVALS));
        Instant halfPast = NOW.plus(Duration.ofMinutes(30));

        assertThat(statistics(NOW, thousandHoursOn, HOUR).intervals())
                .hasSize(Math.toIntExact(
                        StatisticsRange.around(NOW, thousandHoursOn, HOUR).intervals()))
                .hasSize(1000);
        for (Instant from : List.of(NOW, halfPast)) {
            Instant until = thousandHoursOn.plus(Duration.ofMinutes(30));
            assertThat(StatisticsRange.around(from, until, HOUR).intervals()).isEqualTo(1001);
            assertThatIllegalArgumentException().isThrownBy(() -> statistics(from, until, HOUR));
        }
    }

    private EndpointStatistics statistics(Instant from, Instant until, Duration step) throws LogUnavailableException {
        return log.statistician().statistics("ws_1", "ep_1", from, until, step);
    }

    private static Happenings one(String delivery, Instant at) {
        return Happenings.of("ws_1", "ep_1", delivery, at);
    }
}

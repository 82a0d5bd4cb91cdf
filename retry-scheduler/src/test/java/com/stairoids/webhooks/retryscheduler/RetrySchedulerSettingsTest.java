package com.stairoids.webhooks.retryscheduler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.stairoids.webhooks.retryscheduler.due.BatchBounds;
import com.stairoids.webhooks.retryscheduler.recovered.ParkingRules;
import com.stairoids.webhooks.schemas.delivery.RetryTier;
import com.stairoids.webhooks.settings.InvalidSettingException;
import com.stairoids.webhooks.settings.Settings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RetrySchedulerSettingsTest {
    @Test
    void hasDefaults() {
        var settings = RetrySchedulerSettings.of(Settings.of(Map.of()));

        assertThat(settings.delays().of(RetryTier.FIFTH)).isEqualTo(Duration.ofHours(8));
        assertThat(settings.instance()).isEmpty();
        assertThat(settings.fetchRecords()).isEqualTo(500);
        assertThat(settings.fetchBytes()).isEqualTo(262_144);
        assertThat(settings.batch()).isEqualTo(new BatchBounds(1000, 4_194_304));
        assertThat(settings.shutdownTimeout()).isEqualTo(Duration.ofSeconds(10));
        assertThat(settings.stateDirectory()).isEqualTo(Path.of("local-data/retry-scheduler"));
        assertThat(settings.storeBytes()).isEqualTo(67_108_864);
        assertThat(settings.parking())
                .isEqualTo(new ParkingRules(Duration.ofMinutes(1), Duration.ofHours(24), settings.batch()));
    }

    @Test
    void takesWhatIsSet() {
        var settings = RetrySchedulerSettings.of(Settings.of(Map.of(
                "retry.delays", "1s,2s,3s,4s,5s",
                "retry-scheduler.instance", "one",
                "retry-scheduler.fetch-records", "7",
                "retry-scheduler.fetch-bytes", "20000",
                "retry-scheduler.batch-records", "8",
                "retry-scheduler.batch-bytes", "70000",
                "retry-scheduler.shutdown-timeout", "3s")));

        assertThat(settings.delays().of(RetryTier.SECOND)).isEqualTo(Duration.ofSeconds(2));
        assertThat(settings.instance()).isEqualTo("one");
        assertThat(settings.fetchRecords()).isEqualTo(7);
        assertThat(settings.fetchBytes()).isEqualTo(20_000);
        assertThat(settings.batch()).isEqualTo(new BatchBounds(8, 70_000));
        assertThat(settings.shutdownTimeout()).isEqualTo(Duration.ofSeconds(3));
    }

    @Test
    void takesWhatIsSetForParking() {
        var settings = RetrySchedulerSettings.of(Settings.of(Map.of(
                "retry-scheduler.state-directory", "/var/lib/parked",
                "retry-scheduler.store-bytes", "9000000",
                "retry-scheduler.ask-after", "2s",
                "retry-scheduler.parked-at-most", "5s")));

        assertThat(settings.stateDirectory()).isEqualTo(Path.of("/var/lib/parked"));
        assertThat(settings.storeBytes()).isEqualTo(9_000_000);
        assertThat(settings.parking().askAfter()).isEqualTo(Duration.ofSeconds(2));
        assertThat(settings.parking().parkedAtMost()).isEqualTo(Duration.ofSeconds(5));
    }

    @Test
    void refusesAnEmptyStateDirectory() {
        var settings = Settings.of(Map.of("retry-scheduler.state-directory", " "));

        assertThatThrownBy(() -> RetrySchedulerSettings.of(settings))
                .isInstanceOf(InvalidSettingException.class)
                .hasMessageContaining("retry-scheduler.state-directory");
    }

    @Test
    void refusesAnInstanceThatWouldNotFitATransactionalId() {
        var settings = Settings.of(Map.of("retry-scheduler.instance", "a b"));

        assertThatThrownBy(() -> RetrySchedulerSettings.of(settings))
                .isInstanceOf(InvalidSettingException.class)
                .hasMessageContaining("retry-scheduler.instance");
    }
}

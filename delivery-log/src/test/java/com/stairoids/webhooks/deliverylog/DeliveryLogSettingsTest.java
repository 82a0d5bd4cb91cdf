package com.stairoids.webhooks.deliverylog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.stairoids.webhooks.settings.InvalidSettingException;
import com.stairoids.webhooks.settings.Settings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DeliveryLogSettingsTest {
    @Test
    void keepsDeliveriesForThirtyDaysByDefault() {
        DeliveryLogSettings settings = DeliveryLogSettings.of(Settings.of(Map.of()));

        assertThat(settings.retention()).isEqualTo(Duration.ofDays(30));
        assertThat(settings.stateDirectory()).isEqualTo(Path.of("local-data/delivery-log"));
    }

    @ParameterizedTest
    @CsvSource({
        "delivery-log.retention,3d",
        "delivery-log.retention,366d",
        "delivery-log.threads,0",
        "delivery-log.instance,a b",
        "delivery-log.store-bytes,1"
    })
    void refusesWhatWouldNotWork(String name, String value) {
        assertThatThrownBy(() -> DeliveryLogSettings.of(Settings.of(Map.of(name, value))))
                .isInstanceOf(InvalidSettingException.class)
                .hasMessageContaining(name);
    }
}

package com.stairoids.webhooks.sender.admit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.stairoids.webhooks.sender.SenderSettings;
import com.stairoids.webhooks.settings.InvalidSettingException;
import com.stairoids.webhooks.settings.Settings;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class TableSettingsTest {
    @Test
    void hasDefaults() {
        assertThat(SenderSettings.of(Settings.of(Map.of())).table())
                .isEqualTo(new TableSettings(Path.of("local-data/sender"), 10_000));
    }

    @Test
    void takesEachFromItsName() {
        Settings settings = Settings.load(
                null, Map.of("SENDER_STATE_DIRECTORY", "/state", "SENDER_CACHED_ENDPOINTS", "7"), Map.of());

        assertThat(SenderSettings.of(settings).table()).isEqualTo(new TableSettings(Path.of("/state"), 7));
    }

    @Test
    void areAmongTheSendersSettings() {
        assertThat(SenderSettings.ALL).containsAll(TableSettings.ALL);
    }

    @ParameterizedTest
    @CsvSource({"sender.state-directory,' '", "sender.cached-endpoints,0", "sender.cached-endpoints,many"})
    void refusesWhatCannotBeUsed(String name, String value) {
        Settings settings = Settings.of(Map.of(name, value));

        assertThatThrownBy(() -> TableSettings.of(settings))
                .isInstanceOf(InvalidSettingException.class)
                .hasMessageContaining(name);
    }
}

package com.stairoids.webhooks.cli.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import com.stairoids.webhooks.settings.SecretSettings;
import com.stairoids.webhooks.settings.Setting;
import com.stairoids.webhooks.settings.Settings;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class KnownSettingsTest {
    @Test
    void noTwoSettingsShareANameOrAVariable() {
        assertThat(KnownSettings.ALL).extracting(Setting::name).doesNotHaveDuplicates();
        assertThat(KnownSettings.ALL).extracting(Setting::environmentName).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @MethodSource("all")
    void everyDefaultCanBeUsed(Setting<?> setting) {
        assertThatCode(() -> Settings.of(Map.of()).get(setting)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @MethodSource("all")
    void everySettingIsReadFromItsVariable(Setting<?> setting) {
        Setting<String> asText = Setting.text(setting.name(), "not set", setting.accepts(), setting.meaning());
        Settings settings = Settings.load(null, Map.of(setting.environmentName(), "from the environment"), Map.of());

        assertThat(settings.get(asText)).isEqualTo("from the environment");
    }

    @ParameterizedTest
    @MethodSource("all")
    void everySettingSaysWhatItTakesAndMeans(Setting<?> setting) {
        assertThat(setting.accepts()).isNotBlank();
        assertThat(setting.meaning()).endsWith(".");
        assertThat(setting.name()).matches("[a-z]+(-[a-z]+)*\\.[a-z0-9]+([-.][a-z0-9]+)*");
    }

    @Test
    void theSecretIsAmongThem() {
        assertThat(all()).contains(SecretSettings.KEYSET);
    }

    static List<Setting<?>> all() {
        return KnownSettings.ALL;
    }
}

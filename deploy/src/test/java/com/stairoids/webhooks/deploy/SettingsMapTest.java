package com.stairoids.webhooks.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import com.stairoids.webhooks.cli.connection.KnownSettings;
import com.stairoids.webhooks.settings.KafkaSettings;
import com.stairoids.webhooks.settings.Setting;
import com.stairoids.webhooks.settings.Settings;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The environment is the one place in which a role cannot tell an unknown setting: so it is done here. */
class SettingsMapTest {
    private static final String CLIENT_PREFIX = "KAFKA_CLIENT_";

    static Stream<Map<String, String>> everyMap() {
        return Stream.of(SettingsMap.base(), SettingsMap.example());
    }

    @ParameterizedTest
    @MethodSource("everyMap")
    void holdsKnownSettingsThatCanBeUsed(Map<String, String> environment) {
        Set<String> known =
                KnownSettings.ALL.stream().map(Setting::environmentName).collect(Collectors.toSet());
        Settings settings = Settings.load(null, environment, Map.of());

        assertThat(environment.keySet())
                .isNotEmpty()
                .allMatch(name -> known.contains(name) || name.startsWith(CLIENT_PREFIX));
        assertThatCode(() -> KnownSettings.ALL.forEach(settings::get)).doesNotThrowAnyException();
        assertThat(KafkaSettings.of(settings).allowUnreplicated()).isFalse();
    }

    @ParameterizedTest
    @MethodSource("everyMap")
    void keepsStateWhereThePodsHaveRoom(Map<String, String> environment) {
        Map<String, String> directories = environment.entrySet().stream()
                .filter(entry -> entry.getKey().endsWith("_STATE_DIRECTORY"))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));

        assertThat(directories)
                .hasSize(4)
                .allSatisfy((_, directory) -> assertThat(directory).startsWith("/var/lib/webhooks/"));
    }

    @ParameterizedTest
    @MethodSource("everyMap")
    void holdsNothingSecret(Map<String, String> environment) {
        assertThat(environment.keySet())
                .noneMatch(name -> name.contains("SECRET") || name.contains("JAAS") || name.contains("PASSWORD"));
    }
}

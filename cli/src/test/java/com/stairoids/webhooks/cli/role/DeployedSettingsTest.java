package com.stairoids.webhooks.cli.role;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import com.stairoids.webhooks.cli.connection.KnownSettings;
import com.stairoids.webhooks.schemas.encryption.SecretCipher;
import com.stairoids.webhooks.settings.KafkaSettings;
import com.stairoids.webhooks.settings.Settings;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The examples in deploy/settings, as a role reads them. */
class DeployedSettingsTest {
    @ParameterizedTest
    @EnumSource(Role.class)
    void theExampleOfARoleHoldsKnownSettingsThatCanBeUsed(Role role) {
        Path file = Path.of("..", "deploy", "settings", role.commandName() + ".properties");
        Map<String, String> environment = Map.of("SECRETS_KEYSET", SecretCipher.newKeyset());

        Settings settings = Settings.load(file, environment, Map.of());

        settings.requireKnown(KnownSettings.ALL, KnownSettings.PREFIXES);
        KafkaSettings kafka = KafkaSettings.of(settings);
        assertThat(kafka.allowUnreplicated()).isFalse();
        assertThat(kafka.client()).containsEntry("security.protocol", "SASL_SSL");
        assertThatCode(() -> role.prepared(settings, kafka)).doesNotThrowAnyException();
    }
}

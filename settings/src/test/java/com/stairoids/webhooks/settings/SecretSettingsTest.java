package com.stairoids.webhooks.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.stairoids.webhooks.schemas.encryption.SecretCipher;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SecretSettingsTest {
    @Test
    void theKeysetIsReadFromTheEnvironment() throws Exception {
        String keyset = SecretCipher.newKeyset();

        SecretCipher cipher = SecretSettings.cipher(Settings.load(null, Map.of("SECRETS_KEYSET", keyset), Map.of()));

        String ciphertext = SecretCipher.ofKeyset(keyset).encrypt("secret", "ep_1");
        assertThat(cipher.decrypt(ciphertext, "ep_1")).isEqualTo("secret");
    }

    @Test
    void withoutAKeysetTheOperatorIsToldHowToMakeOne() {
        assertThatThrownBy(() -> SecretSettings.cipher(Settings.of(Map.of())))
                .isInstanceOf(InvalidSettingException.class)
                .hasMessageContaining("SECRETS_KEYSET")
                .hasMessageContaining("webhooks keys generate");
    }

    @Test
    void aBrokenKeysetIsRefusedWithoutRepeatingIt() {
        String broken = SecretCipher.newKeyset().replace("\"primaryKeyId\"", "\"primary\"");

        assertThatThrownBy(() -> SecretSettings.cipher(Settings.of(Map.of("secrets.keyset", broken))))
                .isInstanceOfSatisfying(InvalidSettingException.class, e -> {
                    StringWriter trace = new StringWriter();
                    e.printStackTrace(new PrintWriter(trace));
                    assertThat(trace.toString()).contains("SECRETS_KEYSET").doesNotContain("keyData");
                });
    }
}

package com.stairoids.webhooks.settings;

import com.stairoids.webhooks.schemas.encryption.SecretCipher;
import java.util.List;

/** The key that signing secrets and custom header values are encrypted with. */
public final class SecretSettings {
    public static final Setting<String> KEYSET = Setting.text(
            "secrets.keyset",
            "",
            "the JSON that `webhooks keys generate` prints",
            "Keyset that opens the endpoints' secrets. Keep it in the environment, not in a file that is committed.");

    public static final List<Setting<?>> ALL = List.of(KEYSET);

    private static final Setting<SecretCipher> CIPHER = KEYSET.then(SecretSettings::opened);

    private SecretSettings() {}

    /** @throws InvalidSettingException where there is no usable keyset */
    public static SecretCipher cipher(Settings settings) {
        return settings.get(CIPHER);
    }

    private static SecretCipher opened(String keyset) {
        if (keyset.isEmpty()) {
            throw new IllegalArgumentException("it is empty");
        }
        return SecretCipher.ofKeyset(keyset);
    }
}

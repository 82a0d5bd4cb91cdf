package com.stairoids.webhooks.schemas.encryption;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.TinkJsonProtoKeysetFormat;
import com.google.crypto.tink.config.TinkConfig2026;
import com.google.crypto.tink.mac.PredefinedMacParameters;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SecretCipherTest {
    private static final String KEYSET = SecretCipher.newKeyset();
    private static final SecretCipher CIPHER = SecretCipher.ofKeyset(KEYSET);
    private static final String PLAINTEXT = "whsec_a secret of Zoë's";

    @Test
    void whatWasEncryptedIsReadBackForTheSameEndpoint() throws Exception {
        String ciphertext = CIPHER.encrypt(PLAINTEXT, "ep_1");

        assertThat(CIPHER.decrypt(ciphertext, "ep_1")).isEqualTo(PLAINTEXT);
    }

    @Test
    void aKeysetThatWasStoredReadsWhatItEncryptedBefore() throws Exception {
        String ciphertext = CIPHER.encrypt(PLAINTEXT, "ep_1");

        assertThat(SecretCipher.ofKeyset(KEYSET).decrypt(ciphertext, "ep_1")).isEqualTo(PLAINTEXT);
    }

    @Test
    void theCiphertextShowsNothingAndDiffersEachTime() {
        String ciphertext = CIPHER.encrypt(PLAINTEXT, "ep_1");

        assertThat(new String(Base64.getDecoder().decode(ciphertext), ISO_8859_1))
                .doesNotContain("whsec");
        assertThat(CIPHER.encrypt(PLAINTEXT, "ep_1")).isNotEqualTo(ciphertext);
    }

    @Test
    void aCiphertextMovedToAnotherEndpointDoesNotOpen() {
        String ciphertext = CIPHER.encrypt(PLAINTEXT, "ep_1");

        assertThatThrownBy(() -> CIPHER.decrypt(ciphertext, "ep_2"))
                .isInstanceOf(UndecryptableException.class)
                .hasMessageContaining("ep_2");
    }

    @Test
    void anotherKeysetDoesNotOpenIt() {
        SecretCipher other = SecretCipher.ofKeyset(SecretCipher.newKeyset());
        String ciphertext = CIPHER.encrypt(PLAINTEXT, "ep_1");

        assertThatThrownBy(() -> other.decrypt(ciphertext, "ep_1")).isInstanceOf(UndecryptableException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "AA==", "not base64!", "AQIDBAUGBwgJCgsMDQ4PEBESExQVFhcYGRobHB0eHyAhIiMkJSYnKCkqKyw="})
    void rubbishDoesNotOpen(String ciphertext) {
        assertThatThrownBy(() -> CIPHER.decrypt(ciphertext, "ep_1")).isInstanceOf(UndecryptableException.class);
    }

    @Test
    void afterARotationTheOldIsStillReadAndTheNewIsNotReadableWithTheOldKey() throws Exception {
        String before = CIPHER.encrypt(PLAINTEXT, "ep_1");

        SecretCipher rotated = SecretCipher.ofKeyset(SecretCipher.rotated(KEYSET));
        String after = rotated.encrypt(PLAINTEXT, "ep_1");

        assertThat(rotated.decrypt(before, "ep_1")).isEqualTo(PLAINTEXT);
        assertThat(rotated.decrypt(after, "ep_1")).isEqualTo(PLAINTEXT);
        assertThatThrownBy(() -> CIPHER.decrypt(after, "ep_1")).isInstanceOf(UndecryptableException.class);
    }

    @Test
    void thePrimaryKeyAloneReadsTheNewAndNotTheOld() throws Exception {
        String before = CIPHER.encrypt(PLAINTEXT, "ep_1");
        String rotated = SecretCipher.rotated(SecretCipher.rotated(KEYSET));
        String after = SecretCipher.ofKeyset(rotated).encrypt(PLAINTEXT, "ep_1");

        SecretCipher primary = SecretCipher.ofKeyset(SecretCipher.withPrimaryOnly(rotated));

        assertThat(primary.decrypt(after, "ep_1")).isEqualTo(PLAINTEXT);
        assertThatThrownBy(() -> primary.decrypt(before, "ep_1")).isInstanceOf(UndecryptableException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "[]",
                "{}",
                "{\"primaryKeyId\":7,\"key\":[]}",
                "{\"primaryKeyId\":7,\"key\":[{\"keyData\":{\"value\":\"c2VjcmV0LWtleQ==\"}}]}",
                "c2VjcmV0LWtleQ==",
                "{\"primaryKeyId\":\"c2VjcmV0LWtleQ==\"}"
            })
    void whatIsNoKeysetIsRefusedWithoutRepeatingIt(String text) {
        refusedSilently(text, "c2VjcmV0");
    }

    @Test
    void aTruncatedKeysetIsRefusedWithoutRepeatingIt() {
        refusedSilently(KEYSET.substring(0, KEYSET.length() - 5), "keyData");
    }

    @Test
    void aKeysetForSomethingElseIsRefused() throws Exception {
        KeysetHandle mac =
                KeysetHandle.generateNew(PredefinedMacParameters.HMAC_SHA256_256BITTAG, TinkConfig2026.get());
        String text =
                TinkJsonProtoKeysetFormat.serializeKeyset(mac, TinkConfig2026.get(), InsecureSecretKeyAccess.get());

        refusedSilently(text, "keyData");
    }

    private static void refusedSilently(String text, String secret) {
        assertThatThrownBy(() -> SecretCipher.ofKeyset(text))
                .isInstanceOfSatisfying(IllegalArgumentException.class, e -> {
                    StringWriter trace = new StringWriter();
                    e.printStackTrace(new PrintWriter(trace));
                    assertThat(trace.toString()).contains("keys generate").doesNotContain(secret);
                });
        assertThatThrownBy(() -> SecretCipher.rotated(text)).isInstanceOf(IllegalArgumentException.class);
    }
}

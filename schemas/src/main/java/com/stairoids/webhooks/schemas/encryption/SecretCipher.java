package com.stairoids.webhooks.schemas.encryption;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.TinkJsonProtoKeysetFormat;
import com.google.crypto.tink.aead.PredefinedAeadParameters;
import com.google.crypto.tink.config.TinkConfig2026;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;

/**
 * AES-256-GCM by Google Tink, with the endpoint's id as associated data: a ciphertext moved to another endpoint's record
 * does not open. A keyset holds one primary key, which encrypts, and older ones, which still decrypt.
 */
public final class SecretCipher {
    private final Aead aead;

    private SecretCipher(Aead aead) {
        this.aead = aead;
    }

    /** @throws IllegalArgumentException where the text is no such keyset; the message does not repeat it */
    public static SecretCipher ofKeyset(String keyset) {
        try {
            return new SecretCipher(aead(parsed(keyset)));
        } catch (GeneralSecurityException e) {
            throw unreadable();
        }
    }

    /** A new keyset with one key, as Tink's JSON. It is a secret in clear. */
    public static String newKeyset() {
        try {
            return text(KeysetHandle.generateNew(PredefinedAeadParameters.AES256_GCM, TinkConfig2026.get()));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform must have AES-256-GCM", e);
        }
    }

    /** The keyset with a new primary key; its older ones still decrypt. */
    public static String rotated(String keyset) {
        try {
            KeysetHandle.Builder builder =
                    KeysetHandle.newBuilder(parsed(keyset)).setConfiguration(TinkConfig2026.get());
            builder.addEntry(KeysetHandle.generateEntryFromParameters(PredefinedAeadParameters.AES256_GCM)
                    .withRandomId()
                    .makePrimary());
            return text(builder.build());
        } catch (GeneralSecurityException e) {
            throw unreadable();
        }
    }

    /** The keyset with its primary key alone: what only an older key encrypted can no longer be read. */
    public static String withPrimaryOnly(String keyset) {
        try {
            KeysetHandle.Entry primary = parsed(keyset).getPrimary();
            return text(KeysetHandle.newBuilder()
                    .setConfiguration(TinkConfig2026.get())
                    .addEntry(KeysetHandle.importKey(primary.getKey())
                            .withFixedId(primary.getId())
                            .makePrimary())
                    .build());
        } catch (GeneralSecurityException e) {
            throw unreadable();
        }
    }

    /** The ciphertext, in Base64. */
    public String encrypt(String plaintext, String endpointId) {
        try {
            byte[] ciphertext = aead.encrypt(
                    plaintext.getBytes(StandardCharsets.UTF_8), endpointId.getBytes(StandardCharsets.UTF_8));
            return Base64.getEncoder().encodeToString(ciphertext);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("encryption failed", e);
        }
    }

    /** @throws UndecryptableException where no key of the keyset opens it for that endpoint */
    public String decrypt(String ciphertext, String endpointId) throws UndecryptableException {
        try {
            byte[] plaintext =
                    aead.decrypt(Base64.getDecoder().decode(ciphertext), endpointId.getBytes(StandardCharsets.UTF_8));
            return new String(plaintext, StandardCharsets.UTF_8);
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw new UndecryptableException(endpointId, e);
        }
    }

    /** A keyset that was made for something else is none. */
    private static KeysetHandle parsed(String keyset) throws GeneralSecurityException {
        KeysetHandle handle =
                TinkJsonProtoKeysetFormat.parseKeyset(keyset, TinkConfig2026.get(), InsecureSecretKeyAccess.get());
        var _ = aead(handle);
        return handle;
    }

    private static Aead aead(KeysetHandle keyset) throws GeneralSecurityException {
        return keyset.getPrimitive(TinkConfig2026.get(), Aead.class);
    }

    private static String text(KeysetHandle keyset) throws GeneralSecurityException {
        return TinkJsonProtoKeysetFormat.serializeKeyset(keyset, TinkConfig2026.get(), InsecureSecretKeyAccess.get());
    }

    /** Without its cause, whose message may quote the key. */
    private static IllegalArgumentException unreadable() {
        return new IllegalArgumentException(
                "the keyset cannot be read: it must be the JSON that `webhooks keys generate` prints");
    }
}

package com.stairoids.webhooks.sender.admit;

import com.stairoids.webhooks.schemas.encryption.SecretCipher;
import com.stairoids.webhooks.schemas.endpoint.EndpointKey;
import com.stairoids.webhooks.schemas.endpoint.EndpointStatus;
import com.stairoids.webhooks.schemas.endpoint.Subscription;
import com.stairoids.webhooks.schemas.endpoint.Subscription.EncryptedHeader;
import com.stairoids.webhooks.schemas.endpoint.Subscription.EncryptedSecret;
import com.stairoids.webhooks.schemas.json.Json;
import com.stairoids.webhooks.schemas.signature.SigningSecret;
import com.stairoids.webhooks.sender.admit.SubscriptionStore.Change;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Records of the subscriptions topic for tests, each as long as an ordinary one. */
final class Subscriptions {
    static final SecretCipher CIPHER = SecretCipher.ofKeyset(SecretCipher.newKeyset());
    static final SigningSecret SECRET = SigningSecret.generate(new SecureRandom());
    static final String OWN_VALUE = "Bearer in clear";

    private static final Instant NOW = Instant.parse("2026-11-24T10:00:00Z");

    private Subscriptions() {}

    static EndpointKey key(int number) {
        return new EndpointKey("ws_" + number / 10, "ep_" + number);
    }

    /** The endpoint's record of that version, at the offset of the same number. */
    static Change change(EndpointKey key, long version) {
        return change(key, version, OWN_VALUE);
    }

    static Change change(EndpointKey key, long version, String headerValue) {
        String id = key.endpointId();
        EncryptedHeader header = new EncryptedHeader("Authorization", CIPHER.encrypt(headerValue, id));
        Subscription subscription = subscription(key, version, List.of(secret(id, CIPHER, null)), List.of(header));
        return new Change(key, version, Json.write(subscription));
    }

    static Change tombstone(EndpointKey key, long offset) {
        return new Change(key, offset, null);
    }

    static EncryptedSecret secret(String endpointId, SecretCipher cipher, @Nullable Instant expiresAt) {
        return new EncryptedSecret(cipher.encrypt(SECRET.reveal(), endpointId), NOW, expiresAt);
    }

    static Subscription subscription(
            EndpointKey key, long version, List<EncryptedSecret> secrets, List<EncryptedHeader> headers) {
        return new Subscription(
                "The customer's own service",
                "https://hooks.example.com/stairoids/" + key,
                List.of("signal.created", "automation.completed", "account.updated", "contact.created"),
                EndpointStatus.ENABLED,
                secrets,
                "Where the revenue team's alerts go",
                headers,
                null,
                version,
                NOW,
                NOW);
    }
}

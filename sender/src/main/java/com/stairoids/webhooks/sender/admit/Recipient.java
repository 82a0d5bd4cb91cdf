package com.stairoids.webhooks.sender.admit;

import com.stairoids.webhooks.schemas.encryption.SecretCipher;
import com.stairoids.webhooks.schemas.encryption.UndecryptableException;
import com.stairoids.webhooks.schemas.endpoint.EndpointKey;
import com.stairoids.webhooks.schemas.endpoint.Subscription;
import com.stairoids.webhooks.schemas.endpoint.Subscription.EncryptedSecret;
import com.stairoids.webhooks.schemas.signature.SigningSecret;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An endpoint as an attempt needs it: its subscription, with its secrets and the values of its own headers decrypted
 * once for all attempts. What cannot be decrypted is told when it is asked for; a secret that has expired never is.
 * Immutable; prints itself without what it decrypted.
 */
public final class Recipient {
    private final EndpointKey endpoint;
    private final Subscription subscription;
    private final List<Secret> secrets;
    private final List<Opened<Header>> headers;

    private Recipient(
            EndpointKey endpoint, Subscription subscription, List<Secret> secrets, List<Opened<Header>> headers) {
        this.endpoint = endpoint;
        this.subscription = subscription;
        this.secrets = secrets;
        this.headers = headers;
    }

    public static Recipient of(EndpointKey endpoint, Subscription subscription, SecretCipher cipher) {
        String id = endpoint.endpointId();
        return new Recipient(
                endpoint,
                subscription,
                subscription.secrets().stream()
                        .map(secret -> new Secret(secret.expiresAt(), opened(secret, id, cipher)))
                        .toList(),
                subscription.headers().stream()
                        .map(header ->
                                Opened.by(() -> new Header(header.name(), cipher.decrypt(header.ciphertext(), id))))
                        .toList());
    }

    public Subscription subscription() {
        return subscription;
    }

    /**
     * The secrets that sign at {@code now}, newest first, one or more.
     *
     * @throws UndecryptableException where one of them cannot be decrypted, or there is none
     */
    public List<SigningSecret> validSecrets(Instant now) throws UndecryptableException {
        List<SigningSecret> valid = new ArrayList<>();
        for (Secret secret : secrets) {
            if (secret.expiresAt() == null || secret.expiresAt().isAfter(now)) {
                valid.add(secret.opened().orThrow());
            }
        }
        if (valid.isEmpty()) {
            throw new UndecryptableException(
                    endpoint.endpointId(), new IllegalStateException("the endpoint has no valid secret"));
        }
        return valid;
    }

    /**
     * The endpoint's own request headers.
     *
     * @throws UndecryptableException where one of them cannot be decrypted
     */
    public List<Header> headers() throws UndecryptableException {
        List<Header> own = new ArrayList<>();
        for (Opened<Header> header : headers) {
            own.add(header.orThrow());
        }
        return own;
    }

    @Override
    public String toString() {
        return endpoint.toString();
    }

    private static Opened<SigningSecret> opened(EncryptedSecret secret, String endpointId, SecretCipher cipher) {
        return Opened.by(() -> {
            String text = cipher.decrypt(secret.ciphertext(), endpointId);
            try {
                return SigningSecret.parse(text);
            } catch (IllegalArgumentException e) {
                throw new UndecryptableException(endpointId, e);
            }
        });
    }

    /** A request header with its value in clear; prints itself without it. */
    public record Header(String name, String value) {
        @Override
        public String toString() {
            return name;
        }
    }

    private record Secret(@Nullable Instant expiresAt, Opened<SigningSecret> opened) {}

    /** What was decrypted, or why it was not. */
    private sealed interface Opened<T> {
        static <T> Opened<T> by(Decryption<T> decryption) {
            try {
                return new Value<>(decryption.run());
            } catch (UndecryptableException e) {
                return new Failure<>(e);
            }
        }

        T orThrow() throws UndecryptableException;

        record Value<T>(T orThrow) implements Opened<T> {}

        record Failure<T>(UndecryptableException cause) implements Opened<T> {
            @Override
            public T orThrow() throws UndecryptableException {
                throw cause;
            }
        }
    }

    private interface Decryption<T> {
        T run() throws UndecryptableException;
    }
}

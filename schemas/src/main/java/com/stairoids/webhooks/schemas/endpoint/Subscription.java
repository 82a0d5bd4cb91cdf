package com.stairoids.webhooks.schemas.endpoint;

import com.stairoids.webhooks.schemas.event.EventType;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The value of the subscriptions topic: one endpoint, as its workspace's admins set it. Its ids are in the
 * {@link EndpointKey}.
 *
 * @param name what the console calls it; the URL's host and path unless its owner chose otherwise
 * @param eventTypes wire names, one or more; one that this version does not know is kept and never matches
 * @param secrets newest first, one or more; an older one signs the main header until it expires
 * @param headers the endpoint's own request headers
 * @param rateLimit requests per second, 1 or more; null for no limit
 * @param version 1 at creation and one more with every change: who writes names the version that was read
 * @param creation the request that made it, where it was named: asked again, it makes nothing; null where it was not
 */
public record Subscription(
        String name,
        String url,
        List<String> eventTypes,
        EndpointStatus status,
        List<EncryptedSecret> secrets,
        @Nullable String description,
        List<EncryptedHeader> headers,
        @Nullable Integer rateLimit,
        long version,
        Instant createdAt,
        Instant updatedAt,
        @Nullable Creation creation) {

    public Subscription {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(url, "url");
        Objects.requireNonNull(status, "status");
        Objects.requireNonNull(createdAt, "created_at");
        Objects.requireNonNull(updatedAt, "updated_at");
        eventTypes = List.copyOf(Objects.requireNonNull(eventTypes, "event_types"));
        secrets = List.copyOf(Objects.requireNonNull(secrets, "secrets"));
        headers = List.copyOf(Objects.requireNonNull(headers, "headers"));
        if (version < 1) {
            throw new IllegalArgumentException("version is 1 or more");
        }
    }

    /** An endpoint whose making nobody gave a name. */
    public Subscription(
            String name,
            String url,
            List<String> eventTypes,
            EndpointStatus status,
            List<EncryptedSecret> secrets,
            @Nullable String description,
            List<EncryptedHeader> headers,
            @Nullable Integer rateLimit,
            long version,
            Instant createdAt,
            Instant updatedAt) {
        this(
                name,
                url,
                eventTypes,
                status,
                secrets,
                description,
                headers,
                rateLimit,
                version,
                createdAt,
                updatedAt,
                null);
    }

    public boolean receives(EventType type) {
        return status == EndpointStatus.ENABLED && eventTypes.contains(type.wireName());
    }

    /** The same endpoint as the next version, changed at {@code now}. */
    public Subscription next(Instant now) {
        return withEncrypted(secrets, headers, now);
    }

    /** The same endpoint with what is encrypted in it replaced: the next version, changed at {@code now}. */
    public Subscription withEncrypted(List<EncryptedSecret> newSecrets, List<EncryptedHeader> newHeaders, Instant now) {
        return new Subscription(
                name,
                url,
                eventTypes,
                status,
                newSecrets,
                description,
                newHeaders,
                rateLimit,
                version + 1,
                createdAt,
                now,
                creation);
    }

    /**
     * A signing secret, encrypted under the endpoint's id.
     *
     * @param expiresAt when it stops signing after it was rolled; null for the current one
     */
    public record EncryptedSecret(
            String ciphertext, Instant createdAt, @Nullable Instant expiresAt) {
        public EncryptedSecret {
            Objects.requireNonNull(ciphertext, "ciphertext");
            Objects.requireNonNull(createdAt, "created_at");
        }
    }

    /**
     * The name that somebody gave the request, so that repeating it does no harm, and what they asked for; both as SHA-256 in
     * hex, since a name may be anything and a request may hold secrets.
     */
    public record Creation(String keyHash, String requestHash) {
        public Creation {
            Objects.requireNonNull(keyHash, "key_hash");
            Objects.requireNonNull(requestHash, "request_hash");
        }
    }

    /** A request header of the endpoint's own; its value is encrypted under the endpoint's id. */
    public record EncryptedHeader(String name, String ciphertext) {
        public EncryptedHeader {
            Objects.requireNonNull(name, "name");
            Objects.requireNonNull(ciphertext, "ciphertext");
        }
    }
}

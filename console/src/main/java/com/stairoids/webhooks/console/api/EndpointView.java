package com.stairoids.webhooks.console.api;

import com.stairoids.webhooks.endpoints.Endpoint;
import com.stairoids.webhooks.endpoints.SecretRoll;
import com.stairoids.webhooks.schemas.endpoint.EndpointStatus;
import com.stairoids.webhooks.schemas.endpoint.Subscription;
import com.stairoids.webhooks.schemas.endpoint.Subscription.EncryptedHeader;
import com.stairoids.webhooks.schemas.signature.SigningSecret;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An endpoint as it is answered: nothing of what is encrypted but the names of its headers.
 *
 * @param secret in clear in the answer that follows its making, null in every other
 */
public record EndpointView(
        String id,
        String workspaceId,
        String name,
        String url,
        List<String> eventTypes,
        EndpointStatus status,
        @Nullable String description,
        List<String> headerNames,
        @Nullable Integer rateLimit,
        @Nullable Instant overlapEndsAt,
        long version,
        Instant createdAt,
        Instant updatedAt,
        @Nullable String secret) {
    static EndpointView of(Endpoint endpoint, Instant now) {
        return of(endpoint, now, null);
    }

    static EndpointView of(Endpoint endpoint, Instant now, @Nullable SigningSecret secret) {
        Subscription set = endpoint.subscription();
        return new EndpointView(
                endpoint.id(),
                endpoint.key().workspaceId(),
                set.name(),
                set.url(),
                set.eventTypes(),
                set.status(),
                set.description(),
                set.headers().stream().map(EncryptedHeader::name).toList(),
                set.rateLimit(),
                SecretRoll.overlapEnd(set, now).orElse(null),
                set.version(),
                set.createdAt(),
                set.updatedAt(),
                secret == null ? null : secret.reveal());
    }

    @Override
    public String toString() {
        return workspaceId + "/" + id;
    }
}

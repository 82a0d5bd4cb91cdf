package com.stairoids.webhooks.cli.endpoint;

import com.stairoids.webhooks.endpoints.Endpoint;
import com.stairoids.webhooks.endpoints.SecretRoll;
import com.stairoids.webhooks.schemas.endpoint.EndpointStatus;
import com.stairoids.webhooks.schemas.endpoint.Subscription;
import com.stairoids.webhooks.schemas.endpoint.Subscription.EncryptedHeader;
import com.stairoids.webhooks.schemas.json.Json;
import java.io.PrintStream;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An endpoint as it is shown: nothing of what is encrypted but the names of its headers.
 *
 * @param overlapEndsAt when the last of the old secrets stops to sign; null where none signs
 * @param secret in clear right after registration, the only time that it can be shown
 */
record EndpointView(
        String id,
        String workspaceId,
        String name,
        String url,
        List<String> eventTypes,
        EndpointStatus status,
        @Nullable String description,
        List<String> headers,
        @Nullable Integer rateLimit,
        @Nullable Instant overlapEndsAt,
        long version,
        Instant createdAt,
        Instant updatedAt,
        @Nullable String secret) {

    static EndpointView of(Endpoint endpoint, Instant now) {
        return of(endpoint, now, null);
    }

    static EndpointView of(Endpoint endpoint, Instant now, @Nullable String secret) {
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
                secret);
    }

    String json() {
        return Json.writeText(this);
    }

    /** One line of a list. */
    String line() {
        String line = String.join("  ", id, workspaceId, statusText(), url, String.join(",", eventTypes));
        return overlapEndsAt == null ? line : line + "  old secret signs until " + overlapEndsAt;
    }

    /** All of it, a line each. */
    void print(PrintStream out) {
        out.println("endpoint:    " + id);
        out.println("workspace:   " + workspaceId);
        out.println("name:        " + name);
        out.println("url:         " + url);
        out.println("event types: " + String.join(", ", eventTypes));
        out.println("status:      " + statusText());
        if (description != null) {
            out.println("description: " + description);
        }
        if (!headers.isEmpty()) {
            out.println("headers:     " + String.join(", ", headers) + " (values are encrypted)");
        }
        out.println("rate limit:  " + (rateLimit == null ? "none" : rateLimit + " requests/s"));
        if (overlapEndsAt != null) {
            out.println("overlap:     the old secret signs until " + overlapEndsAt);
        }
        out.println("version:     " + version);
        out.println("created:     " + createdAt);
        out.println("updated:     " + updatedAt);
    }

    private String statusText() {
        return switch (status) {
            case ENABLED -> "enabled";
            case DISABLED -> "disabled";
        };
    }
}

package com.stairoids.webhooks.endpoints;

import com.stairoids.webhooks.schemas.signature.SigningSecret;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What somebody asks to have registered; {@link EndpointRules} says what is accepted.
 *
 * @param name null for the URL's host and path
 * @param eventTypes wire names, one or more; a repeated one counts once
 * @param rateLimit requests per second, 1 or more; null for no limit
 * @param secret null to have one generated; given where both sides must know it beforehand, as a demo does
 * @param creationName 1 to 255 printable ASCII characters that name this request, so that repeating it makes nothing; null for none
 */
public record NewEndpoint(
        String workspaceId,
        String url,
        List<String> eventTypes,
        @Nullable String name,
        @Nullable String description,
        List<CustomHeader> headers,
        @Nullable Integer rateLimit,
        @Nullable SigningSecret secret,
        @Nullable String creationName) {

    public NewEndpoint {
        eventTypes = List.copyOf(eventTypes);
        headers = List.copyOf(headers);
    }

    /** An endpoint with nothing but what it must have. */
    public static NewEndpoint of(String workspaceId, String url, List<String> eventTypes) {
        return new NewEndpoint(workspaceId, url, eventTypes, null, null, List.of(), null, null, null);
    }

    public NewEndpoint named(String newName) {
        return new NewEndpoint(
                workspaceId, url, eventTypes, newName, description, headers, rateLimit, secret, creationName);
    }

    public NewEndpoint describedAs(String newDescription) {
        return new NewEndpoint(
                workspaceId, url, eventTypes, name, newDescription, headers, rateLimit, secret, creationName);
    }

    public NewEndpoint withHeaders(List<CustomHeader> newHeaders) {
        return new NewEndpoint(
                workspaceId, url, eventTypes, name, description, newHeaders, rateLimit, secret, creationName);
    }

    public NewEndpoint limitedTo(int requestsPerSecond) {
        return new NewEndpoint(
                workspaceId, url, eventTypes, name, description, headers, requestsPerSecond, secret, creationName);
    }

    public NewEndpoint signedWith(SigningSecret newSecret) {
        return new NewEndpoint(
                workspaceId, url, eventTypes, name, description, headers, rateLimit, newSecret, creationName);
    }

    public NewEndpoint requestedAs(String newCreationName) {
        return new NewEndpoint(
                workspaceId, url, eventTypes, name, description, headers, rateLimit, secret, newCreationName);
    }
}

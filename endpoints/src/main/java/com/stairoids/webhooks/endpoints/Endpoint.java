package com.stairoids.webhooks.endpoints;

import com.stairoids.webhooks.schemas.endpoint.EndpointKey;
import com.stairoids.webhooks.schemas.endpoint.Subscription;

/** A registered endpoint: whose it is, and how it is set. What is secret in it is encrypted. */
public record Endpoint(EndpointKey key, Subscription subscription) {
    public String id() {
        return key.endpointId();
    }

    /** What a change names as the version it was made from. */
    public long version() {
        return subscription.version();
    }
}

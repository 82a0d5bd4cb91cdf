package com.stairoids.webhooks.endpoints;

/**
 * An endpoint as it was seen.
 *
 * @param subscriptionOffset a place in the subscriptions topic at which it was there: who decides about it must have read so far
 */
public record Sighting(Endpoint endpoint, long subscriptionOffset) {}

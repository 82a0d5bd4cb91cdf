package com.stairoids.webhooks.router.routing;

/**
 * What one event may cost.
 *
 * @param maxEventBytes bound on a source record's value, decompressed
 * @param maxEndpointsPerWorkspace bound on the deliveries of one event
 */
public record RoutingLimits(int maxEventBytes, int maxEndpointsPerWorkspace) {}

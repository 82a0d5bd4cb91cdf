package com.stairoids.webhooks.console.page;

import org.jspecify.annotations.Nullable;

/**
 * What an endpoint's page shows below its details.
 *
 * @param test null for who may only look, and where the endpoint is deleted
 * @param retrigger the same
 */
public record EndpointSections(
        @Nullable TestSection test,
        GraphsSection graphs,
        LogSection log,
        @Nullable RetriggerSection retrigger) {}

package com.stairoids.webhooks.console.page;

import com.stairoids.webhooks.console.api.EndpointView;

/** What an endpoint's page shows. */
public record EndpointOverview(EndpointView endpoint, boolean mayChange) {
    public String path() {
        return Paths.endpoint(endpoint.workspaceId(), endpoint.id());
    }
}

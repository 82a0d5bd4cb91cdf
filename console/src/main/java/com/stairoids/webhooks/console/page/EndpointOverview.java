package com.stairoids.webhooks.console.page;

import com.stairoids.webhooks.console.api.EndpointView;
import com.stairoids.webhooks.schemas.endpoint.EndpointStatus;

/** What an endpoint's page shows. */
public record EndpointOverview(EndpointView endpoint, boolean mayChange, EndpointSections sections) {
    public boolean isEnabled() {
        return endpoint.status() == EndpointStatus.ENABLED;
    }

    /** What a change is made from. */
    public String version() {
        return Versions.text(endpoint);
    }

    public String path() {
        return Paths.endpoint(endpoint.workspaceId(), endpoint.id());
    }
}

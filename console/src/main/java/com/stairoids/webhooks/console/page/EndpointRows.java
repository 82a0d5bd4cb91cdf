package com.stairoids.webhooks.console.page;

import com.stairoids.webhooks.console.api.EndpointView;
import java.util.List;

/** What the list of endpoints shows. */
public record EndpointRows(String workspaceId, List<EndpointView> endpoints, boolean mayChange) {
    public String path(EndpointView endpoint) {
        return Paths.endpoint(workspaceId, endpoint.id());
    }
}

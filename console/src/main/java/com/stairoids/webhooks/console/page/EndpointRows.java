package com.stairoids.webhooks.console.page;

import java.util.List;

/** What the list of endpoints shows. */
public record EndpointRows(String workspaceId, List<EndpointRow> rows, boolean mayChange) {
    public String path(EndpointRow row) {
        return Paths.endpoint(workspaceId, row.endpoint().id());
    }
}

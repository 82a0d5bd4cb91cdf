package com.stairoids.webhooks.console.page;

import com.stairoids.webhooks.console.api.ActivityView;
import java.util.List;

/**
 * What the list of endpoints shows.
 *
 * @param deleted those that are there no more and still have a log, the last one made first
 */
public record EndpointRows(String workspaceId, List<EndpointRow> rows, List<ActivityView> deleted, boolean mayChange) {
    public String path(EndpointRow row) {
        return Paths.endpoint(workspaceId, row.endpoint().id());
    }

    public String path(ActivityView activity) {
        return Paths.endpoint(workspaceId, activity.endpointId());
    }
}

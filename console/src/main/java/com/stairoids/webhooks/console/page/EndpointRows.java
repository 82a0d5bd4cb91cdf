package com.stairoids.webhooks.console.page;

import com.stairoids.webhooks.console.api.ActivityView;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the list of endpoints shows.
 *
 * @param rows oldest first; some of them where there are many
 * @param deleted those that are there no more and still have a log, the last one made first
 * @param firstUrl where the first rows are; null where these are
 * @param nextUrl where the next rows are; null where there are none
 */
public record EndpointRows(
        String workspaceId,
        List<EndpointRow> rows,
        List<ActivityView> deleted,
        boolean mayChange,
        @Nullable String firstUrl,
        @Nullable String nextUrl) {
    public String path(EndpointRow row) {
        return Paths.endpoint(workspaceId, row.endpoint().id());
    }

    public String path(ActivityView activity) {
        return Paths.endpoint(workspaceId, activity.endpointId());
    }
}

package com.stairoids.webhooks.console.page;

import com.stairoids.webhooks.console.api.EndpointView;
import java.util.ArrayList;
import java.util.List;

/** Ways to pages below Settings → Webhooks. */
final class Crumbs {
    private Crumbs() {}

    /** Settings → Webhooks → {@code last}. */
    static List<Crumb> to(PageRequest request, String last) {
        return List.of(
                new Crumb("Settings", null),
                new Crumb(EndpointsPage.TITLE, Paths.webhooks(request.workspaceId())),
                new Crumb(last, null));
    }

    /** Settings → Webhooks → the endpoint → {@code last}. */
    static List<Crumb> to(PageRequest request, EndpointView endpoint, String last) {
        List<Crumb> crumbs = new ArrayList<>(to(request, last));
        crumbs.add(2, new Crumb(endpoint.name(), Paths.endpoint(request.workspaceId(), endpoint.id())));
        return crumbs;
    }
}

package com.stairoids.webhooks.console.page;

import com.stairoids.webhooks.console.api.Answer;
import com.stairoids.webhooks.console.api.EndpointPage;
import java.util.List;

/** The workspace's endpoints, and how they do. */
final class EndpointsPage {
    static final String TITLE = "Webhooks";

    private final Views views;
    private final Operations operations;

    EndpointsPage(Views views, Operations operations) {
        this.views = views;
        this.operations = operations;
    }

    List<PageRoute> routes() {
        return List.of(PageRoute.get("/workspaces/{workspace_id}/webhooks", Access.VIEWER, this::list));
    }

    private Answer list(PageRequest request) {
        return operations
                .ask(EndpointPage.class, "listEndpoints", request)
                .shown(
                        page -> views.page(
                                200,
                                "endpoints.jte",
                                views.frame(
                                        request, TITLE, List.of(new Crumb("Settings", null), new Crumb(TITLE, null))),
                                new EndpointRows(request.workspaceId(), page.data(), request.mayChange())),
                        problem -> views.problem(request, problem));
    }
}

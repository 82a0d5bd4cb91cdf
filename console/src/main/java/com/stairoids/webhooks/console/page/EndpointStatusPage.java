package com.stairoids.webhooks.console.page;

import com.stairoids.webhooks.console.api.Answer;
import com.stairoids.webhooks.console.api.EndpointView;
import java.util.List;
import tools.jackson.databind.node.JsonNodeFactory;

/** The buttons Disable and Enable. */
final class EndpointStatusPage {
    private static final String ENDPOINT = "/workspaces/{workspace_id}/webhooks/{endpoint_id}";

    private final Views views;
    private final Operations operations;

    EndpointStatusPage(Views views, Operations operations) {
        this.views = views;
        this.operations = operations;
    }

    List<PageRoute> routes() {
        return List.of(
                PageRoute.post(
                        ENDPOINT + "/disable", Access.ADMIN, request -> set(request, "disabled", Notice.DISABLED)),
                PageRoute.post(ENDPOINT + "/enable", Access.ADMIN, request -> set(request, "enabled", Notice.ENABLED)));
    }

    private Answer set(PageRequest request, String status, Notice notice) {
        return operations
                .ask(
                        EndpointView.class,
                        "updateEndpoint",
                        request,
                        Versions.seen(request),
                        JsonNodeFactory.instance.objectNode().put("status", status))
                .shown(
                        endpoint -> Views.redirect(notice.on(Paths.endpoint(request.workspaceId(), endpoint.id()))),
                        problem -> views.problem(request, problem));
    }
}

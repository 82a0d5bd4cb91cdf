package com.stairoids.webhooks.console.page;

import com.stairoids.webhooks.console.api.Answer;
import com.stairoids.webhooks.console.api.EndpointView;
import java.util.List;

/** Delete endpoint: what is lost, and then its end. */
final class DeleteEndpointPage {
    private static final String PATH = "/workspaces/{workspace_id}/webhooks/{endpoint_id}/delete";
    private static final String TITLE = "Delete endpoint";

    private final Views views;
    private final Operations operations;

    DeleteEndpointPage(Views views, Operations operations) {
        this.views = views;
        this.operations = operations;
    }

    List<PageRoute> routes() {
        return List.of(PageRoute.get(PATH, Access.ADMIN, this::show), PageRoute.post(PATH, Access.ADMIN, this::delete));
    }

    private Answer show(PageRequest request) {
        return form(request, 200, FormProblem.none());
    }

    private Answer delete(PageRequest request) {
        return operations
                .ask(byte[].class, "deleteEndpoint", request, Versions.seen(request), null)
                .shown(
                        _ -> Views.redirect(Notice.DELETED.on(Paths.webhooks(request.workspaceId()))),
                        problem -> form(request, problem.status(), FormProblem.of(problem)));
    }

    private Answer form(PageRequest request, int status, FormProblem problem) {
        return operations
                .ask(EndpointView.class, "getEndpoint", request)
                .shown(
                        endpoint -> views.page(
                                status,
                                "endpoint/delete.jte",
                                views.frame(request, TITLE, Crumbs.to(request, endpoint, TITLE)),
                                new DeleteForm(endpoint, problem)),
                        refusal -> views.problem(request, refusal));
    }
}

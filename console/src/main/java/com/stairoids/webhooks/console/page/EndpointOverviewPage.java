package com.stairoids.webhooks.console.page;

import com.stairoids.webhooks.console.api.Answer;
import com.stairoids.webhooks.console.api.EndpointView;
import java.util.List;

/** An endpoint: what it is, and what can be done with it. */
final class EndpointOverviewPage {
    private final Views views;
    private final Operations operations;
    private final EndpointSectionPages sections;

    EndpointOverviewPage(Views views, Operations operations, EndpointSectionPages sections) {
        this.views = views;
        this.operations = operations;
        this.sections = sections;
    }

    List<PageRoute> routes() {
        return List.of(PageRoute.get(Paths.ENDPOINT, Access.VIEWER, this::show));
    }

    private Answer show(PageRequest request) {
        return operations
                .ask(EndpointView.class, "getEndpoint", request)
                .shown(
                        endpoint -> views.page(
                                200,
                                "endpoint.jte",
                                views.frame(request, endpoint.name(), Crumbs.to(request, endpoint.name())),
                                new EndpointOverview(endpoint, request.mayChange(), sections.of(request, endpoint))),
                        problem -> views.problem(request, problem));
    }
}

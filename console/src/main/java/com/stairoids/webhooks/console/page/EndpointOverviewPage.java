package com.stairoids.webhooks.console.page;

import com.stairoids.webhooks.console.api.ActivityList;
import com.stairoids.webhooks.console.api.Answer;
import com.stairoids.webhooks.console.api.EndpointView;
import com.stairoids.webhooks.console.api.Problem;
import java.util.List;

/** An endpoint: what it is, and what can be done with it. */
final class EndpointOverviewPage {
    private static final String DELETED = "Deleted endpoint";

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
                        problem -> problem.status() == 404
                                ? withoutEndpoint(request, problem)
                                : views.problem(request, problem));
    }

    /** One that is deleted has a page as long as there is something in its log. */
    private Answer withoutEndpoint(PageRequest request, Problem problem) {
        return operations
                .ask(ActivityList.class, "listActivity", request)
                .shown(
                        activities -> hasLog(activities, request.endpointId())
                                ? deleted(request)
                                : views.problem(request, problem),
                        refusal -> views.problem(request, refusal));
    }

    private static boolean hasLog(ActivityList activities, String endpointId) {
        return activities.data().stream()
                .anyMatch(activity -> activity.endpointId().equals(endpointId) && activity.total() > 0);
    }

    private Answer deleted(PageRequest request) {
        return views.page(
                200,
                "endpoint/deleted.jte",
                views.frame(request, DELETED, Crumbs.to(request, DELETED)),
                new DeletedEndpoint(request.endpointId(), sections.ofDeleted(request)));
    }
}

package com.stairoids.webhooks.console.page;

import com.stairoids.webhooks.console.api.ActivityList;
import com.stairoids.webhooks.console.api.ActivityView;
import com.stairoids.webhooks.console.api.Answer;
import com.stairoids.webhooks.console.api.EndpointPage;
import com.stairoids.webhooks.console.api.EndpointView;
import com.stairoids.webhooks.console.api.StatisticsView;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The workspace's endpoints, and how they did over a day. */
final class EndpointsPage {
    static final String TITLE = "Webhooks";

    /** More than a workspace may have. */
    private static final Map<String, String> ALL = Map.of("limit", "100");

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
                .ask(EndpointPage.class, "listEndpoints", request, ALL, null)
                .shown(page -> listed(request, page.data()), problem -> views.problem(request, problem));
    }

    private Answer listed(PageRequest request, List<EndpointView> endpoints) {
        Optional<Map<String, ActivityView>> activities = activities(request);
        List<EndpointRow> rows = endpoints.stream()
                .map(endpoint -> new EndpointRow(
                        endpoint,
                        statistics(request, endpoint),
                        activities.isPresent(),
                        activities.orElse(Map.of()).get(endpoint.id())))
                .toList();
        return views.page(
                200,
                "endpoints.jte",
                views.frame(request, TITLE, List.of(new Crumb("Settings", null), new Crumb(TITLE, null))),
                new EndpointRows(
                        request.workspaceId(),
                        rows,
                        deleted(endpoints, activities.orElse(Map.of())),
                        request.mayChange()));
    }

    private static List<ActivityView> deleted(List<EndpointView> endpoints, Map<String, ActivityView> activities) {
        Set<String> present = endpoints.stream().map(EndpointView::id).collect(Collectors.toSet());
        return activities.values().stream()
                .filter(activity -> !present.contains(activity.endpointId()) && activity.total() > 0)
                .sorted(Comparator.comparing(ActivityView::endpointId).reversed())
                .toList();
    }

    /** By endpoint. Empty where the log cannot be asked: the endpoints can be seen and changed all the same. */
    private Optional<Map<String, ActivityView>> activities(PageRequest request) {
        return operations.ask(ActivityList.class, "listActivity", request)
                        instanceof Asked.Found<ActivityList>(ActivityList found, int _)
                ? Optional.of(
                        found.data().stream().collect(Collectors.toMap(ActivityView::endpointId, Function.identity())))
                : Optional.empty();
    }

    private Health statistics(PageRequest request, EndpointView endpoint) {
        return operations.ask(
                                StatisticsView.class,
                                "getStatistics",
                                request,
                                Map.of("endpoint_id", endpoint.id()),
                                null)
                        instanceof Asked.Found<StatisticsView>(StatisticsView found, int _)
                ? new Health.Known(found)
                : new Health.Unknown();
    }
}

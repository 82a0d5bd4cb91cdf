package com.stairoids.webhooks.console.page;

import com.stairoids.webhooks.console.api.ActivityList;
import com.stairoids.webhooks.console.api.ActivityView;
import com.stairoids.webhooks.console.api.Answer;
import com.stairoids.webhooks.console.api.EndpointPage;
import com.stairoids.webhooks.console.api.EndpointView;
import com.stairoids.webhooks.console.api.Problem;
import com.stairoids.webhooks.console.api.StatisticsView;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The workspace's endpoints, and how they did over a day. */
final class EndpointsPage {
    static final String TITLE = "Webhooks";

    private static final String AFTER = "after";

    /** How many are shown at once, which is also the most that is answered at once. */
    private static final int ROWS = 100;

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
        List<EndpointView> endpoints = new ArrayList<>();
        Optional<String> cursor = Optional.of("");
        while (cursor.isPresent()) {
            switch (some(request, cursor.get())) {
                case Asked.Refused<EndpointPage>(Problem problem) -> {
                    return views.problem(request, problem);
                }
                case Asked.Found<EndpointPage>(EndpointPage page, int _) -> {
                    endpoints.addAll(page.data());
                    cursor = Optional.ofNullable(page.nextCursor());
                }
            }
        }
        return listed(request, endpoints);
    }

    /** @param cursor empty for the first */
    private Asked<EndpointPage> some(PageRequest request, String cursor) {
        Map<String, String> more = new HashMap<>(Map.of("limit", Integer.toString(ROWS)));
        if (!cursor.isEmpty()) {
            more.put("cursor", cursor);
        }
        return operations.ask(EndpointPage.class, "listEndpoints", request, more, null);
    }

    private Answer listed(PageRequest request, List<EndpointView> endpoints) {
        Optional<Map<String, ActivityView>> activities = activities(request);
        String after = request.query().text(AFTER);
        List<EndpointView> rest = endpoints.stream()
                .filter(endpoint -> endpoint.id().compareTo(after) > 0)
                .toList();
        List<EndpointRow> rows = rest.stream()
                .limit(ROWS)
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
                        request.mayChange(),
                        after.isEmpty() ? null : Paths.webhooks(request.workspaceId()),
                        rest.size() > ROWS ? nextUrl(request, rest.get(ROWS - 1)) : null));
    }

    private static String nextUrl(PageRequest request, EndpointView last) {
        return Paths.webhooks(request.workspaceId()) + "?" + AFTER + "=" + Paths.encoded(last.id());
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

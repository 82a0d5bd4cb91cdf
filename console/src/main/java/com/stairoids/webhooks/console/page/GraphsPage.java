package com.stairoids.webhooks.console.page;

import com.stairoids.webhooks.console.api.Answer;
import com.stairoids.webhooks.console.api.Problem;
import com.stairoids.webhooks.console.api.StatisticsView;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;

/** How an endpoint did over time: a section of its page, and by itself for whoever keeps looking. */
final class GraphsPage {
    private final Views views;
    private final Operations operations;
    private final InstantSource time;

    GraphsPage(Views views, Operations operations, InstantSource time) {
        this.views = views;
        this.operations = operations;
        this.time = time;
    }

    List<PageRoute> routes() {
        return List.of(PageRoute.get(Paths.ENDPOINT + "/graphs", Access.VIEWER, this::look));
    }

    GraphsSection section(PageRequest request) {
        GraphSpan span = GraphSpan.of(request.query().text("over"));
        String path = Paths.endpoint(request.workspaceId(), request.endpointId());
        Instant end = span.end(time.instant());
        Map<String, String> parameters = Map.of(
                "from", span.begin(end).toString(),
                "until", end.toString(),
                "step_hours", Integer.toString(span.stepHours()));
        return switch (operations.ask(StatisticsView.class, "getStatistics", request, parameters, null)) {
            case Asked.Found<StatisticsView>(StatisticsView statistics, int _) ->
                new GraphsSection(path, span, statistics, null, Seen.of(statistics));
            case Asked.Refused<StatisticsView>(Problem problem) ->
                new GraphsSection(path, span, null, problem, Seen.of(problem));
        };
    }

    private Answer look(PageRequest request) {
        GraphsSection section = section(request);
        if (section.problem() != null && section.problem().status() == 404) {
            return views.problem(request, section.problem());
        }
        return request.isPartial()
                ? Seen.unlessSeen(request, section.seen(), () -> views.part(200, "endpoint/graphs.jte", section))
                : Views.redirect(section.url(section.span()));
    }
}

package com.stairoids.webhooks.console.page;

import com.stairoids.webhooks.console.api.Answer;
import com.stairoids.webhooks.console.api.Problem;
import com.stairoids.webhooks.console.api.RetriggerView;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.JsonNodeFactory;

/** The button Re-trigger failed: all failed deliveries of an endpoint since a time, with progress and Cancel. */
final class BulkRetriggerPage {
    private static final String RETRIGGER = "retrigger";
    private static final String RUNS = Paths.ENDPOINT + "/retriggers";
    private static final String RUN = RUNS + "/{retrigger_id}";
    private static final Duration SUGGESTED = Duration.ofDays(1);

    private final Views views;
    private final Operations operations;
    private final InstantSource time;

    BulkRetriggerPage(Views views, Operations operations, InstantSource time) {
        this.views = views;
        this.operations = operations;
        this.time = time;
    }

    List<PageRoute> routes() {
        return List.of(
                PageRoute.post(RUNS, Access.ADMIN, this::begin),
                PageRoute.get(RUN, Access.VIEWER, this::look),
                PageRoute.post(RUN + "/cancel", Access.ADMIN, this::cancel));
    }

    RetriggerSection section(PageRequest request) {
        return request.query()
                .filled(RETRIGGER)
                .map(id ->
                        operations.ask(RetriggerView.class, "getRetrigger", request, Map.of("retrigger_id", id), null))
                .map(asked -> switch (asked) {
                    case Asked.Found<RetriggerView>(RetriggerView run, int _) -> section(request, run, null);
                    case Asked.Refused<RetriggerView>(Problem problem) -> section(request, null, problem);
                })
                .orElseGet(() -> section(request, null, null));
    }

    private Answer begin(PageRequest request) {
        var body = JsonNodeFactory.instance
                .objectNode()
                .put("since", UtcTimes.toInstant(request.form().text("since")));
        return shown(request, operations.ask(RetriggerView.class, "retriggerFailed", request, Map.of(), body));
    }

    private Answer look(PageRequest request) {
        return shown(request, operations.ask(RetriggerView.class, "getRetrigger", request));
    }

    private Answer cancel(PageRequest request) {
        return shown(request, operations.ask(RetriggerView.class, "cancelRetrigger", request));
    }

    private Answer shown(PageRequest request, Asked<RetriggerView> asked) {
        return asked.shown(run -> progress(request, run), problem -> refusal(request, problem));
    }

    private Answer progress(PageRequest request, RetriggerView run) {
        String url = path(request) + "?" + RETRIGGER + "=" + Paths.encoded(run.id()) + RetriggerSection.ANCHOR;
        return request.isPartial()
                ? views.part(200, "endpoint/retrigger-run.jte", section(request, run, null))
                        .with("HX-Replace-Url", url)
                : Views.redirect(url);
    }

    /** Where its progress would stand, for those who look there. */
    private Answer refusal(PageRequest request, Problem problem) {
        return request.isPartial()
                ? views.part(problem.status(), "endpoint/retrigger-run.jte", section(request, null, problem))
                : views.problem(request, problem);
    }

    private RetriggerSection section(PageRequest request, @Nullable RetriggerView run, @Nullable Problem problem) {
        Instant since = run == null ? time.instant().minus(SUGGESTED).truncatedTo(ChronoUnit.MINUTES) : run.since();
        return new RetriggerSection(
                path(request), UtcTimes.toField(since), request.knownSession().csrf(), run, problem);
    }

    private static String path(PageRequest request) {
        return Paths.endpoint(request.workspaceId(), request.endpointId());
    }
}

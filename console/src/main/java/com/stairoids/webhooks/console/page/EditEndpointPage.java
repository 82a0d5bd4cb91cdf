package com.stairoids.webhooks.console.page;

import com.stairoids.webhooks.console.api.Answer;
import com.stairoids.webhooks.console.api.EndpointView;
import com.stairoids.webhooks.console.api.EventTypeList;
import com.stairoids.webhooks.console.api.Problem;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Edit endpoint. Who saves what somebody else changed meanwhile sees what it became, with what they changed themselves. */
final class EditEndpointPage {
    private static final String PATH = "/workspaces/{workspace_id}/webhooks/{endpoint_id}/edit";
    private static final String TITLE = "Edit endpoint";

    private final Views views;
    private final Operations operations;

    EditEndpointPage(Views views, Operations operations) {
        this.views = views;
        this.operations = operations;
    }

    List<PageRoute> routes() {
        return List.of(PageRoute.get(PATH, Access.ADMIN, this::show), PageRoute.post(PATH, Access.ADMIN, this::save));
    }

    private Answer show(PageRequest request) {
        return present(request)
                .shown(
                        endpoint -> form(
                                request,
                                200,
                                endpoint,
                                Draft.of(EndpointInput.of(endpoint), endpoint, false),
                                FormProblem.none()),
                        problem -> views.problem(request, problem));
    }

    private Answer save(PageRequest request) {
        Draft draft = Draft.sent(request);
        Map<String, String> errors = draft.input().errors();
        if (!errors.isEmpty()) {
            return again(request, 422, _ -> draft, FormProblem.of(errors));
        }
        return operations
                .ask(
                        EndpointView.class,
                        "updateEndpoint",
                        request,
                        Versions.seen(request),
                        draft.input().patch(draft.seen()))
                .shown(
                        endpoint ->
                                Views.redirect(Notice.SAVED.on(Paths.endpoint(request.workspaceId(), endpoint.id()))),
                        problem -> refused(request, draft, problem));
    }

    private Answer refused(PageRequest request, Draft draft, Problem problem) {
        return again(
                request,
                problem.status(),
                problem.status() == 412 ? draft::rebased : _ -> draft,
                FormProblem.of(problem));
    }

    private Answer again(PageRequest request, int status, Function<EndpointView, Draft> draft, FormProblem problem) {
        return present(request)
                .shown(
                        endpoint -> form(request, status, endpoint, draft.apply(endpoint), problem),
                        refusal -> views.problem(request, refusal));
    }

    private Asked<EndpointView> present(PageRequest request) {
        return operations.ask(EndpointView.class, "getEndpoint", request);
    }

    private Answer form(PageRequest request, int status, EndpointView endpoint, Draft draft, FormProblem problem) {
        return operations
                .ask(EventTypeList.class, "listEventTypes", request)
                .shown(
                        types -> views.page(
                                status,
                                "endpoint/edit.jte",
                                views.frame(request, TITLE, Crumbs.to(request, endpoint, TITLE)),
                                new EndpointForm(
                                        draft.input(),
                                        problem,
                                        types.data(),
                                        endpoint.headerNames(),
                                        Paths.endpoint(request.workspaceId(), endpoint.id()),
                                        draft.version(),
                                        draft.seen(),
                                        draft.stale())),
                        refusal -> views.problem(request, refusal));
    }

    /**
     * A change that is not saved yet.
     *
     * @param seen what it was made from, at that version; null where the form does not say it
     * @param stale whether it was made from an older one first
     */
    private record Draft(EndpointInput input, @Nullable EndpointInput seen, String version, boolean stale) {
        static Draft of(EndpointInput input, EndpointView endpoint, boolean stale) {
            return new Draft(input, EndpointInput.of(endpoint), Versions.text(endpoint), stale);
        }

        static Draft sent(PageRequest request) {
            return new Draft(
                    EndpointInput.of(request.form()),
                    EndpointInput.seen(request.form()),
                    request.form().text(Versions.FIELD),
                    false);
        }

        Draft rebased(EndpointView present) {
            return of(input.rebased(seen, EndpointInput.of(present)), present, true);
        }
    }
}

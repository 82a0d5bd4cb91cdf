package com.stairoids.webhooks.console.page;

import com.stairoids.webhooks.console.api.Answer;
import com.stairoids.webhooks.console.api.EndpointView;
import com.stairoids.webhooks.console.api.EventTypeList;
import com.stairoids.webhooks.console.api.Problem;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Edit endpoint. Who saves what somebody else changed meanwhile sees what it became, and keeps what they typed. */
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
                                EndpointInput.of(endpoint),
                                FormProblem.none(),
                                Versions.text(endpoint),
                                null),
                        problem -> views.problem(request, problem));
    }

    private Answer save(PageRequest request) {
        EndpointInput input = EndpointInput.of(request.form());
        Map<String, String> errors = input.errors();
        if (!errors.isEmpty()) {
            return again(request, 422, input, FormProblem.of(errors), false);
        }
        return operations
                .ask(EndpointView.class, "updateEndpoint", request, Versions.seen(request), input.patch())
                .shown(
                        endpoint ->
                                Views.redirect(Notice.SAVED.on(Paths.endpoint(request.workspaceId(), endpoint.id()))),
                        problem -> refused(request, input, problem));
    }

    private Answer refused(PageRequest request, EndpointInput input, Problem problem) {
        return again(request, problem.status(), input, FormProblem.of(problem), problem.status() == 412);
    }

    private Answer again(PageRequest request, int status, EndpointInput input, FormProblem problem, boolean stale) {
        return present(request)
                .shown(
                        endpoint -> form(
                                request,
                                status,
                                endpoint,
                                input,
                                problem,
                                stale ? Versions.text(endpoint) : request.form().text(Versions.FIELD),
                                stale ? EndpointInput.of(endpoint) : null),
                        refusal -> views.problem(request, refusal));
    }

    private Asked<EndpointView> present(PageRequest request) {
        return operations.ask(EndpointView.class, "getEndpoint", request);
    }

    private Answer form(
            PageRequest request,
            int status,
            EndpointView endpoint,
            EndpointInput input,
            FormProblem problem,
            String version,
            @Nullable EndpointInput stale) {
        return operations
                .ask(EventTypeList.class, "listEventTypes", request)
                .shown(
                        types -> views.page(
                                status,
                                "endpoint/edit.jte",
                                views.frame(request, TITLE, Crumbs.to(request, endpoint, TITLE)),
                                new EndpointForm(
                                        input,
                                        problem,
                                        types.data(),
                                        endpoint.headerNames(),
                                        Paths.endpoint(request.workspaceId(), endpoint.id()),
                                        version,
                                        stale)),
                        refusal -> views.problem(request, refusal));
    }
}

package com.stairoids.webhooks.console.page;

import com.stairoids.webhooks.console.api.Answer;
import com.stairoids.webhooks.console.api.EndpointView;
import com.stairoids.webhooks.console.api.EventTypeList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Add Endpoint: the form, and its secret, once. */
final class NewEndpointPage {
    private static final String PATH = "/workspaces/{workspace_id}/webhooks/new";
    private static final String TITLE = "Add Endpoint";

    private final Views views;
    private final Operations operations;
    private final SecretPage secrets;

    NewEndpointPage(Views views, Operations operations, SecretPage secrets) {
        this.views = views;
        this.operations = operations;
        this.secrets = secrets;
    }

    List<PageRoute> routes() {
        return List.of(PageRoute.get(PATH, Access.ADMIN, this::show), PageRoute.post(PATH, Access.ADMIN, this::save));
    }

    private Answer show(PageRequest request) {
        return form(
                request,
                200,
                EndpointInput.empty(),
                FormProblem.none(),
                UUID.randomUUID().toString());
    }

    private Answer save(PageRequest request) {
        EndpointInput input = EndpointInput.of(request.form());
        String key =
                request.form().filled("token").orElseGet(() -> UUID.randomUUID().toString());
        Map<String, String> errors = input.errors();
        if (!errors.isEmpty()) {
            return form(request, 422, input, FormProblem.of(errors), key);
        }
        return switch (operations.ask(
                EndpointView.class, "createEndpoint", request, Map.of("Idempotency-Key", key), input.creation())) {
            case Asked.Found<EndpointView>(EndpointView endpoint, int _) -> added(request, endpoint);
            case Asked.Refused<EndpointView>(var problem)
            when problem.status() == 404 -> views.problem(request, problem);
            // What was refused made nothing, so that another attempt under the same name is no other request.
            case Asked.Refused<EndpointView>(var problem) ->
                form(request, problem.status(), input, FormProblem.of(problem), key);
        };
    }

    private Answer added(PageRequest request, EndpointView endpoint) {
        return endpoint.secret() == null
                ? Views.redirect(Notice.MADE_BEFORE.on(Paths.endpoint(request.workspaceId(), endpoint.id())))
                : secrets.show(request, endpoint);
    }

    private Answer form(PageRequest request, int status, EndpointInput input, FormProblem problem, String key) {
        return operations
                .ask(EventTypeList.class, "listEventTypes", request)
                .shown(
                        types -> views.page(
                                status,
                                "endpoint/new.jte",
                                views.frame(request, TITLE, Crumbs.to(request, TITLE)),
                                new EndpointForm(
                                        input,
                                        problem,
                                        types.data(),
                                        List.of(),
                                        Paths.webhooks(request.workspaceId()),
                                        key,
                                        null,
                                        false)),
                        refusal -> views.problem(request, refusal));
    }
}

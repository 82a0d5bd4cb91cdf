package com.stairoids.webhooks.console.page;

import com.stairoids.webhooks.console.api.Answer;
import com.stairoids.webhooks.console.api.EndpointView;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import tools.jackson.databind.node.JsonNodeFactory;

/** Roll secret, with an overlap or without, and the end of an overlap. */
final class RollSecretPage {
    private static final String ENDPOINT = "/workspaces/{workspace_id}/webhooks/{endpoint_id}";
    private static final String TITLE = "Roll secret";
    private static final int LONGEST_DAYS = 7;

    /** No overlap, an hour, a day … seven days. */
    private static final List<Duration> OVERLAPS = Stream.concat(
                    Stream.of(Duration.ZERO, Duration.ofHours(1)),
                    IntStream.rangeClosed(1, LONGEST_DAYS).mapToObj(Duration::ofDays))
            .toList();

    private final Views views;
    private final Operations operations;
    private final SecretPage secrets;

    RollSecretPage(Views views, Operations operations, SecretPage secrets) {
        this.views = views;
        this.operations = operations;
        this.secrets = secrets;
    }

    List<PageRoute> routes() {
        return List.of(
                PageRoute.get(ENDPOINT + "/roll-secret", Access.ADMIN, this::show),
                PageRoute.post(ENDPOINT + "/roll-secret", Access.ADMIN, this::roll),
                PageRoute.post(ENDPOINT + "/end-overlap", Access.ADMIN, this::endOverlap));
    }

    private Answer show(PageRequest request) {
        return form(request, 200, FormProblem.none());
    }

    private Answer roll(PageRequest request) {
        var body = JsonNodeFactory.instance.objectNode().put("overlap", overlap(request));
        return operations
                .ask(EndpointView.class, "rollSecret", request, Versions.seen(request), body)
                .shown(
                        endpoint -> secrets.show(request, endpoint),
                        problem -> form(request, problem.status(), FormProblem.of(problem)));
    }

    private Answer endOverlap(PageRequest request) {
        return operations
                .ask(EndpointView.class, "endOverlap", request, Versions.seen(request), null)
                .shown(
                        endpoint -> Views.redirect(
                                Notice.OVERLAP_ENDED.on(Paths.endpoint(request.workspaceId(), endpoint.id()))),
                        problem -> views.problem(request, problem));
    }

    /** With the version that is there now, which whoever sends it then has seen. */
    private Answer form(PageRequest request, int status, FormProblem problem) {
        return operations
                .ask(EndpointView.class, "getEndpoint", request)
                .shown(
                        endpoint -> views.page(
                                status,
                                "endpoint/roll.jte",
                                views.frame(request, TITLE, Crumbs.to(request, endpoint, TITLE)),
                                new RollForm(endpoint, problem, OVERLAPS, overlap(request))),
                        refusal -> views.problem(request, refusal));
    }

    private static String overlap(PageRequest request) {
        return request.form().filled("overlap").orElse(Duration.ofDays(1).toString());
    }
}

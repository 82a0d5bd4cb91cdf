package com.stairoids.webhooks.console.page;

import com.stairoids.webhooks.console.api.Answer;
import com.stairoids.webhooks.console.api.EndpointView;
import java.util.List;
import java.util.Objects;

/** Shows a new secret, in the answer to what made it and nowhere else: no address leads here. */
final class SecretPage {
    private static final String TITLE = "Signing secret";

    private final Views views;
    private final List<Snippet> snippets = Snippet.all();

    SecretPage(Views views) {
        this.views = views;
    }

    Answer show(PageRequest request, EndpointView endpoint) {
        return views.page(
                200,
                "endpoint/secret.jte",
                views.frame(request, TITLE, Crumbs.to(request, endpoint, TITLE)),
                new ShownSecret(
                        Objects.requireNonNull(endpoint.secret(), "secret"),
                        Paths.endpoint(request.workspaceId(), endpoint.id()),
                        endpoint.overlapEndsAt(),
                        snippets));
    }
}

package com.stairoids.webhooks.console.page;

import com.stairoids.webhooks.console.api.Answer;
import com.stairoids.webhooks.schemas.event.Identifiers;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Which workspace: that of the token, or the one that an operator names. */
final class WorkspacePage {
    private final Views views;

    WorkspacePage(Views views) {
        this.views = views;
    }

    List<PageRoute> routes() {
        return List.of(
                PageRoute.get("/", Access.VIEWER, WorkspacePage::begin),
                PageRoute.get(Paths.WORKSPACES, Access.VIEWER, this::choose));
    }

    private static Answer begin(PageRequest request) {
        @Nullable String own = request.caller().token().workspaceId();
        return Views.redirect(own == null ? Paths.WORKSPACES : Paths.webhooks(own));
    }

    private Answer choose(PageRequest request) {
        String workspace = request.query().text("workspace");
        if (workspace.isEmpty()) {
            return form(request, 200, "", Optional.empty());
        }
        if (!Identifiers.isOpaqueId(workspace)) {
            return form(
                    request,
                    422,
                    workspace,
                    Optional.of("A workspace's id is 1 to 128 of A-Z a-z 0-9 _ -. Correct it."));
        }
        return request.caller().sees(workspace)
                ? Views.redirect(Paths.webhooks(workspace))
                : views.problem(request, Refusals.NOT_FOUND);
    }

    private Answer form(PageRequest request, int status, String workspace, Optional<String> error) {
        return views.page(
                status,
                "workspaces.jte",
                views.frame(request, "Choose a workspace", List.of()),
                new WorkspaceForm(workspace, error));
    }
}

package com.stairoids.webhooks.console.page;

import com.stairoids.webhooks.console.access.Caller;
import com.stairoids.webhooks.console.api.IncomingRequest;
import com.stairoids.webhooks.console.session.Session;
import com.stairoids.webhooks.schemas.token.TokenRole;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A request for a page.
 *
 * @param variables of the path, by the names that operations have for them
 * @param session null where nobody is signed in
 * @param form empty unless it is a POST
 */
record PageRequest(
        IncomingRequest incoming,
        Map<String, String> variables,
        @Nullable Session session,
        FormData query,
        FormData form) {
    PageRequest with(Map<String, String> found) {
        return new PageRequest(incoming, found, session, query, form);
    }

    /** The same about no workspace: what is refused shows nothing of one. */
    PageRequest anywhere() {
        return with(Map.of());
    }

    Session knownSession() {
        return Objects.requireNonNull(session, "the route is for those who are signed in");
    }

    Caller caller() {
        return knownSession().caller();
    }

    boolean mayChange() {
        return caller().may(TokenRole.ADMIN);
    }

    String variable(String name) {
        return Objects.requireNonNull(variables.get(name), name);
    }

    String workspaceId() {
        return variable("workspace_id");
    }

    String endpointId() {
        return variable("endpoint_id");
    }

    /** Whether htmx asks, for a part of a page. */
    boolean isPartial() {
        return incoming.header("hx-request").contains("true");
    }
}

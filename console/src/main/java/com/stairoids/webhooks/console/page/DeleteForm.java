package com.stairoids.webhooks.console.page;

import com.stairoids.webhooks.console.api.EndpointView;

/** What is asked before an endpoint is deleted. */
public record DeleteForm(EndpointView endpoint, FormProblem problem) {
    public String cancel() {
        return Paths.endpoint(endpoint.workspaceId(), endpoint.id());
    }
}

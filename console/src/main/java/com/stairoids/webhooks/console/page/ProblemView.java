package com.stairoids.webhooks.console.page;

import com.stairoids.webhooks.console.api.Problem;

/**
 * What a page says that cannot be shown.
 *
 * @param back where to go from there
 */
public record ProblemView(Problem problem, Crumb back) {
    static ProblemView of(PageRequest request, Problem problem) {
        String workspaceId = request.variables().get("workspace_id");
        String endpointId = request.variables().get("endpoint_id");
        if (workspaceId == null) {
            return new ProblemView(problem, new Crumb("Go to the beginning", "/"));
        }
        return endpointId == null || problem.status() == 404
                ? new ProblemView(problem, new Crumb("Go to Webhooks", Paths.webhooks(workspaceId)))
                : new ProblemView(problem, new Crumb("Go to the endpoint", Paths.endpoint(workspaceId, endpointId)));
    }
}

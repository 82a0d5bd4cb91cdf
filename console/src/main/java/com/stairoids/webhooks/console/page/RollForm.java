package com.stairoids.webhooks.console.page;

import com.stairoids.webhooks.console.api.EndpointView;
import java.time.Duration;
import java.util.List;

/**
 * The form that gives an endpoint a new secret.
 *
 * @param overlaps that can be chosen
 * @param chosen one of them, as ISO 8601 has it
 */
public record RollForm(EndpointView endpoint, FormProblem problem, List<Duration> overlaps, String chosen) {
    public String label(Duration overlap) {
        return overlap.isZero() ? "No overlap" : Words.duration(overlap);
    }

    public String cancel() {
        return Paths.endpoint(endpoint.workspaceId(), endpoint.id());
    }
}

package com.stairoids.webhooks.console.page;

import com.stairoids.webhooks.console.api.EventTypeView;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The form that adds or edits an endpoint.
 *
 * @param input as it was typed, or as the endpoint is
 * @param problem of the attempt before
 * @param types that can be chosen
 * @param present headers that the endpoint has; their values can be read by nobody
 * @param cancel where to without saving
 * @param token the version that was seen, or of a new endpoint the name of the request
 * @param seen what an endpoint is that is edited, without what was typed; null for a new one, and where it is not known
 * @param stale whether it has become that after somebody else began to type
 */
public record EndpointForm(
        EndpointInput input,
        FormProblem problem,
        List<EventTypeView> types,
        List<String> present,
        String cancel,
        String token,
        @Nullable EndpointInput seen,
        boolean stale) {
    private static final int EMPTY_ROWS = 2;

    public boolean isChosen(EventTypeView type) {
        return input.eventTypes().contains(type.name());
    }

    /** What was typed, and room for more. */
    public List<CustomHeaderRow> rows() {
        List<CustomHeaderRow> rows = new ArrayList<>(input.headers());
        for (int i = 0; i < EMPTY_ROWS; i++) {
            rows.add(new CustomHeaderRow("", ""));
        }
        return rows;
    }

    /** Whether the headers' part is to be open. */
    public boolean showsHeaders() {
        return !input.headers().isEmpty() || !present.isEmpty() || problem.of("headers") != null;
    }

    @Override
    public String toString() {
        return "form of an endpoint";
    }
}

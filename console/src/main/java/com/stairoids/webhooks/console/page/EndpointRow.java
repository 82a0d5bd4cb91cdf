package com.stairoids.webhooks.console.page;

import com.stairoids.webhooks.console.api.ActivityView;
import com.stairoids.webhooks.console.api.EndpointView;
import org.jspecify.annotations.Nullable;

/**
 * An endpoint in the list.
 *
 * @param isLogKnown whether the log could be asked
 * @param activity null where nothing of it is in the log
 */
public record EndpointRow(
        EndpointView endpoint,
        Health health,
        boolean isLogKnown,
        @Nullable ActivityView activity) {
    public ActivityView.@Nullable FailureView lastFailure() {
        return activity == null ? null : activity.lastFailure();
    }
}

package com.stairoids.webhooks.deliverylog.view;

import java.time.Duration;

/**
 * How what is old goes.
 *
 * @param retention how long a delivery is kept from when it first appeared, by this process's clock
 * @param everySweep between two beginnings of a look through all endpoints
 * @param betweenSteps of one look, so that what comes in is not held up
 * @param rowsPerStep deliveries that one step removes at most
 * @param endpointsPerStep that one step looks at, at most
 */
public record ExpiryRules(
        Duration retention, Duration everySweep, Duration betweenSteps, int rowsPerStep, int endpointsPerStep) {
    /** What goes in a step is a matter of milliseconds; in a second, several thousand deliveries may go. */
    public static ExpiryRules of(Duration retention) {
        return new ExpiryRules(retention, Duration.ofMinutes(1), Duration.ofMillis(50), 500, 500);
    }
}

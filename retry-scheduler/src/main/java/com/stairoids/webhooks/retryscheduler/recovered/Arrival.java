package com.stairoids.webhooks.retryscheduler.recovered;

import com.stairoids.webhooks.schemas.health.EndpointHealth;
import org.jspecify.annotations.Nullable;

/** What comes to the parking lot; the record's key is the endpoint's id. */
sealed interface Arrival {
    /** A delivery is parked. */
    record Parked(ParkedKey at, ParkedRecord record) implements Arrival {}

    /** Somebody answers for the endpoint; null where nothing more is said of it than that it takes what comes. */
    record Heard(@Nullable EndpointHealth health) implements Arrival {}
}

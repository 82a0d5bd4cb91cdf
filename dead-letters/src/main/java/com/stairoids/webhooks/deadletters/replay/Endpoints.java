package com.stairoids.webhooks.deadletters.replay;

import com.stairoids.webhooks.schemas.endpoint.EndpointKey;

/** Which endpoints there are, as whoever asks for replays sees them. */
@FunctionalInterface
public interface Endpoints {
    Standing standing(EndpointKey endpoint);

    /** Whether an endpoint would receive a replay. */
    enum Standing {
        ENABLED,
        DISABLED,
        DELETED
    }
}

package com.stairoids.webhooks.cli.endpoint;

import com.stairoids.webhooks.deadletters.replay.Endpoints;
import com.stairoids.webhooks.endpoints.Endpoint;
import com.stairoids.webhooks.endpoints.EndpointRegistry;
import com.stairoids.webhooks.schemas.endpoint.EndpointKey;
import com.stairoids.webhooks.schemas.endpoint.EndpointStatus;
import com.stairoids.webhooks.settings.Settings;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;

/** The endpoints as they were when they were read, for who asks whether one would receive something. */
public final class PresentEndpoints implements Endpoints {
    private final Map<EndpointKey, EndpointStatus> statuses;

    private PresentEndpoints(Map<EndpointKey, EndpointStatus> statuses) {
        this.statuses = statuses;
    }

    /** Reads them; no keyset is needed. */
    public static PresentEndpoints read(Settings settings) throws InterruptedException, ExecutionException {
        try (EndpointRegistry registry = Registry.open(settings)) {
            return new PresentEndpoints(registry.list().stream()
                    .collect(Collectors.toMap(
                            Endpoint::key, endpoint -> endpoint.subscription().status())));
        }
    }

    @Override
    public Standing standing(EndpointKey endpoint) {
        EndpointStatus status = statuses.get(endpoint);
        if (status == null) {
            return Standing.DELETED;
        }
        return switch (status) {
            case ENABLED -> Standing.ENABLED;
            case DISABLED -> Standing.DISABLED;
        };
    }
}

package com.stairoids.webhooks.bench;

import com.stairoids.webhooks.endpoints.EndpointRegistry;
import com.stairoids.webhooks.endpoints.NewEndpoint;
import com.stairoids.webhooks.endpoints.Outcome;
import com.stairoids.webhooks.schemas.endpoint.EndpointKey;
import com.stairoids.webhooks.schemas.endpoint.EndpointStatus;
import com.stairoids.webhooks.schemas.event.EventType;
import com.stairoids.webhooks.settings.EndpointSettings;
import com.stairoids.webhooks.settings.KafkaSettings;
import com.stairoids.webhooks.settings.SecretSettings;
import com.stairoids.webhooks.settings.Settings;
import com.stairoids.webhooks.settings.TargetSettings;
import java.net.URI;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/** A workspace of this run's own with its endpoints, which are removed at its end. */
final class Workspace implements AutoCloseable {
    private final EndpointRegistry registry;
    private final String id;
    private final List<EndpointKey> endpoints = new ArrayList<>();

    Workspace(Settings settings, String id) {
        this.registry = new EndpointRegistry(
                KafkaSettings.of(settings),
                SecretSettings.cipher(settings),
                TargetSettings.guard(settings),
                settings.get(EndpointSettings.MAX_PER_WORKSPACE),
                InstantSource.system(),
                new SecureRandom());
        this.id = id;
    }

    String id() {
        return id;
    }

    void subscribe(URI url) {
        var _ = subscribe(id, url);
    }

    /** An endpoint in a workspace of its own, named after this one. */
    EndpointKey subscribe(String workspace, URI url) {
        NewEndpoint asked = NewEndpoint.of(workspace, url.toString(), List.of(EventType.SIGNAL_CREATED.wireName()));
        return switch (registry.create(asked)) {
            case Outcome.Created created -> {
                endpoints.add(created.endpoint().key());
                yield created.endpoint().key();
            }
            case Outcome.MadeBefore made -> throw new IllegalStateException(made.describe());
            case Outcome.NameTaken taken -> throw new IllegalStateException(taken.describe());
            case Outcome.Refused refused -> throw new IllegalStateException(refused.describe());
            case Outcome.Contended contended -> throw new IllegalStateException(contended.describe());
        };
    }

    void switchTo(EndpointStatus status, EndpointKey endpoint) {
        registry.setStatus(endpoint, status, null);
    }

    @Override
    public void close() {
        endpoints.forEach(endpoint -> registry.remove(endpoint, null));
        registry.close();
    }
}

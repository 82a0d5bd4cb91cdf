package com.stairoids.webhooks.cli.local;

import com.stairoids.webhooks.cli.CommandFailedException;
import com.stairoids.webhooks.endpoints.Endpoint;
import com.stairoids.webhooks.endpoints.EndpointRegistry;
import com.stairoids.webhooks.endpoints.NewEndpoint;
import com.stairoids.webhooks.endpoints.Outcome;
import com.stairoids.webhooks.schemas.event.EventType;
import com.stairoids.webhooks.schemas.signature.SigningSecret;
import com.stairoids.webhooks.settings.EndpointSettings;
import com.stairoids.webhooks.settings.KafkaSettings;
import com.stairoids.webhooks.settings.SecretSettings;
import com.stairoids.webhooks.settings.Settings;
import com.stairoids.webhooks.settings.TargetSettings;
import java.net.URI;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The demo receiver's endpoint: one, made when there is none, used again at the next start. Its secret lies beside the
 * data before the endpoint is made, so that a crash in between leaves no endpoint whose secret nobody has.
 */
final class DemoEndpoint {
    static final String NAME = "Demo receiver of ./webhooks local";

    private static final String SECRET_FILE = "demo-secret";

    private final EndpointRegistry registry;
    private final SigningSecret secret;
    private final String workspaceId;

    private DemoEndpoint(EndpointRegistry registry, SigningSecret secret, String workspaceId) {
        this.registry = registry;
        this.secret = secret;
        this.workspaceId = workspaceId;
    }

    /**
     * The endpoint that leads to {@code url}, made where there is none.
     *
     * @param keysetIsNew whether what an earlier endpoint's record holds can no longer be read
     */
    static Found find(Path data, Settings settings, String workspaceId, URI url, boolean keysetIsNew) {
        try (EndpointRegistry registry = new EndpointRegistry(
                KafkaSettings.of(settings),
                SecretSettings.cipher(settings),
                TargetSettings.guard(settings),
                settings.get(EndpointSettings.MAX_PER_WORKSPACE),
                InstantSource.system(),
                new SecureRandom())) {
            DemoEndpoint demo = in(data, registry, workspaceId, keysetIsNew);
            return new Found(demo.at(url), demo.secret);
        }
    }

    private static DemoEndpoint in(Path data, EndpointRegistry registry, String workspaceId, boolean keysetIsNew) {
        Path file = data.resolve(SECRET_FILE);
        Optional<String> present = keysetIsNew ? Optional.empty() : PrivateFiles.read(file);
        SigningSecret secret =
                present.map(SigningSecret::parse).orElseGet(() -> SigningSecret.generate(new SecureRandom()));
        DemoEndpoint demo = new DemoEndpoint(registry, secret, workspaceId);
        if (present.isEmpty()) {
            demo.made().forEach(demo::remove);
            PrivateFiles.write(file, secret.reveal());
        }
        return demo;
    }

    /** One of an earlier port is removed. */
    private Endpoint at(URI url) {
        List<Endpoint> made = made();
        made.stream().filter(endpoint -> !leadsTo(url, endpoint)).forEach(this::remove);
        return made.stream()
                .filter(endpoint -> leadsTo(url, endpoint))
                .findFirst()
                .orElseGet(() -> create(url));
    }

    private List<Endpoint> made() {
        return registry.list(workspaceId).stream()
                .filter(endpoint -> endpoint.subscription().name().equals(NAME))
                .toList();
    }

    private static boolean leadsTo(URI url, Endpoint endpoint) {
        return endpoint.subscription().url().equals(url.toString());
    }

    private void remove(Endpoint endpoint) {
        if (registry.remove(endpoint.key(), null) instanceof Outcome.Contended contended) {
            throw new CommandFailedException(contended.describe());
        }
    }

    private Endpoint create(URI url) {
        List<String> allTypes =
                Arrays.stream(EventType.values()).map(EventType::wireName).toList();
        NewEndpoint asked = NewEndpoint.of(workspaceId, url.toString(), allTypes)
                .named(NAME)
                .signedWith(secret);
        Outcome.Creation outcome = registry.create(asked);
        if (outcome instanceof Outcome.Created created) {
            return created.endpoint();
        }
        throw new CommandFailedException("the demo endpoint was not registered: " + outcome.describe());
    }

    /** The endpoint, and what its receiver verifies with. */
    record Found(Endpoint endpoint, SigningSecret secret) {}
}

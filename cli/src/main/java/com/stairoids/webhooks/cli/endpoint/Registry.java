package com.stairoids.webhooks.cli.endpoint;

import com.stairoids.webhooks.cli.CommandFailedException;
import com.stairoids.webhooks.cli.Terminal;
import com.stairoids.webhooks.cli.connection.Connection;
import com.stairoids.webhooks.endpoints.Endpoint;
import com.stairoids.webhooks.endpoints.EndpointRegistry;
import com.stairoids.webhooks.schemas.encryption.SecretCipher;
import com.stairoids.webhooks.settings.EndpointSettings;
import com.stairoids.webhooks.settings.KafkaSettings;
import com.stairoids.webhooks.settings.SecretSettings;
import com.stairoids.webhooks.settings.Settings;
import com.stairoids.webhooks.settings.TargetSettings;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.ExecutionException;
import picocli.CommandLine.Mixin;

/** How the commands of this package reach the endpoints. */
final class Registry {
    private static final InstantSource TIME = InstantSource.system();

    @Mixin
    private final Connection connection;

    Registry(Terminal terminal) {
        this.connection = new Connection(terminal);
    }

    KafkaSettings kafka() {
        return connection.kafka();
    }

    /** By the clock that the registry goes by. */
    Instant now() {
        return TIME.instant();
    }

    /** For what encrypts: takes the keyset of the settings. */
    EndpointRegistry encrypting() throws InterruptedException, ExecutionException {
        Settings settings = connection.settings();
        return registry(settings, SecretSettings.cipher(settings));
    }

    /** For what only looks or switches: an operator needs no keyset for it, so its cipher opens nothing. */
    EndpointRegistry open() throws InterruptedException, ExecutionException {
        return open(connection.settings());
    }

    /** @throws CommandFailedException where there is no such endpoint */
    static Endpoint require(EndpointRegistry registry, String endpointId) {
        return registry.find(endpointId)
                .orElseThrow(() -> new CommandFailedException("there is no endpoint " + endpointId
                        + ": `webhooks endpoints list` shows those that there are."));
    }

    /** For what only looks, with the settings of another command. */
    static EndpointRegistry open(Settings settings) throws InterruptedException, ExecutionException {
        return registry(settings, SecretCipher.ofKeyset(SecretCipher.newKeyset()));
    }

    private static EndpointRegistry registry(Settings settings, SecretCipher cipher)
            throws InterruptedException, ExecutionException {
        KafkaSettings kafka = KafkaSettings.of(settings);
        Connection.requireAnswer(kafka);
        return new EndpointRegistry(
                kafka,
                cipher,
                TargetSettings.guard(settings),
                settings.get(EndpointSettings.MAX_PER_WORKSPACE),
                TIME,
                new SecureRandom());
    }
}

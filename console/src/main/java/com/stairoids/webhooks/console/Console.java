package com.stairoids.webhooks.console;

import com.stairoids.webhooks.console.api.Routes;
import com.stairoids.webhooks.console.server.ConsoleServer;
import com.stairoids.webhooks.console.token.TokenTable;
import com.stairoids.webhooks.deliverylog.DeliveryContents;
import com.stairoids.webhooks.deliverylog.DeliveryLog;
import com.stairoids.webhooks.schemas.encryption.SecretCipher;
import com.stairoids.webhooks.schemas.target.TargetGuard;
import com.stairoids.webhooks.settings.KafkaSettings;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The console role: Settings → Webhooks over a delivery log that somebody else keeps running. */
public final class Console implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Console.class);

    private final TokenTable tokens;
    private final Routes routes;
    private final ConsoleServer server;
    private final DeliveryLog deliveries;

    private Console(TokenTable tokens, Routes routes, ConsoleServer server, DeliveryLog deliveries) {
        this.tokens = tokens;
        this.routes = routes;
        this.server = server;
        this.deliveries = deliveries;
    }

    /**
     * Starts a console, which answers at once, and completely once it is ready.
     *
     * @throws com.stairoids.webhooks.settings.InvalidSettingException where it cannot listen where it is told to
     */
    public static Console start(
            ConsoleSettings settings,
            KafkaSettings kafka,
            SecretCipher cipher,
            TargetGuard guard,
            DeliveryLog deliveries,
            DeliveryContents contents,
            MeterRegistry registry) {
        TokenTable tokens = new TokenTable(() -> new KafkaConsumer<>(kafka.consumer()), InstantSource.system());
        Routes routes = new Routes(
                kafka,
                cipher,
                guard,
                deliveries,
                contents,
                tokens,
                settings.testWait(),
                settings.testsPerMinute(),
                registry);
        try {
            ConsoleServer server =
                    ConsoleServer.start(routes.api(), settings.host(), settings.port(), settings.connections());
            tokens.start();
            log.atInfo()
                    .addKeyValue("host", settings.host())
                    .addKeyValue("port", server.port())
                    .log("console listens");
            return new Console(tokens, routes, server, deliveries);
        } catch (RuntimeException | Error e) {
            routes.close();
            throw e;
        }
    }

    /** Whether it knows all tokens and its log answers. */
    public boolean isReady() {
        return tokens.isReady() && deliveries.isReady();
    }

    /** Where it listens. */
    public int port() {
        return server.port();
    }

    /** Completes normally after {@link #close}, exceptionally where it cannot go on. */
    public CompletableFuture<Void> ended() {
        return tokens.ended();
    }

    /** Answers what is being asked, within its bound, and ends. Safe to repeat. */
    @Override
    public void close() {
        server.close();
        tokens.close();
        routes.close();
    }
}

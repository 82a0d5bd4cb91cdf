package com.stairoids.webhooks.console;

import com.stairoids.webhooks.console.api.Routes;
import com.stairoids.webhooks.console.asset.Assets;
import com.stairoids.webhooks.console.page.Pages;
import com.stairoids.webhooks.console.page.Paths;
import com.stairoids.webhooks.console.server.ConsoleServer;
import com.stairoids.webhooks.console.server.Site;
import com.stairoids.webhooks.console.session.LoginLinks;
import com.stairoids.webhooks.console.session.SessionCookie;
import com.stairoids.webhooks.console.session.Sessions;
import com.stairoids.webhooks.console.token.TokenTable;
import com.stairoids.webhooks.deliverylog.DeliveryContents;
import com.stairoids.webhooks.deliverylog.DeliveryLog;
import com.stairoids.webhooks.endpoints.EndpointRegistry;
import com.stairoids.webhooks.schemas.encryption.SecretCipher;
import com.stairoids.webhooks.schemas.target.TargetGuard;
import com.stairoids.webhooks.schemas.topic.Topic;
import com.stairoids.webhooks.settings.KafkaSettings;
import io.micrometer.core.instrument.MeterRegistry;
import java.net.URI;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The console role: Settings → Webhooks over a delivery log that somebody else keeps running. */
public final class Console implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Console.class);

    private final String host;
    private final TokenTable tokens;
    private final Routes routes;
    private final ConsoleServer server;
    private final DeliveryLog deliveries;
    private final LoginLinks links;

    private Console(
            String host,
            TokenTable tokens,
            Routes routes,
            ConsoleServer server,
            DeliveryLog deliveries,
            LoginLinks links) {
        this.host = host;
        this.tokens = tokens;
        this.routes = routes;
        this.server = server;
        this.deliveries = deliveries;
        this.links = links;
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
        Supplier<EndpointRegistry> registries = () -> new EndpointRegistry(
                kafka, cipher, guard, settings.endpointsPerWorkspace(), InstantSource.system(), new SecureRandom());
        Routes routes = new Routes(
                kafka,
                registries,
                deliveries,
                contents,
                tokens,
                settings.testWait(),
                settings.testsPerMinute(),
                registry);
        try {
            LoginLinks links = new LoginLinks(new SecureRandom());
            Site site = site(settings, cipher, tokens, routes, links);
            ConsoleServer server = ConsoleServer.start(site, settings.host(), settings.port(), settings.connections());
            tokens.start();
            log.atInfo()
                    .addKeyValue("host", settings.host())
                    .addKeyValue("port", server.port())
                    .log("console listens");
            return new Console(settings.host(), tokens, routes, server, deliveries, links);
        } catch (RuntimeException | Error e) {
            routes.close();
            throw e;
        }
    }

    private static Site site(
            ConsoleSettings settings, SecretCipher cipher, TokenTable tokens, Routes routes, LoginLinks links) {
        Assets assets = Assets.load();
        Sessions sessions = new Sessions(cipher, tokens, InstantSource.system(), new SecureRandom());
        SessionCookie cookie = new SessionCookie(settings.plainHttpSessions());
        Pages pages = Pages.of(
                routes.api(), tokens, sessions, cookie, links, assets, settings.retryDelays(), InstantSource.system());
        return new Site(routes.api()::answer, assets, pages::answer);
    }

    /**
     * Where a browser on this machine is signed in as the bearer of that token: once, within an hour, and while this process
     * lives.
     */
    public URI loginLink(String tokenId) {
        String address = switch (host) {
            case "0.0.0.0" -> "127.0.0.1";
            case "::" -> "[::1]";
            default -> host.contains(":") ? "[" + host + "]" : host;
        };
        return URI.create("http://" + address + ":" + port() + Paths.LOGIN + "?once=" + links.make(tokenId));
    }

    /** What it has not yet and needs to answer, in words for an operator. */
    public List<String> waitingFor() {
        List<String> awaited = new ArrayList<>();
        if (!tokens.isReady()) {
            awaited.add("all tokens, read from " + Topic.TOKENS.topicName());
        }
        if (!deliveries.isReady()) {
            awaited.add("the delivery log, read from " + Topic.ATTEMPTS.topicName() + " and its changelogs");
        }
        return awaited;
    }

    /** Whether it knows all tokens and its log answers. */
    public boolean isReady() {
        return waitingFor().isEmpty();
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

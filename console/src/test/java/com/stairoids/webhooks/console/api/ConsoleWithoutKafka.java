package com.stairoids.webhooks.console.api;

import com.stairoids.webhooks.console.access.BearerTokens;
import com.stairoids.webhooks.console.asset.Assets;
import com.stairoids.webhooks.console.contract.Contract;
import com.stairoids.webhooks.console.page.Pages;
import com.stairoids.webhooks.console.server.ConsoleServer;
import com.stairoids.webhooks.console.server.Site;
import com.stairoids.webhooks.console.session.LoginLinks;
import com.stairoids.webhooks.console.session.SessionCookie;
import com.stairoids.webhooks.console.session.Sessions;
import com.stairoids.webhooks.console.token.Tokens;
import com.stairoids.webhooks.schemas.encryption.SecretCipher;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.kafka.common.errors.TimeoutException;

/** The whole site over endpoints and deliveries that are remembered, for the tokens that are samples. What needs Kafka answers 503. */
public final class ConsoleWithoutKafka implements AutoCloseable {
    public static final String WORKSPACE = SampleRequests.WORKSPACE;

    public final RememberedEndpoints endpoints = new RememberedEndpoints();
    public final LoginLinks links = new LoginLinks(new SecureRandom());
    public final Sessions sessions;
    public final Pages pages;
    public final RawHttp http;

    final RememberedDeliveries deliveries = new RememberedDeliveries();
    private final Tokens tokens = new SampleTokens();
    private final ConsoleServer server;

    public ConsoleWithoutKafka() {
        this(0, InstantSource.system());
    }

    public ConsoleWithoutKafka(int port, InstantSource time) {
        Contract contract = Contract.load();
        Api api = new Api(contract, new BearerTokens(tokens), handlers(contract), new SimpleMeterRegistry());
        sessions = new Sessions(SecretCipher.ofKeyset(SecretCipher.newKeyset()), tokens, time, new SecureRandom());
        Assets assets = Assets.load();
        pages = Pages.of(api, tokens, sessions, new SessionCookie(false), links, assets);
        server = ConsoleServer.start(new Site(api::answer, assets, pages::answer), "127.0.0.1", port, 100);
        http = new RawHttp(server.port());
    }

    public int port() {
        return server.port();
    }

    /** A request by a browser in which the bearer of that sample token is signed in, as its pages make them. */
    public Reply get(String target, String token) {
        return http.send("GET", target, Map.of("Cookie", cookie(token)), new byte[0]);
    }

    /** A form that a page of theirs sends. */
    public Reply post(String target, String token, String form) {
        String sealed = sealed(token);
        String csrf = sessions.open(sealed).orElseThrow().csrf();
        Map<String, String> headers = new LinkedHashMap<>(Map.of(
                "Cookie", "stairoids_session=" + sealed,
                "Sec-Fetch-Site", "same-origin",
                "Content-Type", "application/x-www-form-urlencoded"));
        return http.send("POST", target, headers, ("csrf=" + csrf + "&" + form).getBytes(StandardCharsets.UTF_8));
    }

    public String cookie(String token) {
        return "stairoids_session=" + sealed(token);
    }

    private String sealed(String token) {
        return sessions.begin(tokens.opened(token).orElseThrow());
    }

    private Map<String, Handler> handlers(Contract contract) {
        Map<String, Handler> handlers = new HashMap<>();
        contract.operations()
                .forEach(operation -> handlers.put(operation.id(), _ -> {
                    throw new TimeoutException("no broker here");
                }));
        handlers.putAll(new EventTypeRoutes(contract).handlers());
        handlers.putAll(endpoints.handlers());
        handlers.putAll(new DeliveryRoutes(deliveries, deliveries).handlers());
        handlers.put(
                "getStatistics",
                request -> Answer.of(
                        200,
                        StatisticsView.of(deliveries.statistics(
                                request.workspaceId(),
                                request.required("endpoint_id"),
                                SampleDeliveries.AT,
                                SampleDeliveries.AT.plusSeconds(3600),
                                Duration.ofHours(1)))));
        return handlers;
    }

    @Override
    public void close() {
        server.close();
    }
}

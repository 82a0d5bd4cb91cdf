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
import com.stairoids.webhooks.deliverylog.EndpointStatistics;
import com.stairoids.webhooks.schemas.encryption.SecretCipher;
import com.stairoids.webhooks.settings.RetryDelays;
import com.stairoids.webhooks.settings.Settings;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.kafka.common.errors.TimeoutException;

/** The whole site over endpoints and deliveries that are remembered, for the tokens that are samples. What needs Kafka answers 503. */
public final class ConsoleWithoutKafka implements AutoCloseable {
    public static final String WORKSPACE = SampleRequests.WORKSPACE;

    private static final RetryDelays DELAYS = Settings.of(Map.of()).get(RetryDelays.DELAYS);

    public final RememberedEndpoints endpoints = new RememberedEndpoints();
    public final LoginLinks links = new LoginLinks(new SecureRandom());
    public final Sessions sessions;
    public final Pages pages;
    public final RawHttp http;

    final RememberedDeliveries deliveries = new RememberedDeliveries();
    public final RememberedRetriggers retriggers = new RememberedRetriggers(deliveries);
    private final Tokens tokens = new SampleTokens();
    private final ConsoleServer server;

    public ConsoleWithoutKafka() {
        this(0, InstantSource.system());
    }

    public ConsoleWithoutKafka(int port, InstantSource time) {
        Contract contract = ServerWithoutKafka.CONTRACT;
        Api api = new Api(contract, new BearerTokens(tokens), handlers(contract), new SimpleMeterRegistry());
        sessions = new Sessions(SecretCipher.ofKeyset(SecretCipher.newKeyset()), tokens, time, new SecureRandom());
        Assets assets = Assets.load();
        pages = Pages.of(api, tokens, sessions, new SessionCookie(false), links, assets, DELAYS, time);
        server = ConsoleServer.start(new Site(api::answer, assets, pages::answer), "127.0.0.1", port, 100);
        http = new RawHttp(server.port());
    }

    public int port() {
        return server.port();
    }

    /** A request by a browser in which the bearer of that sample token is signed in, as its pages make them. */
    public Reply get(String target, String token) {
        return get(target, sealed(token), Map.of());
    }

    public Reply get(String target, String sealed, Map<String, String> more) {
        Map<String, String> headers = new LinkedHashMap<>(more);
        headers.put("Cookie", "stairoids_session=" + sealed);
        return http.send("GET", target, headers, new byte[0]);
    }

    /** A form that a page of theirs sends. */
    public Reply post(String target, String token, String form) {
        return post(target, sealed(token), form, Map.of());
    }

    public Reply post(String target, String sealed, String form, Map<String, String> more) {
        Map<String, String> headers = new LinkedHashMap<>(more);
        headers.put("Cookie", "stairoids_session=" + sealed);
        headers.put("Sec-Fetch-Site", "same-origin");
        headers.put("Content-Type", "application/x-www-form-urlencoded");
        String csrf = sessions.open(sealed).orElseThrow().csrf();
        return http.send("POST", target, headers, ("csrf=" + csrf + "&" + form).getBytes(StandardCharsets.UTF_8));
    }

    /** A new session of that sample token's bearer. */
    public String sealed(String token) {
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
        handlers.putAll(retriggers.handlers());
        handlers.putAll(new DeliveryRoutes(deliveries, deliveries).handlers());
        handlers.put("getStatistics", request -> {
            deliveries.requireAnswering();
            return Answer.of(200, day(request.required("endpoint_id")));
        });
        handlers.put(
                "listActivity",
                request -> Answer.of(
                        200,
                        new ActivityList(deliveries.activities(request.workspaceId()).stream()
                                .map(ActivityView::of)
                                .toList())));
        return handlers;
    }

    /** Of an endpoint whose id ends in an even figure all goes well. */
    private static StatisticsView day(String endpointId) {
        boolean fails = endpointId.charAt(endpointId.length() - 1) % 2 == 1;
        List<IntervalView> hours = IntStream.range(0, 24)
                .mapToObj(hour -> hour(hour, 20 + 15 * (hour % 7), fails && hour > 17 ? 12 : 0))
                .toList();
        long succeeded = hours.stream().mapToLong(IntervalView::succeeded).sum();
        long failed = hours.stream().mapToLong(IntervalView::failed).sum();
        return new StatisticsView(hour(0, succeeded, failed), hours);
    }

    private static IntervalView hour(int number, long succeeded, long failed) {
        Instant from = SampleDeliveries.AT.plus(Duration.ofHours(number));
        return IntervalView.of(new EndpointStatistics.Interval(
                from,
                from.plus(Duration.ofHours(1)),
                new EndpointStatistics.Counts(succeeded, failed, succeeded, 0, 0),
                new EndpointStatistics.Latency(succeeded + failed, 20 + number, 40, 60 + 3L * number, 110, 240)));
    }

    /** A delivery that stands so. */
    public void fail(String endpointId, String deliveryId) {
        deliveries.remember(WORKSPACE, endpointId, deliveryId, SampleDeliveries.failed());
    }

    /** A delivery that appeared in the log then; what is told of it is remembered with its last word. */
    public SampleHistory delivery(String endpointId, String id, Instant loggedAt) {
        return new SampleHistory(deliveries, endpointId, id, loggedAt);
    }

    /** How often a delivery's body was read. */
    public int bodiesRead() {
        return deliveries.bodiesRead.get();
    }

    public void forgetDeliveries() {
        deliveries.forget();
    }

    /** Whether the log answers; it does not while it is read after a start. */
    public void logAnswers(boolean whether) {
        deliveries.answer(whether);
    }

    @Override
    public void close() {
        server.close();
    }
}

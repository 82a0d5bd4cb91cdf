package com.stairoids.webhooks.monitoring;

import com.stairoids.webhooks.monitoring.Health.Verdict;
import com.stairoids.webhooks.settings.InvalidSettingException;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Serves {@code /metrics}, {@code /health/live} and {@code /health/ready}. A few threads of its own, daemons, answer; whoever
 * comes when all are taken and the queue is full is disconnected.
 */
final class MonitoringServer implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(MonitoringServer.class);

    private static final int THREADS = 4;
    private static final int QUEUE = 32;
    private static final int BACKLOG = 50;

    private static final String OPEN_METRICS = "application/openmetrics-text; version=1.0.0; charset=utf-8";
    private static final String PROMETHEUS_TEXT = "text/plain; version=0.0.4; charset=utf-8";
    private static final String JSON = "application/json";

    static {
        // Seconds that a request and an answer may take: a client that says or takes nothing would hold a thread for
        // ever.
        bound("sun.net.httpserver.maxReqTime", "10");
        bound("sun.net.httpserver.maxRspTime", "30");
    }

    private final HttpServer server;
    private final ThreadPoolExecutor threads;
    private final Meters meters;
    private final Health health;

    private MonitoringServer(HttpServer server, Meters meters, Health health) {
        this.server = server;
        this.meters = meters;
        this.health = health;
        this.threads = new ThreadPoolExecutor(
                THREADS,
                THREADS,
                0,
                TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(QUEUE),
                Thread.ofPlatform().daemon().name("monitoring-", 0).factory());
    }

    /** @throws InvalidSettingException where it cannot listen there, naming the setting */
    static MonitoringServer start(MonitoringSettings settings, Meters meters, Health health) {
        MonitoringServer started = new MonitoringServer(bound(settings), meters, health);
        started.server.setExecutor(started.threads);
        started.server.createContext("/", started::answer);
        started.server.start();
        return started;
    }

    int port() {
        return server.getAddress().getPort();
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            switch (exchange.getRequestMethod()) {
                case "GET", "HEAD" -> answerGet(exchange);
                default -> {
                    exchange.getResponseHeaders().set("Allow", "GET, HEAD");
                    send(exchange, 405, JSON, json("error", "only GET and HEAD"));
                }
            }
        } catch (RuntimeException e) {
            // The JDK's server would only close the connection.
            log.atError()
                    .addKeyValue("path", exchange.getRequestURI().getPath())
                    .setCause(e)
                    .log("A question about this process could not be answered");
            throw e;
        }
    }

    private void answerGet(HttpExchange exchange) throws IOException {
        switch (exchange.getRequestURI().getPath()) {
            case "/metrics" -> sendMetrics(exchange);
            case "/health/live" -> send(exchange, health.live());
            case "/health/ready" -> send(exchange, health.ready());
            default -> send(exchange, 404, JSON, json("error", "there are /metrics, /health/live and /health/ready"));
        }
    }

    private void sendMetrics(HttpExchange exchange) throws IOException {
        String accepted = exchange.getRequestHeaders().getFirst("Accept");
        String contentType =
                accepted != null && accepted.contains("application/openmetrics-text") ? OPEN_METRICS : PROMETHEUS_TEXT;
        ByteArrayOutputStream metrics = new ByteArrayOutputStream();
        meters.scrape(metrics, contentType);
        send(exchange, 200, contentType, metrics.toByteArray());
    }

    private static void send(HttpExchange exchange, Verdict verdict) throws IOException {
        byte[] body = verdict.good() ? json("status", "ok") : json("status", "unavailable", "reason", verdict.reason());
        send(exchange, verdict.good() ? 200 : 503, JSON, body);
    }

    private static void send(HttpExchange exchange, int status, String contentType, byte[] body) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", contentType);
        if (exchange.getRequestMethod().equals("HEAD")) {
            exchange.getResponseHeaders().set("Content-Length", Integer.toString(body.length));
            exchange.sendResponseHeaders(status, -1);
            return;
        }
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
    }

    /** Of names and texts in turn; no text of ours needs an escape. */
    private static byte[] json(String... members) {
        StringBuilder json = new StringBuilder();
        for (int member = 0; member < members.length; member += 2) {
            json.append(member == 0 ? "{" : ",")
                    .append('"')
                    .append(members[member])
                    .append("\":\"")
                    .append(members[member + 1])
                    .append('"');
        }
        return json.append("}\n").toString().getBytes(StandardCharsets.UTF_8);
    }

    private static HttpServer bound(MonitoringSettings settings) {
        InetSocketAddress address = new InetSocketAddress(settings.host(), settings.port());
        if (address.isUnresolved()) {
            throw unusable(MonitoringSettings.HOST.name(), "there is no host " + settings.host(), null);
        }
        try {
            return HttpServer.create(address, BACKLOG);
        } catch (BindException e) {
            throw String.valueOf(e.getMessage()).contains("assign")
                    ? unusable(MonitoringSettings.HOST.name(), settings.host() + " is no address of this machine", e)
                    : unusable(
                            MonitoringSettings.PORT.name(), "port " + settings.port() + " is taken or not allowed", e);
        } catch (IOException e) {
            throw unusable(MonitoringSettings.PORT.name(), String.valueOf(e.getMessage()), e);
        }
    }

    private static InvalidSettingException unusable(String setting, String why, @Nullable IOException cause) {
        String message = "setting " + setting + " cannot be used: " + why
                + ". It says where this process serves its metrics and health.";
        return cause == null ? new InvalidSettingException(message) : new InvalidSettingException(message, cause);
    }

    private static void bound(String property, String seconds) {
        if (System.getProperty(property) == null) {
            System.setProperty(property, seconds);
        }
    }
}

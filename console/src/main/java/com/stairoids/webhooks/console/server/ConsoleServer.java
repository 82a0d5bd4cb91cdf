package com.stairoids.webhooks.console.server;

import com.stairoids.webhooks.console.api.Answer;
import com.stairoids.webhooks.console.api.IncomingRequest;
import com.stairoids.webhooks.console.api.Problems;
import com.stairoids.webhooks.settings.InvalidSettingException;
import io.helidon.http.DirectHandler;
import io.helidon.http.HeaderNames;
import io.helidon.http.Method;
import io.helidon.http.Status;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.http.DirectHandlers;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import io.helidon.webserver.http1.Http1Config;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** HTTP/1.1 on a thread for each connection, within strict bounds; what it refuses by itself looks like the API's answers. */
public final class ConsoleServer implements AutoCloseable {
    /** Bound on a request's body, in bytes: twenty custom headers of the largest kind do not fill it. */
    public static final int MAX_BODY_BYTES = 128 * 1024;

    private static final int MAX_HEAD_BYTES = 16 * 1024;
    private static final int MAX_LINE_BYTES = 8 * 1024;

    /** Within which the next byte of a request must come, and idle connections are closed. */
    private static final Duration READ_TIMEOUT = Duration.ofSeconds(20);

    /** What is being answered may go on for so long once the server is asked to end. */
    private static final Duration GRACE = Duration.ofSeconds(5);

    /** On every answer: nothing of ours is to be kept, framed, sniffed, or read by a page of somebody else's. */
    private static final Map<String, String> ALWAYS = Map.of(
            "Cache-Control", "no-store",
            "Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'",
            "Cross-Origin-Resource-Policy", "same-origin",
            "Referrer-Policy", "no-referrer",
            "X-Content-Type-Options", "nosniff",
            "X-Frame-Options", "DENY");

    private final Function<IncomingRequest, Answer> site;
    private final WebServer server;

    private ConsoleServer(Function<IncomingRequest, Answer> site, String host, int port, int connections) {
        this.site = site;
        this.server = WebServer.builder()
                .host(host)
                .port(port)
                .maxTcpConnections(connections)
                .maxPayloadSize(MAX_BODY_BYTES)
                .idleConnectionTimeout(READ_TIMEOUT)
                .shutdownGracePeriod(GRACE)
                .shutdownHook(false)
                .connectionOptions(socket -> socket.readTimeout(READ_TIMEOUT))
                .addProtocol(Http1Config.builder()
                        .maxHeadersSize(MAX_HEAD_BYTES)
                        .maxPrologueLength(MAX_LINE_BYTES)
                        .build())
                .directHandlers(refusals())
                .addRouting(HttpRouting.builder().any(this::answer))
                .build();
    }

    /**
     * A server that answers.
     *
     * @param site answers whatever is asked
     * @param port 0 for any free one
     * @throws InvalidSettingException where it cannot listen there
     */
    public static ConsoleServer start(Function<IncomingRequest, Answer> site, String host, int port, int connections) {
        ConsoleServer server = new ConsoleServer(site, host, port, connections);
        server.server.start();
        if (!server.server.isRunning()) {
            // The library logs why, and returns.
            throw new InvalidSettingException("the console cannot listen on " + host + ":" + port
                    + ": stop what listens there, or choose another with console.host and console.port");
        }
        return server;
    }

    public int port() {
        return server.port();
    }

    @Override
    public void close() {
        server.stop();
    }

    private void answer(ServerRequest request, ServerResponse response) throws IOException {
        Optional<byte[]> body = body(request);
        Answer answer = body.isEmpty() ? Problems.tooLarge(MAX_BODY_BYTES) : site.apply(incoming(request, body.get()));
        response.status(Status.create(answer.status()));
        ALWAYS.forEach(response::header);
        answer.headers().forEach(response::header);
        // The answer to HEAD ends with its head (RFC 9110, 9.3.2).
        response.send(request.prologue().method().equals(Method.HEAD) ? new byte[0] : answer.body());
    }

    /** Empty where it is larger than it may be. */
    private static Optional<byte[]> body(ServerRequest request) throws IOException {
        if (!request.content().hasEntity()) {
            return Optional.of(new byte[0]);
        }
        try (InputStream stream = request.content().inputStream()) {
            byte[] bytes = stream.readNBytes(MAX_BODY_BYTES + 1);
            return bytes.length > MAX_BODY_BYTES ? Optional.empty() : Optional.of(bytes);
        }
    }

    private static IncomingRequest incoming(ServerRequest request, byte[] body) {
        Map<String, List<String>> headers = new HashMap<>();
        request.headers().stream()
                .forEach(header -> headers.put(header.headerName().lowerCase(), List.copyOf(header.allValues())));
        return new IncomingRequest(
                request.prologue().method().text().toUpperCase(Locale.ROOT),
                request.prologue().uriPath().rawPath(),
                request.prologue().hasQuery() ? request.prologue().query().rawValue() : null,
                headers,
                body,
                request.remotePeer().host());
    }

    private static DirectHandlers refusals() {
        DirectHandlers.Builder handlers = DirectHandlers.builder();
        for (DirectHandler.EventType type : DirectHandler.EventType.values()) {
            handlers.addHandler(type, (_, _, status, _, _) -> refusal(status));
        }
        return handlers.build();
    }

    /** Without the server's own words, which may repeat what came. */
    private static DirectHandler.TransportResponse refusal(Status status) {
        Answer answer = status.code() == Status.REQUEST_ENTITY_TOO_LARGE_413.code()
                ? Problems.tooLarge(MAX_BODY_BYTES)
                : Problems.refusedByServer(status.code());
        DirectHandler.TransportResponse.Builder response = DirectHandler.TransportResponse.builder()
                .status(Status.create(answer.status()))
                .keepAlive(false)
                .entity(answer.body());
        ALWAYS.forEach((name, value) -> response.header(HeaderNames.create(name), value));
        answer.headers().forEach((name, value) -> response.header(HeaderNames.create(name), value));
        return response.build();
    }
}

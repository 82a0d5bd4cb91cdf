package com.stairoids.webhooks.cli.local;

import com.stairoids.webhooks.cli.CommandFailedException;
import com.stairoids.webhooks.schemas.json.Json;
import com.stairoids.webhooks.schemas.json.MalformedJsonException;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import tools.jackson.databind.JsonNode;

/**
 * A customer's endpoint as the public documentation shows it: takes the raw body, compares the signature, answers 200 or
 * 401. It shares no code with what signs, so that it would notice a mistake there.
 */
final class DemoReceiver implements AutoCloseable {
    static final String PATH = "/demo";

    private static final String ADDRESS = "127.0.0.1";
    private static final int MOST_BYTES = 4 * 1024 * 1024;

    private final HttpServer server;
    private final ExecutorService handlers = Executors.newVirtualThreadPerTaskExecutor();

    private DemoReceiver(HttpServer server) {
        this.server = server;
    }

    /**
     * Takes the port on loopback, and answers nobody yet.
     *
     * @throws CommandFailedException where the port is taken
     */
    static DemoReceiver bind(int port) {
        return bind(ADDRESS, port);
    }

    /**
     * The same on another of this machine's addresses, or on all of them.
     *
     * @param address as numbers
     * @throws IllegalArgumentException where it is no address
     */
    static DemoReceiver bind(String address, int port) {
        try {
            return new DemoReceiver(HttpServer.create(new InetSocketAddress(InetAddress.ofLiteral(address), port), 0));
        } catch (BindException e) {
            throw new CommandFailedException(
                    "port " + port + " is taken: stop what listens there, or choose another with --port.", e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Answers from now on, verifying with {@code secret}, and tells each delivery to {@code received}. */
    void start(String secret, Consumer<Received> received) {
        server.setExecutor(handlers);
        server.createContext(PATH, exchange -> {
            try (exchange) {
                answer(exchange, secret, received);
            }
        });
        server.start();
    }

    URI url() {
        return URI.create("http://" + ADDRESS + ":" + port() + PATH);
    }

    int port() {
        return server.getAddress().getPort();
    }

    @Override
    public void close() {
        server.stop(0);
        handlers.close();
    }

    private static void answer(HttpExchange exchange, String secret, Consumer<Received> received) throws IOException {
        byte[] body = exchange.getRequestBody().readNBytes(MOST_BYTES);
        Optional<String> signature =
                Optional.ofNullable(exchange.getRequestHeaders().getFirst("X-Stairoids-Signature"));
        boolean verified = signature.isPresent() && verified(body, signature.get(), secret);
        String attempt = exchange.getRequestHeaders().getFirst("X-Stairoids-Attempt");
        received.accept(
                new Received(member(body, "event"), member(body, "id"), attempt == null ? "?" : attempt, verified));
        byte[] answer = (verified ? "OK" : "Invalid signature").getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(verified ? 200 : 401, answer.length);
        exchange.getResponseBody().write(answer);
    }

    /** The documentation's snippet: hex of the HMAC-SHA256 over the raw body, keyed with the secret as shown. */
    private static boolean verified(byte[] body, String signature, String secret) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return MessageDigest.isEqual(HexFormat.of().parseHex(signature), mac.doFinal(body));
        } catch (IllegalArgumentException e) {
            // No hex, so no signature.
            return false;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform must have HmacSHA256", e);
        }
    }

    /** A member for people to read: what is there may be anybody's. */
    private static String member(byte[] body, String name) {
        try {
            JsonNode value =
                    Json.readTree(new String(body, StandardCharsets.UTF_8)).path(name);
            return value.isString() ? value.asString().replaceAll("\\p{Cntrl}", "?") : "?";
        } catch (MalformedJsonException e) {
            return "(" + e.getMessage() + ")";
        }
    }

    /**
     * What arrived.
     *
     * @param attempt as its header says
     * @param verified whether the signature held
     */
    record Received(String eventType, String eventId, String attempt, boolean verified) {
        /** A line for people. */
        String describe() {
            return "%s %-22s %s  attempt %s"
                    .formatted(verified ? "✓ verified" : "✗ refused ", eventType, eventId, attempt);
        }
    }
}

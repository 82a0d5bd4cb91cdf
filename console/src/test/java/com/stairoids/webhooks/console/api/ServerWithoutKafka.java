package com.stairoids.webhooks.console.api;

import com.stairoids.webhooks.console.access.BearerTokens;
import com.stairoids.webhooks.console.contract.Contract;
import com.stairoids.webhooks.console.contract.Operation;
import com.stairoids.webhooks.console.server.ConsoleServer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.apache.kafka.common.errors.TimeoutException;

/**
 * The API's server in front of a Kafka that does not answer: 503 says that a request was accepted and reached its operation.
 * Every answer is held to the document.
 */
final class ServerWithoutKafka implements AutoCloseable {
    static final Contract CONTRACT = Contract.load();

    final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    final DocumentCheck check = new DocumentCheck();
    /** The operations that were reached. */
    final Set<String> reached = ConcurrentHashMap.newKeySet();

    final RawHttp http;
    private final ConsoleServer server;

    ServerWithoutKafka() {
        server = ConsoleServer.start(api(handlers())::answer, "127.0.0.1", 0, 100);
        http = new RawHttp(server.port());
    }

    static Stream<Operation> operations() {
        return CONTRACT.operations().stream();
    }

    Api api(Map<String, Handler> handlers) {
        return new Api(CONTRACT, new BearerTokens(new SampleTokens()), handlers, meters);
    }

    int port() {
        return server.port();
    }

    /** The sample request, by that token. */
    Reply send(Operation operation, String token) {
        return send(
                operation, SampleRequests.target(operation), headers(operation, token), SampleRequests.body(operation));
    }

    Reply send(Operation operation, String target, Map<String, String> headers, String body) {
        return send(operation, target, headers, body.getBytes(StandardCharsets.UTF_8));
    }

    Reply send(Operation operation, String target, Map<String, String> headers, byte[] body) {
        Reply reply = http.send(operation.method(), target, headers, body);
        check.check(operation.method(), target, reply);
        return reply;
    }

    static Map<String, String> headers(Operation operation, String token) {
        Map<String, String> headers = SampleRequests.headers(operation);
        headers.put("Authorization", "Bearer " + token);
        return headers;
    }

    static String withVariable(Operation operation, String name, String value) {
        Map<String, String> variables = new HashMap<>(SampleRequests.VARIABLES);
        variables.put(name, value);
        return SampleRequests.target(operation, variables);
    }

    private Map<String, Handler> handlers() {
        Map<String, Handler> handlers = new HashMap<>();
        operations()
                .forEach(operation -> handlers.put(operation.id(), request -> {
                    reached.add(request.operation().id());
                    throw new TimeoutException("no broker here");
                }));
        handlers.putAll(new EventTypeRoutes(CONTRACT).handlers());
        return handlers;
    }

    @Override
    public void close() {
        server.close();
    }
}

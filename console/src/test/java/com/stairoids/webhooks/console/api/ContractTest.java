package com.stairoids.webhooks.console.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.stairoids.webhooks.console.contract.Operation;
import com.stairoids.webhooks.console.contract.Parameter;
import com.stairoids.webhooks.console.server.ConsoleServer;
import com.stairoids.webhooks.schemas.token.TokenRole;
import com.stairoids.webhooks.settings.InvalidSettingException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Drives the server from the document, over the network. What needs Kafka ends in a Kafka that does not answer, so 503 says that
 * a request was accepted and reached its operation; {@code ConsoleIT} has what follows then.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
final class ContractTest {
    /** What is answered before an operation begins, and when Kafka does not answer: the rest is {@code ConsoleIT}'s. */
    private static final Set<String> BEFORE = Set.of("400", "401", "403", "404", "413", "415", "422", "428", "503");

    private static ServerWithoutKafka server;

    @BeforeAll
    static void startServer() {
        server = new ServerWithoutKafka();
    }

    @AfterAll
    static void stopServer() {
        server.close();
    }

    static Stream<Operation> operations() {
        return ServerWithoutKafka.operations();
    }

    static Stream<Operation> withToken() {
        return operations().filter(operation -> operation.role().isPresent());
    }

    static Stream<Operation> inWorkspace() {
        return operations().filter(operation -> operation.path().text().contains("{workspace_id}"));
    }

    static Stream<Operation> withBody() {
        return operations().filter(operation -> operation.body().isPresent());
    }

    @ParameterizedTest
    @MethodSource("operations")
    void aRequestAsDocumentedReachesItsOperation(Operation operation) {
        Reply reply = server.send(operation, SampleTokens.ADMIN);

        assertThat(reply.status()).isEqualTo(operation.statuses().contains("503") ? 503 : 200);
        assertThat(reply.body()).doesNotContain("no broker here");
    }

    @ParameterizedTest
    @MethodSource("withToken")
    void withoutAValidTokenNothingIsAnswered(Operation operation) {
        for (String authorization :
                List.of("", "Bearer", "Bearer nonsense", "Basic YWRtaW46YWRtaW4=", "Bearer admin, Bearer admin")) {
            Map<String, String> headers = SampleRequests.headers(operation);
            if (!authorization.isEmpty()) {
                headers.put("Authorization", authorization);
            }

            Reply reply =
                    server.send(operation, SampleRequests.target(operation), headers, SampleRequests.body(operation));

            assertThat(reply.status()).as(authorization).isEqualTo(401);
        }
    }

    @ParameterizedTest
    @MethodSource("inWorkspace")
    void aForeignTokenLearnsNothingOfAWorkspace(Operation operation) {
        server.reached.remove(operation.id());

        Reply reply = server.send(operation, SampleTokens.FOREIGN_ADMIN);
        Reply unknown = server.send(
                operation,
                SampleRequests.target(operation).replace("/ws_1/", "/ws_none/"),
                ServerWithoutKafka.headers(operation, SampleTokens.FOREIGN_ADMIN),
                SampleRequests.body(operation));

        assertThat(reply.status()).isEqualTo(404);
        assertThat(reply.body()).isEqualTo(unknown.body());
        assertThat(server.reached).doesNotContain(operation.id());
    }

    @ParameterizedTest
    @MethodSource("withToken")
    void aViewerLooksAndChangesNothing(Operation operation) {
        boolean looks = operation.role().orElseThrow() == TokenRole.VIEWER;
        assertThat(operation.method().equals("GET")).isEqualTo(looks);
        server.reached.remove(operation.id());

        Reply reply = server.send(operation, SampleTokens.VIEWER);

        assertThat(reply.status() == 403).isEqualTo(!looks);
        if (!looks) {
            assertThat(server.reached).doesNotContain(operation.id());
        }
    }

    @ParameterizedTest
    @MethodSource("withToken")
    void anOperatorMayDoAll(Operation operation) {
        assertThat(server.send(operation, SampleTokens.OPERATOR).status()).isIn(200, 503);
    }

    @ParameterizedTest
    @MethodSource("operations")
    void whatTheDocumentDoesNotHaveIsRefused(Operation operation) {
        String target = SampleRequests.target(operation);
        Map<String, String> headers = ServerWithoutKafka.headers(operation, SampleTokens.ADMIN);
        String body = SampleRequests.body(operation);

        assertThat(server.send(operation, target + "?nonsense=1", headers, body).status())
                .isEqualTo(400);
        assertThat(server.http.send("TRACE", target, headers, new byte[0]).status())
                .isGreaterThanOrEqualTo(400);
        assertThat(server.http.send("HEAD", target, headers, new byte[0]).body())
                .isEmpty();
        Reply put = server.http.send("PUT", target, headers, new byte[0]);
        server.check.check("PUT", target, put);
        assertThat(put.status()).isEqualTo(405);
        if (operation.body().isEmpty()) {
            assertThat(server.send(operation, target, headers, "{}").status()).isEqualTo(400);
        }
    }

    @ParameterizedTest
    @MethodSource("operations")
    void everyParameterIsHeldToItsSchema(Operation operation) {
        for (Parameter parameter : operation.parameters()) {
            Map<String, String> headers = ServerWithoutKafka.headers(operation, SampleTokens.OPERATOR);
            String target = SampleRequests.target(operation);
            String bad = parameter.type().equals("integer") ? "-1" : "%01";
            Reply reply = switch (parameter.in()) {
                case PATH ->
                    server.send(
                            operation,
                            ServerWithoutKafka.withVariable(operation, parameter.name(), bad),
                            headers,
                            SampleRequests.body(operation));
                case QUERY ->
                    server.send(
                            operation,
                            target + "?" + parameter.name() + "=" + bad,
                            headers,
                            SampleRequests.body(operation));
                case HEADER -> {
                    headers.put(parameter.name(), "é\u00ff");
                    yield server.send(operation, target, headers, SampleRequests.body(operation));
                }
            };
            assertThat(reply.status())
                    .as(operation.id() + " " + parameter.name() + " " + reply.body())
                    .isEqualTo(parameter.in() == Parameter.In.PATH ? 404 : 400);
        }
    }

    @ParameterizedTest
    @MethodSource("operations")
    void aChangeNamesTheVersionThatItWasMadeFrom(Operation operation) {
        if (operation.statuses().contains("428")) {
            Map<String, String> headers = ServerWithoutKafka.headers(operation, SampleTokens.ADMIN);
            headers.remove("If-Match");

            Reply reply =
                    server.send(operation, SampleRequests.target(operation), headers, SampleRequests.body(operation));

            assertThat(reply.status()).isEqualTo(428);
        }
    }

    @ParameterizedTest
    @MethodSource("withBody")
    void aBodyIsHeldToItsTypeAndSize(Operation operation) {
        String target = SampleRequests.target(operation);
        Map<String, String> headers = ServerWithoutKafka.headers(operation, SampleTokens.ADMIN);
        Map<String, String> asText = new LinkedHashMap<>(headers);
        asText.put("Content-Type", "text/plain");

        assertThat(server.send(operation, target, asText, SampleRequests.body(operation))
                        .status())
                .isEqualTo(415);
        assertThat(server.send(operation, target, headers, " ".repeat(ConsoleServer.MAX_BODY_BYTES) + "{}")
                        .status())
                .isEqualTo(413);
        for (String noJson : List.of("", "{", "{\"a\":1,\"a\":2}", "{}{}", "{\"a\":\"\\ud800\"}", "[".repeat(5000))) {
            assertThat(server.send(operation, target, headers, noJson).status())
                    .as(noJson)
                    .isEqualTo(400);
        }
        assertThat(server.send(operation, target, headers, new byte[] {'{', '"', (byte) 0xff, '"', ':', '1', '}'})
                        .status())
                .isEqualTo(400);
        for (String other : List.of(
                "[]", "null", "1e999999999", "\"x\"", "{\"__proto__\":{}}", "{\"" + "x".repeat(9000) + "\":1}")) {
            assertThat(server.send(operation, target, headers, other).status())
                    .as(other)
                    .isEqualTo(422);
        }
    }

    /** Each member of each sample, made into what it must not be. */
    @ParameterizedTest
    @MethodSource("withBody")
    void aMemberIsHeldToItsSchema(Operation operation) {
        String target = SampleRequests.target(operation);
        Map<String, String> headers = ServerWithoutKafka.headers(operation, SampleTokens.ADMIN);
        for (String member : BodyMutations.members(SampleRequests.body(operation))) {
            for (String mutated : BodyMutations.of(SampleRequests.body(operation), member)) {
                Reply reply = server.send(operation, target, headers, mutated);

                assertThat(reply.status()).as(mutated + " " + reply.body()).isEqualTo(422);
                assertThat(reply.json().path("errors").size()).isPositive();
            }
        }
    }

    @Test
    void noLabelOfAMeterIsAnIdOrMadeUp() {
        server.http.send("GET", "/made/up", Map.of(), new byte[0]);
        server.http.send("FROB", "/made/up", Map.of(), new byte[0]);

        assertThat(server.meters.getMeters()).isNotEmpty().allSatisfy(meter -> {
            assertThat(meter.getId().getTag("route")).matches("none|/api/v1/.*").doesNotContain("ws_1");
            assertThat(meter.getId().getTag("method")).matches("GET|POST|PATCH|PUT|DELETE|HEAD|OPTIONS|other");
        });
    }

    @Test
    void aPortThatIsTakenIsSaidSo() {
        assertThatThrownBy(() -> ConsoleServer.start(server.api(noHandlers())::answer, "127.0.0.1", server.port(), 10))
                .isInstanceOf(InvalidSettingException.class)
                .hasMessageContaining("console.port");
    }

    @Test
    void aFaultOfOursTellsAnIncidentAndNothingElse() {
        Answer answer = server.api(noHandlers())
                .answer(new IncomingRequest(
                        "GET",
                        "/api/v1/token",
                        null,
                        Map.of("authorization", List.of("Bearer admin")),
                        new byte[0],
                        "127.0.0.1"));

        assertThat(answer.status()).isEqualTo(500);
        assertThat(new String(answer.body(), StandardCharsets.UTF_8))
                .contains("incident")
                .doesNotContain("secret detail");
    }

    @Test
    void eachEventTypesExampleIsAsItsSchemaHasIt() {
        Reply types = server.send(ServerWithoutKafka.CONTRACT.operation("listEventTypes"), SampleTokens.VIEWER);

        assertThat(types.json().path("data").valueStream())
                .hasSize(5)
                .allSatisfy(type -> assertThat(DocumentCheck.errors(type.path("schema"), type.path("example")))
                        .isEmpty());
    }

    @Test
    @Order(Integer.MAX_VALUE)
    void everyDocumentedAnswerThatComesBeforeAnOperationWasSeen() {
        assertThat(server.check.missing(BEFORE::contains)).isEmpty();
    }

    private static Map<String, Handler> noHandlers() {
        Map<String, Handler> handlers = new HashMap<>();
        operations()
                .forEach(operation -> handlers.put(operation.id(), _ -> {
                    throw new IllegalStateException("a secret detail");
                }));
        return handlers;
    }
}

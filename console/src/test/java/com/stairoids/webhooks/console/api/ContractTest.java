package com.stairoids.webhooks.console.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.stairoids.webhooks.console.access.BearerTokens;
import com.stairoids.webhooks.console.contract.Contract;
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
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.apache.kafka.common.errors.TimeoutException;
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

    private static final Contract CONTRACT = Contract.load();
    private static final Map<String, Handler> HANDLERS = new HashMap<>();
    private static final DocumentCheck CHECK = new DocumentCheck();
    private static final Set<String> REACHED = ConcurrentHashMap.newKeySet();
    private static ConsoleServer server;
    private static RawHttp http;

    @BeforeAll
    static void startServer() {
        Map<String, Handler> handlers = new HashMap<>();
        CONTRACT.operations()
                .forEach(operation -> handlers.put(operation.id(), request -> {
                    REACHED.add(request.operation().id());
                    throw new TimeoutException("no broker here");
                }));
        HANDLERS.putAll(new EventTypeRoutes(CONTRACT).handlers());
        Api api = new Api(CONTRACT, new BearerTokens(new SampleTokens()), HANDLERS);
        server = ConsoleServer.start(api, "127.0.0.1", 0, 100);
        http = new RawHttp(server.port());
    }

    @AfterAll
    static void stopServer() {
        server.close();
    }

    static Stream<Operation> operations() {
        return CONTRACT.operations().stream();
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
        Reply reply = send(operation, SampleTokens.ADMIN);

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

            Reply reply = send(operation, SampleRequests.target(operation), headers, SampleRequests.body(operation));

            assertThat(reply.status()).as(authorization).isEqualTo(401);
        }
    }

    @ParameterizedTest
    @MethodSource("inWorkspace")
    void aForeignTokenLearnsNothingOfAWorkspace(Operation operation) {
        REACHED.remove(operation.id());

        Reply reply = send(operation, SampleTokens.FOREIGN_ADMIN);
        Reply unknown = send(
                operation,
                SampleRequests.target(operation).replace("/ws_1/", "/ws_none/"),
                headers(operation, SampleTokens.FOREIGN_ADMIN),
                SampleRequests.body(operation));

        assertThat(reply.status()).isEqualTo(404);
        assertThat(reply.body()).isEqualTo(unknown.body());
        assertThat(REACHED).doesNotContain(operation.id());
    }

    @ParameterizedTest
    @MethodSource("withToken")
    void aViewerLooksAndChangesNothing(Operation operation) {
        boolean looks = operation.role().orElseThrow() == TokenRole.VIEWER;
        assertThat(operation.method().equals("GET")).isEqualTo(looks);
        REACHED.remove(operation.id());

        Reply reply = send(operation, SampleTokens.VIEWER);

        assertThat(reply.status() == 403).isEqualTo(!looks);
        if (!looks) {
            assertThat(REACHED).doesNotContain(operation.id());
        }
    }

    @ParameterizedTest
    @MethodSource("withToken")
    void anOperatorMayDoAll(Operation operation) {
        assertThat(send(operation, SampleTokens.OPERATOR).status()).isIn(200, 503);
    }

    @ParameterizedTest
    @MethodSource("operations")
    void whatTheDocumentDoesNotHaveIsRefused(Operation operation) {
        String target = SampleRequests.target(operation);
        Map<String, String> headers = headers(operation, SampleTokens.ADMIN);
        String body = SampleRequests.body(operation);

        assertThat(send(operation, target + "?nonsense=1", headers, body).status())
                .isEqualTo(400);
        assertThat(http.send("TRACE", target, headers, new byte[0]).status()).isGreaterThanOrEqualTo(400);
        Reply put = http.send("PUT", target, headers, new byte[0]);
        CHECK.check("PUT", target, put);
        assertThat(put.status()).isEqualTo(405);
        if (operation.body().isEmpty()) {
            assertThat(send(operation, target, headers, "{}").status()).isEqualTo(400);
        }
    }

    @ParameterizedTest
    @MethodSource("operations")
    void everyParameterIsHeldToItsSchema(Operation operation) {
        for (Parameter parameter : operation.parameters()) {
            Map<String, String> headers = headers(operation, SampleTokens.OPERATOR);
            String target = SampleRequests.target(operation);
            String bad = parameter.type().equals("integer") ? "-1" : "%01";
            Reply reply = switch (parameter.in()) {
                case PATH ->
                    send(
                            operation,
                            withVariable(operation, parameter.name(), bad),
                            headers,
                            SampleRequests.body(operation));
                case QUERY ->
                    send(
                            operation,
                            target + "?" + parameter.name() + "=" + bad,
                            headers,
                            SampleRequests.body(operation));
                case HEADER -> {
                    headers.put(parameter.name(), "é\u00ff");
                    yield send(operation, target, headers, SampleRequests.body(operation));
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
            Map<String, String> headers = headers(operation, SampleTokens.ADMIN);
            headers.remove("If-Match");

            Reply reply = send(operation, SampleRequests.target(operation), headers, SampleRequests.body(operation));

            assertThat(reply.status()).isEqualTo(428);
        }
    }

    @ParameterizedTest
    @MethodSource("withBody")
    void aBodyIsHeldToItsTypeAndSize(Operation operation) {
        String target = SampleRequests.target(operation);
        Map<String, String> headers = headers(operation, SampleTokens.ADMIN);
        Map<String, String> asText = new LinkedHashMap<>(headers);
        asText.put("Content-Type", "text/plain");

        assertThat(send(operation, target, asText, SampleRequests.body(operation))
                        .status())
                .isEqualTo(415);
        assertThat(send(operation, target, headers, " ".repeat(ConsoleServer.MAX_BODY_BYTES) + "{}")
                        .status())
                .isEqualTo(413);
        for (String noJson : List.of("", "{", "{\"a\":1,\"a\":2}", "{}{}", "{\"a\":\"\\ud800\"}", "[".repeat(5000))) {
            assertThat(send(operation, target, headers, noJson).status())
                    .as(noJson)
                    .isEqualTo(400);
        }
        assertThat(sendBytes(operation, target, headers, new byte[] {'{', '"', (byte) 0xff, '"', ':', '1', '}'})
                        .status())
                .isEqualTo(400);
        for (String other : List.of(
                "[]", "null", "1e999999999", "\"x\"", "{\"__proto__\":{}}", "{\"" + "x".repeat(9000) + "\":1}")) {
            assertThat(send(operation, target, headers, other).status())
                    .as(other)
                    .isEqualTo(422);
        }
    }

    /** Each member of each sample, made into what it must not be. */
    @ParameterizedTest
    @MethodSource("withBody")
    void aMemberIsHeldToItsSchema(Operation operation) {
        String target = SampleRequests.target(operation);
        Map<String, String> headers = headers(operation, SampleTokens.ADMIN);
        for (String member : BodyMutations.members(SampleRequests.body(operation))) {
            for (String mutated : BodyMutations.of(SampleRequests.body(operation), member)) {
                Reply reply = send(operation, target, headers, mutated);

                assertThat(reply.status()).as(mutated + " " + reply.body()).isEqualTo(422);
                assertThat(reply.json().path("errors").size()).isPositive();
            }
        }
    }

    @ParameterizedTest
    @MethodSource("operations")
    void noPathHoweverHostileIsAFault(Operation operation) {
        List<String> values = List.of(
                "..",
                "%2e%2e",
                "%2e%2e%2f",
                "%00",
                "%zz",
                "%c0%af",
                "%ff",
                "a%2Fb",
                "<script>",
                "'%20OR%201=1",
                "*",
                ";x=1",
                "a;b",
                "%F0%9F%92%A9",
                "x".repeat(5000),
                "");
        for (String value : values) {
            for (String name : SampleRequests.VARIABLES.keySet()) {
                if (operation.path().text().contains("{" + name + "}")) {
                    String target = withVariable(operation, name, value);
                    Reply reply = http.send(
                            operation.method(),
                            target,
                            headers(operation, SampleTokens.OPERATOR),
                            SampleRequests.body(operation).getBytes(StandardCharsets.UTF_8));

                    CHECK.checkProblem(reply);
                    assertThat(reply.status()).as(target).isBetween(400, 499);
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("operations")
    void noQueryHoweverHostileIsAFault(Operation operation) {
        List<String> queries = List.of(
                "?",
                "?&",
                "?=",
                "?%",
                "?%zz=%zz",
                "?limit=%00",
                "?limit=1&limit=2",
                "?a[]=1",
                "?%ff=1",
                "?cursor=%ff%fe",
                "?status=,,,",
                "?from=2026-13-45T99:99:99Z",
                "?limit=99999999999999999999",
                "?" + "a=1&".repeat(500));
        for (String query : queries) {
            String target = SampleRequests.target(operation) + query;
            Reply reply = http.send(
                    operation.method(),
                    target,
                    headers(operation, SampleTokens.OPERATOR),
                    SampleRequests.body(operation).getBytes(StandardCharsets.UTF_8));

            assertThat(reply.status()).as(target).isNotEqualTo(500);
            if (reply.status() != 503 && reply.status() != 200) {
                CHECK.checkProblem(reply);
            }
        }
    }

    @Test
    void whatIsNoRequestIsRefusedInTheSameForm() {
        List<String> requests = List.of(
                "GET / HTTP/1.1\r\nHost: x\r\nX: " + "x".repeat(20_000) + "\r\nConnection: close\r\n\r\n",
                "GET /" + "x".repeat(10_000) + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n",
                "GET / HTTP/9.9\r\nHost: x\r\nConnection: close\r\n\r\n",
                "nonsense\r\n\r\n",
                "GET / HTTP/1.1\r\nHost: x\r\nContent-Length: abc\r\nConnection: close\r\n\r\n",
                "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n\r\n0\r\n\r\n",
                "GET /\u0001 HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n",
                "GET / HTTP/1.1\r\nHost: x\r\nBad Header: 1\r\nConnection: close\r\n\r\n");
        int answered = 0;
        for (String request : requests) {
            Optional<Reply> reply = http.send(request.getBytes(StandardCharsets.ISO_8859_1));

            if (reply.isPresent()) {
                answered++;
                assertThat(reply.get().status())
                        .as(request.substring(0, 20))
                        .isBetween(400, 505)
                        .isNotEqualTo(500);
                CHECK.checkProblem(reply.get());
            }
        }
        assertThat(answered).isGreaterThanOrEqualTo(requests.size() - 2);
        assertThat(send(CONTRACT.operations().getFirst(), SampleTokens.ADMIN).status())
                .isEqualTo(200);
    }

    @Test
    void aPortThatIsTakenIsSaidSo() {
        Api api = new Api(CONTRACT, new BearerTokens(new SampleTokens()), HANDLERS);

        assertThatThrownBy(() -> ConsoleServer.start(api, "127.0.0.1", server.port(), 10))
                .isInstanceOf(InvalidSettingException.class)
                .hasMessageContaining("console.port");
    }

    @Test
    void aFaultOfOursTellsAnIncidentAndNothingElse() {
        Map<String, Handler> handlers = new HashMap<>();
        CONTRACT.operations()
                .forEach(operation -> handlers.put(operation.id(), _ -> {
                    throw new IllegalStateException("a secret detail");
                }));
        Api api = new Api(CONTRACT, new BearerTokens(new SampleTokens()), handlers);

        Answer answer = api.answer(new IncomingRequest(
                "GET", "/api/v1/token", null, Map.of("authorization", List.of("Bearer admin")), new byte[0]));

        assertThat(answer.status()).isEqualTo(500);
        assertThat(new String(answer.body(), StandardCharsets.UTF_8))
                .contains("incident")
                .doesNotContain("secret detail");
    }

    @Test
    @Order(Integer.MAX_VALUE)
    void everyDocumentedAnswerThatComesBeforeAnOperationWasSeen() {
        Set<String> missing = new TreeSet<>();
        CONTRACT.operations()
                .forEach(operation -> operation.statuses().stream()
                        .filter(BEFORE::contains)
                        .map(status -> operation.id() + " " + status)
                        .filter(answer -> !CHECK.seen().contains(answer))
                        .forEach(missing::add));

        assertThat(missing).isEmpty();
    }

    private static Reply send(Operation operation, String token) {
        return send(
                operation, SampleRequests.target(operation), headers(operation, token), SampleRequests.body(operation));
    }

    private static Reply send(Operation operation, String target, Map<String, String> headers, String body) {
        return sendBytes(operation, target, headers, body.getBytes(StandardCharsets.UTF_8));
    }

    private static Reply sendBytes(Operation operation, String target, Map<String, String> headers, byte[] body) {
        Reply reply = http.send(operation.method(), target, headers, body);
        CHECK.check(operation.method(), target, reply);
        return reply;
    }

    private static Map<String, String> headers(Operation operation, String token) {
        Map<String, String> headers = SampleRequests.headers(operation);
        headers.put("Authorization", "Bearer " + token);
        return headers;
    }

    private static String withVariable(Operation operation, String name, String value) {
        Map<String, String> variables = new HashMap<>(SampleRequests.VARIABLES);
        variables.put(name, value);
        return SampleRequests.target(operation, variables);
    }
}

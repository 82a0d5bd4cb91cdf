package com.stairoids.webhooks.console.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.stairoids.webhooks.console.contract.Operation;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What nobody sends who means well: refused in the form of every other refusal, and never a fault of the server's. */
final class HostileRequestsTest {
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
                    String target = ServerWithoutKafka.withVariable(operation, name, value);
                    Reply reply = server.http.send(
                            operation.method(),
                            target,
                            ServerWithoutKafka.headers(operation, SampleTokens.OPERATOR),
                            SampleRequests.body(operation).getBytes(StandardCharsets.UTF_8));

                    server.check.checkProblem(reply);
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
            Reply reply = server.http.send(
                    operation.method(),
                    target,
                    ServerWithoutKafka.headers(operation, SampleTokens.OPERATOR),
                    SampleRequests.body(operation).getBytes(StandardCharsets.UTF_8));

            assertThat(reply.status()).as(target).isNotEqualTo(500);
            if (reply.status() != 503 && reply.status() != 200) {
                server.check.checkProblem(reply);
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
            Optional<Reply> reply = server.http.send(request.getBytes(StandardCharsets.ISO_8859_1));

            if (reply.isPresent()) {
                answered++;
                assertThat(reply.get().status())
                        .as(request.substring(0, 20))
                        .isBetween(400, 505)
                        .isNotEqualTo(500);
                server.check.checkProblem(reply.get());
            }
        }
        assertThat(answered).isGreaterThanOrEqualTo(requests.size() - 2);
        assertThat(server.send(ServerWithoutKafka.CONTRACT.operations().getFirst(), SampleTokens.ADMIN)
                        .status())
                .isEqualTo(200);
    }
}

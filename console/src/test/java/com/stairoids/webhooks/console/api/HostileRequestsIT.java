package com.stairoids.webhooks.console.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.stairoids.webhooks.console.contract.Operation;
import com.stairoids.webhooks.console.contract.Parameter;
import com.stairoids.webhooks.schemas.json.Json;
import com.stairoids.webhooks.schemas.json.MalformedJsonException;
import com.stairoids.webhooks.schemas.token.TokenRole;
import com.stairoids.webhooks.testing.broker.TestBroker;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Requests made up from the document, to operations over a broker, for an endpoint and a delivery that are there. None is a
 * fault of the server's, and every answer is one that the document has.
 */
@Tag("slow")
final class HostileRequestsIT {
    private static final int COMBINATIONS = 40;
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private static final List<String> TEXTS = List.of(
            "",
            " ",
            "\u0000",
            "\u202Egnp.exe",
            "é",
            "💩".repeat(60),
            "x".repeat(256),
            "../../etc/passwd",
            "<script>alert(1)</script>",
            "null",
            "true",
            "*",
            "a,b,,c",
            "delivered",
            "delivered,failed,failed",
            "signal.created",
            "evt_1",
            "ep_1",
            "-1",
            "0",
            "1",
            "100",
            "2147483647",
            "9223372036854775808",
            "1e308",
            "0x10",
            "PT0S",
            "PT0.000000001S",
            "-PT1H",
            "P7D",
            "P999999999999D",
            "PT9223372036854775807S",
            "0000-01-01T00:00:00Z",
            "1969-12-31T23:59:59Z",
            "1970-01-01T00:00:00Z",
            "2026-02-30T00:00:00Z",
            "2026-11-25T10:00:00Z",
            "2026-11-25T10:00:00.999999999Z",
            "2026-11-25T23:59:60Z",
            "9999-12-31T23:59:59Z",
            "+1000000000-12-31T23:59:59Z",
            "2026-11-25T10:00:00+18:00",
            "https://example.com/",
            "https://example.com:65535/%zz?#",
            "https://[::ffff:127.0.0.1]/",
            "https://xn--/",
            "https://exa\u0000mple.com/",
            "https://" + "a.".repeat(200) + "com/",
            "javascript:alert(1)",
            "\"1\"",
            "\"99999999999999999999\"",
            "W/\"1\"");

    private static final DocumentCheck CHECK = new DocumentCheck();
    private static TestBroker broker;
    private static ConsoleUnderTest console;
    private static String operator;

    private final Random random = new Random(1);

    @BeforeAll
    static void start() {
        broker = TestBroker.start();
        console = new ConsoleUnderTest(broker.bootstrapServers(), CHECK, 1000);
        console.deliveries.deliverTests(true);
        operator = console.token(TokenRole.OPERATOR, null);
    }

    @AfterAll
    static void stop() {
        console.close();
        broker.close();
    }

    static Stream<Operation> operations() {
        return CHECK.contract().operations().stream();
    }

    @ParameterizedTest
    @MethodSource("operations")
    void noParameterIsAFault(Operation operation) {
        for (Parameter parameter : operation.parameters()) {
            if (parameter.in() != Parameter.In.PATH) {
                TEXTS.forEach(text -> send(operation, Map.of(parameter, text), SampleRequests.body(operation)));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("operations")
    void noParametersTogetherAreAFault(Operation operation) {
        List<Parameter> query = operation.parameters().stream()
                .filter(parameter -> parameter.in() == Parameter.In.QUERY)
                .toList();
        for (int combination = 0; combination < COMBINATIONS && query.size() > 1; combination++) {
            Map<Parameter, String> values = new HashMap<>();
            query.stream()
                    .filter(_ -> random.nextBoolean())
                    .forEach(parameter -> values.put(parameter, acceptable(parameter)));
            send(operation, values, SampleRequests.body(operation));
        }
    }

    @ParameterizedTest
    @MethodSource("operations")
    void noBodyIsAFault(Operation operation) throws MalformedJsonException {
        if (operation.body().isEmpty()) {
            return;
        }
        ObjectNode sample = (ObjectNode) Json.readTree(SampleRequests.body(operation));
        Map<String, String> members = members(operation);
        for (String member : members.keySet()) {
            for (JsonNode value : values(members.get(member))) {
                ObjectNode body = sample.deepCopy();
                body.set(member, value);
                send(operation, Map.of(), body.toString());
            }
        }
        for (int combination = 0; combination < COMBINATIONS; combination++) {
            ObjectNode body = sample.deepCopy();
            for (String member : members.keySet()) {
                switch (random.nextInt(3)) {
                    case 0 -> body.remove(member);
                    case 1 -> body.set(member, any(values(members.get(member))));
                    default -> {
                        // As it is in the sample.
                    }
                }
            }
            send(operation, Map.of(), body.toString());
        }
    }

    /** What the document has a body hold, with its type. */
    private static Map<String, String> members(Operation operation) {
        JsonNode content = CHECK.contract()
                .document()
                .path("paths")
                .path(operation.path().text())
                .path(operation.method().toLowerCase(Locale.ROOT))
                .path("requestBody")
                .path("content");
        Map<String, String> members = new TreeMap<>();
        content.valueStream()
                .map(type -> CHECK.contract().resolved(type.path("schema")))
                .forEach(schema -> schema.path("properties")
                        .forEachEntry((name, member) -> members.put(
                                name,
                                CHECK.contract().resolved(member).path("type").asString("string"))));
        assertThat(members).as(operation.id()).isNotEmpty();
        return members;
    }

    /** Each text, in a list or an object where the member is one, and what is no text. */
    private static List<JsonNode> values(String type) {
        List<JsonNode> values = new ArrayList<>(List.of(
                NODES.nullNode(),
                NODES.booleanNode(false),
                NODES.numberNode(-1),
                NODES.numberNode(0),
                NODES.numberNode(1.5),
                NODES.numberNode(100_000),
                NODES.numberNode(Long.MAX_VALUE),
                NODES.numberNode(1e308),
                NODES.arrayNode(),
                NODES.objectNode()));
        for (String text : TEXTS) {
            if (type.equals("array")) {
                values.add(NODES.arrayNode().add(text).add(text));
            } else if (type.equals("object")) {
                values.add(NODES.objectNode().put(text, text));
                values.add(NODES.objectNode().put("X-Header", text));
            } else {
                values.add(NODES.stringNode(text));
            }
        }
        return values;
    }

    /** One of those that the schema lets through, if there are any: it is they that reach the operation. */
    private String acceptable(Parameter parameter) {
        List<String> accepted = TEXTS.stream()
                .filter(text -> parameter.violation(text).isEmpty())
                .toList();
        return any(accepted.isEmpty() ? TEXTS : accepted);
    }

    private <T> T any(List<T> values) {
        return values.get(random.nextInt(values.size()));
    }

    private static void send(Operation operation, Map<Parameter, String> values, String body) {
        Map<String, String> variables = new HashMap<>(SampleRequests.VARIABLES);
        String endpoint = endpoint(operation);
        variables.put("workspace_id", workspace(operation));
        variables.put("endpoint_id", endpoint);
        console.deliveries.remember(workspace(operation), endpoint, "dlv_1", SampleDeliveries.failed());
        String query = values.entrySet().stream()
                .filter(value -> value.getKey().in() == Parameter.In.QUERY)
                .map(value -> value.getKey().name() + "=" + URLEncoder.encode(value.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&", "?", ""));
        Map<String, String> headers = SampleRequests.headers(operation);
        headers.computeIfPresent("If-Match", (_, _) -> version(operation, endpoint));
        values.forEach((parameter, text) -> {
            if (parameter.in() == Parameter.In.HEADER) {
                headers.put(parameter.name(), text.replace('\u0000', '?'));
            }
        });
        String target = SampleRequests.target(operation, variables) + (query.length() == 1 ? "" : query);

        Reply reply = console.send(operation.method(), target, operator, headers, body);

        assertThat(reply.status())
                .as(operation.method() + " " + target + " " + headers + " " + body + ": " + reply.body())
                .isLessThan(500);
    }

    /** One for each operation, so that none has too many endpoints, and those of one are not in another's way. */
    private static String workspace(Operation operation) {
        return "ws_" + operation.id();
    }

    /** That of the operation; a new one where there is none, or none any more. */
    private static String endpoint(Operation operation) {
        String endpoints = "/api/v1/workspaces/" + workspace(operation) + "/endpoints";
        List<String> present = console.get(endpoints + "?limit=1", operator).ids();
        return present.isEmpty()
                ? console.post(
                                endpoints,
                                operator,
                                "{\"url\":\"https://example.com/in\",\"event_types\":[\"signal.created\"]}")
                        .text("id")
                : present.getFirst();
    }

    private static String version(Operation operation, String endpoint) {
        return console.get("/api/v1/workspaces/" + workspace(operation) + "/endpoints/" + endpoint, operator)
                .header("etag")
                .orElseThrow();
    }
}

package com.stairoids.webhooks.cli.role;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.stairoids.webhooks.cli.ExitCodes;
import com.stairoids.webhooks.cli.SharedBroker;
import com.stairoids.webhooks.cli.Webhooks;
import com.stairoids.webhooks.schemas.encryption.SecretCipher;
import com.stairoids.webhooks.schemas.json.Json;
import com.stairoids.webhooks.testing.broker.TestBroker;
import com.stairoids.webhooks.testing.process.JavaProcess;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** A role in a process of its own, as an orchestrator sees it. */
@ExtendWith(SharedBroker.class)
class RoleProcessIT {
    private static final Duration SOON = Duration.ofSeconds(60);
    private static final Duration STOP_DEADLINE = Duration.ofSeconds(30);

    private final TestBroker broker;
    private final HttpClient client = HttpClient.newHttpClient();

    @TempDir
    Path directory;

    RoleProcessIT(TestBroker broker) {
        this.broker = broker;
    }

    @Test
    void answersBeforeKafkaDoesAndIsNotReady() throws Exception {
        try (JavaProcess router = start(Role.ROUTER, "127.0.0.1:1")) {
            int port = port(router);

            HttpResponse<String> ready = get(port, "/health/ready");

            assertThat(ready.statusCode()).isEqualTo(503);
            assertThat(ready.body()).contains("\"reason\":\"waiting for Kafka\"");
            assertThat(get(port, "/health/live").statusCode()).isEqualTo(200);
            assertThat(get(port, "/metrics").body()).contains("stairoids_build_info{role=\"router\"");
        }
    }

    @ParameterizedTest
    @CsvSource({"ROUTER, stairoids_router_subscriptions", "CONSOLE, stairoids_console_log_deliveries"})
    void isReadyOnceItRunsAndEndsWellInTimeWhenItIsAskedTo(Role role, String gauge) throws Exception {
        try (JavaProcess process = start(role, broker.bootstrapServers())) {
            int port = port(process);
            await().atMost(SOON).until(() -> get(port, "/health/ready").statusCode() == 200);
            assertThat(get(port, "/metrics").body()).contains(gauge + "{role=\"" + role.commandName() + "\"} ");

            boolean ended = process.stop(STOP_DEADLINE);

            assertThat(ended).isTrue();
            assertThat(process.exitCode()).isEqualTo(ExitCodes.OK);
            assertThat(log(process))
                    .anyMatch(line -> line.path("message").asString().equals("stopped"));
        }
    }

    private JavaProcess start(Role role, String bootstrapServers) {
        List<String> arguments = new ArrayList<>(List.of(role.commandName(), "--bootstrap-server", bootstrapServers));
        Map<String, String> settings = Map.of(
                "kafka.allow-unreplicated", "true",
                "monitoring.port", "0",
                "process.log-format", "json",
                "process.stop-deadline", STOP_DEADLINE.toSeconds() + "s",
                "console.port", "0",
                "delivery-log.state-directory", directory.resolve("state").toString(),
                "router.state-directory", directory.resolve("state").toString());
        settings.forEach((name, value) -> arguments.addAll(List.of("--set", name + "=" + value)));
        return JavaProcess.start(
                role.commandName(),
                // The product's own log, not the tests'.
                List.of("-Xmx256m", "-XX:TieredStopAtLevel=1", "-Dlogback.configurationFile=logback.xml"),
                Webhooks.class,
                arguments,
                Map.of("SECRETS_KEYSET", SecretCipher.newKeyset()),
                directory.resolve("log"));
    }

    private static int port(JavaProcess process) {
        process.awaitSaying("\"message\":\"serving /metrics", SOON);
        return log(process).stream()
                .filter(line -> line.path("message").asString("").startsWith("serving /metrics"))
                .findFirst()
                .orElseThrow()
                .path("port")
                .asInt();
    }

    /** Every line is JSON, or this fails. */
    private static List<JsonNode> log(JavaProcess process) {
        try {
            List<JsonNode> lines = new ArrayList<>();
            for (String line : Files.readString(process.output()).split("\n", -1)) {
                if (!line.isEmpty()) {
                    lines.add(Json.readTree(line));
                }
            }
            return lines;
        } catch (Exception e) {
            throw new AssertionError("the log is not JSON in every line", e);
        }
    }

    private HttpResponse<String> get(int port, String path) throws Exception {
        URI uri = URI.create("http://127.0.0.1:" + port + path);
        return client.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString());
    }
}

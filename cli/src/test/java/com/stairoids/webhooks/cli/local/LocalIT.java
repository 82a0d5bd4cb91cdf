package com.stairoids.webhooks.cli.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.stairoids.webhooks.cli.CommandFailedException;
import com.stairoids.webhooks.schemas.event.EventType;
import com.stairoids.webhooks.schemas.json.Json;
import com.stairoids.webhooks.schemas.sample.Samples;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalIT {
    private static final String DELAYS = "1m,5m,30m,2h,8h";
    private static final Duration ARRIVES_WITHIN = Duration.ofSeconds(30);
    private static final String OTHER_SECRET = "whsec_AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=";

    @TempDir
    Path data;

    private final ByteArrayOutputStream written = new ByteArrayOutputStream();

    @Test
    void fiveDeliveriesAreVerifiedAndSeenAlsoAfterARestartAtAnotherPort()
            throws InterruptedException, ExecutionException, IOException {
        try (LocalLine _ = start(withConsole())) {
            awaitLines("✓ verified", EventType.values().length);
            awaitDeliveredInConsole(EventType.values().length);
            signInByLink();
        }
        String firstEndpoint = endpoint();
        String firstToken = token();
        written.reset();

        try (LocalLine line = start(withConsole())) {
            awaitLines("✓ verified", EventType.values().length);
            awaitDeliveredInConsole(EventType.values().length);

            assertThat(line.ended()).isNotDone();
        }
        assertThat(token()).isEqualTo(firstToken);
        assertThat(endpoint()).isNotEqualTo(firstEndpoint);
        assertThat(lines("✗ refused")).isEmpty();
        assertThat(List.of("keyset.json", "demo-secret", "console-token", "settings.properties"))
                .allSatisfy(file -> assertThat(
                                PosixFilePermissions.toString(Files.getPosixFilePermissions(data.resolve(file))))
                        .isEqualTo("rw-------"));
        assertThat(text().lines().toList().getLast()).isEqualTo("Stopped.");
    }

    @Test
    void aWrongSecretShowsFiveRefusals() throws InterruptedException, ExecutionException {
        try (LocalLine _ = start(options(0, OTHER_SECRET, true))) {
            awaitLines("✗ refused", EventType.values().length);
        }

        assertThat(lines("✓ verified")).isEmpty();
    }

    @Test
    void aTakenKafkaPortIsNamedWithItsOption() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
            assertThatThrownBy(() -> start(options(taken.getLocalPort(), null, true)))
                    .isInstanceOf(CommandFailedException.class)
                    .hasMessageContaining("port " + taken.getLocalPort() + " is taken")
                    .hasMessageContaining("--kafka-port");
        }
    }

    @Test
    void aTakenConsolePortIsNamedWithItsOption() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
            OptionalInt port = OptionalInt.of(taken.getLocalPort());
            assertThatThrownBy(() -> start(new LocalOptions(data, 0, 0, port, DELAYS, true, null, Map.of())))
                    .isInstanceOf(CommandFailedException.class)
                    .hasMessageContaining("port " + taken.getLocalPort() + " is taken")
                    .hasMessageContaining("--console-port");
        }
    }

    @Test
    void aDataDirectoryServesOneAtATimeAndNoDemoMeansNone() throws InterruptedException, ExecutionException {
        try (LocalLine _ = start(options(0, null, false))) {
            assertThatThrownBy(() -> start(options(0, null, false)))
                    .isInstanceOf(CommandFailedException.class)
                    .hasMessageContaining("is in use")
                    .hasMessageContaining("--data");

            assertThat(text()).contains("retry-scheduler").doesNotContain("demo");
        }
    }

    @Test
    void aSettingThatNothingReadsIsRefused() {
        LocalOptions options =
                new LocalOptions(data, 0, 0, OptionalInt.empty(), DELAYS, false, null, Map.of("sender.reqests", "1"));

        assertThatThrownBy(() -> start(options)).hasMessageContaining("sender.reqests");
    }

    private LocalLine start(LocalOptions options) throws InterruptedException, ExecutionException {
        PrintStream out = new PrintStream(written, true, StandardCharsets.UTF_8);
        Map<String, String> ofAnotherCluster =
                Map.of("KAFKA_BOOTSTRAP_SERVERS", "127.0.0.1:1", "KAFKA_CLIENT_SECURITY_PROTOCOL", "SSL");
        return LocalLine.start(options, ofAnotherCluster, new LocalReport(out, InstantSource.system()));
    }

    private LocalOptions options(int kafkaPort, @Nullable String demoSecret, boolean demo) {
        return new LocalOptions(data, kafkaPort, 0, OptionalInt.empty(), DELAYS, demo, demoSecret, Map.of());
    }

    private LocalOptions withConsole() {
        return new LocalOptions(data, 0, 0, OptionalInt.of(0), DELAYS, true, null, Map.of());
    }

    private void signInByLink() throws IOException, InterruptedException {
        URI link = URI.create(lines("/login?once=").getFirst().strip());
        HttpClient browser = HttpClient.newBuilder()
                .followRedirects(HttpClient.Redirect.NORMAL)
                .build();
        HttpRequest signingIn = HttpRequest.newBuilder(link).build();

        HttpResponse<String> first = browser.send(signingIn, BodyHandlers.ofString());
        HttpResponse<String> second = browser.send(signingIn, BodyHandlers.ofString());
        String cookie = first.headers().firstValue("Set-Cookie").orElseThrow().replaceAll(";.*", "");
        HttpResponse<String> page = browser.send(
                HttpRequest.newBuilder(link.resolve("/"))
                        .header("Cookie", cookie)
                        .build(),
                BodyHandlers.ofString());

        assertThat(second.headers().allValues("Set-Cookie")).isEmpty();
        assertThat(page.uri().getPath()).isEqualTo("/workspaces/" + Samples.WORKSPACE_ID + "/webhooks");
        assertThat(page.body()).contains(DemoEndpoint.NAME);
    }

    /** Of the demo endpoint, by the API, with the token that lies beside the data. */
    private void awaitDeliveredInConsole(int count) {
        URI deliveries = URI.create(
                lines("console ").getFirst().replaceAll(".*(http://[0-9.:]+),.*", "$1") + "/api/v1/workspaces/"
                        + Samples.WORKSPACE_ID + "/deliveries?status=delivered&endpoint_id=" + endpoint());
        await().atMost(ARRIVES_WITHIN).untilAsserted(() -> {
            HttpResponse<String> answer = HttpClient.newHttpClient()
                    .send(
                            HttpRequest.newBuilder(deliveries)
                                    .header("Authorization", "Bearer " + token())
                                    .build(),
                            BodyHandlers.ofString());
            assertThat(Json.readTree(answer.body()).path("data"))
                    .as(answer.body())
                    .hasSize(count);
        });
    }

    private String token() throws IOException {
        return Files.readString(data.resolve("console-token"));
    }

    private void awaitLines(String mark, int count) {
        await().atMost(ARRIVES_WITHIN)
                .untilAsserted(() -> assertThat(lines(mark)).as(text()).hasSize(count));
    }

    private List<String> lines(String mark) {
        return text().lines().filter(line -> line.contains(mark)).toList();
    }

    private String endpoint() {
        return lines("demo endpoint").getFirst().replaceAll(".*(ep_\\w+).*", "$1");
    }

    private String text() {
        return written.toString(StandardCharsets.UTF_8);
    }
}

package com.stairoids.webhooks.cli.line;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.stairoids.webhooks.cli.role.Role;
import com.stairoids.webhooks.cli.role.RunningRole;
import com.stairoids.webhooks.endpoints.Endpoint;
import com.stairoids.webhooks.monitoring.Monitoring;
import com.stairoids.webhooks.monitoring.MonitoringSettings;
import com.stairoids.webhooks.schemas.encryption.SecretCipher;
import com.stairoids.webhooks.settings.Settings;
import com.stairoids.webhooks.testing.receiver.Receiver;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A running line, and the page that says what it shows of itself. */
class MetricsIT {
    private static final String WORKSPACE = "ws_measured_by_nobody";
    private static final Duration SHOWN = Duration.ofSeconds(30);

    private static final Map<String, Monitoring> MONITORING = new TreeMap<>();
    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    private static final Receiver RECEIVER = Receiver.start();
    private static final MetricsPage PAGE = MetricsPage.read();

    @SuppressWarnings("NullAway.Init") // Set before all tests, as the one below.
    private static WholeLine line;

    @SuppressWarnings("NullAway.Init")
    private static Endpoint endpoint;

    @SuppressWarnings("NullAway.Init")
    private static RunningRole console;

    @BeforeAll
    static void start(@TempDir Path state) throws IOException, InterruptedException {
        line = new WholeLine(state, Map.of(), MetricsIT::meters);
        console = Role.CONSOLE.start(consoleSettings(state), meters(Role.CONSOLE.commandName()));
        endpoint = line.register(WORKSPACE, RECEIVER.url("/measured"));
        line.awaitEffective(RECEIVER);
        line.send(WORKSPACE, "evt_measured");
        await().atMost(SHOWN).until(() -> !RECEIVER.requests("/measured").isEmpty());
        await().atMost(SHOWN).until(console::isReady);
        int port = console.console().orElseThrow().port();
        assertThat(get(port, "/api/v1/workspaces/" + WORKSPACE + "/endpoints/" + endpoint.id()))
                .as("what whoever shows no token is answered")
                .contains("401");
    }

    private static MeterRegistry meters(String role) {
        Monitoring monitoring = Monitoring.start(new MonitoringSettings("127.0.0.1", 0), role, "1.2.3");
        MONITORING.put(role, monitoring);
        return monitoring.meters(role);
    }

    private static Settings consoleSettings(Path state) {
        return Settings.of(Map.of(
                "kafka.bootstrap-servers",
                line.bootstrapServers(),
                "secrets.keyset",
                SecretCipher.newKeyset(),
                "console.port",
                "0",
                "delivery-log.state-directory",
                state.resolve("delivery-log").toString()));
    }

    @AfterAll
    static void stop() {
        console.close();
        line.close();
        MONITORING.values().forEach(Monitoring::close);
        RECEIVER.close();
        CLIENT.close();
    }

    @ParameterizedTest
    @CsvSource({"router,Router", "sender,Sender", "retry-scheduler,Retry-scheduler", "console,Console"})
    void servesEveryMetricAndLabelThatThePageHasAndNoOther(String role, String section) throws Exception {
        Map<String, Set<String>> own = new TreeMap<>(scrape(role).labels());
        own.keySet().removeIf(name -> !name.startsWith("stairoids_"));

        assertThat(own).isEqualTo(PAGE.own(section));
    }

    /** Kafka's come and go with what its clients do. */
    @ParameterizedTest
    @CsvSource({"router,Router", "sender,Sender", "retry-scheduler,Retry-scheduler", "console,Console"})
    void servesThoseOfLibrariesThatThePageNames(String role, String section) {
        await().atMost(SHOWN).untilAsserted(() -> {
            Map<String, Set<String>> others = new TreeMap<>(scrape(role).labels());
            others.keySet().retainAll(PAGE.others(section).keySet());
            assertThat(others).isEqualTo(PAGE.others(section));
        });
    }

    @ParameterizedTest
    @CsvSource({"router", "sender", "retry-scheduler", "console"})
    void marksAllWithItsRoleAndNamesNoCustomer(String role) throws Exception {
        String text = scrape(role).text();

        assertThat(text.lines().filter(series -> !series.startsWith("#")))
                .allMatch(series -> series.contains("role=\"" + role + "\""));
        assertThat(text)
                .doesNotContain(
                        WORKSPACE,
                        endpoint.id(),
                        "/measured",
                        ":" + RECEIVER.url("").getPort());
    }

    private static Scrape scrape(String role) throws IOException, InterruptedException {
        return Scrape.of(get(Objects.requireNonNull(MONITORING.get(role)).port(), "/metrics"));
    }

    private static String get(int port, String path) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .build();
        return CLIENT.send(request, BodyHandlers.ofString()).body();
    }
}

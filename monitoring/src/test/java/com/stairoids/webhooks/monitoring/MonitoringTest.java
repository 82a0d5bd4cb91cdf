package com.stairoids.webhooks.monitoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.stairoids.webhooks.settings.InvalidSettingException;
import com.stairoids.webhooks.settings.Settings;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.slf4j.LoggerFactory;

class MonitoringTest {
    private static final String LOCAL = "127.0.0.1";

    private final HttpClient client = HttpClient.newHttpClient();
    private final Monitoring monitoring = Monitoring.start(new MonitoringSettings(LOCAL, 0), "router", "1.2.3");

    @AfterEach
    void close() {
        monitoring.close();
        client.close();
    }

    @Test
    void servesWhatEveryProcessHasUnderItsRole() throws Exception {
        LoggerFactory.getLogger(MonitoringTest.class).error("counted");

        HttpResponse<String> metrics = get("/metrics");

        assertThat(metrics.statusCode()).isEqualTo(200);
        assertThat(metrics.headers().firstValue("Content-Type")).hasValue("text/plain; version=0.0.4; charset=utf-8");
        assertThat(metrics.body())
                .contains("stairoids_build_info{role=\"router\",version=\"1.2.3\"} 1")
                .contains("jvm_memory_used_bytes{area=\"heap\"")
                .contains("process_cpu_usage{role=\"router\"}")
                .contains("process_files_open_files{role=\"router\"}")
                .contains("logback_events_total{level=\"error\",role=\"router\"} 1.0");
    }

    @Test
    void speaksOpenMetricsToWhoeverTakesIt() throws Exception {
        HttpResponse<String> metrics = client.send(
                request("/metrics")
                        .header("Accept", "application/openmetrics-text;version=1.0.0;q=0.5,text/plain;q=0.2")
                        .build(),
                BodyHandlers.ofString());

        assertThat(metrics.headers().firstValue("Content-Type"))
                .hasValue("application/openmetrics-text; version=1.0.0; charset=utf-8");
        assertThat(metrics.body()).endsWith("# EOF\n");
    }

    @Test
    void twoPartsOfOneProcessCountApart() throws Exception {
        Counter.builder("stairoids.things")
                .register(monitoring.meters("router"))
                .increment(2);
        Counter.builder("stairoids.things")
                .register(monitoring.meters("sender"))
                .increment(3);

        assertThat(get("/metrics").body())
                .contains("stairoids_things_total{role=\"router\"} 2.0")
                .contains("stairoids_things_total{role=\"sender\"} 3.0");
    }

    @Test
    void leavesOutWhatKafkaHasForEachTaskAndBroker() throws Exception {
        var meters = monitoring.meters("router");
        Gauge.builder("kafka.stream.task.process.rate", () -> 1).register(meters);
        Gauge.builder("kafka.consumer.node.request.rate", () -> 1).register(meters);
        Gauge.builder("kafka.consumer.fetch.manager.records.lag", () -> 1).register(meters);

        assertThat(get("/metrics").body())
                .contains("kafka_consumer_fetch_manager_records_lag{role=\"router\"} 1")
                .doesNotContain("kafka_stream_task")
                .doesNotContain("kafka_consumer_node");
    }

    @Test
    void livesAndIsNotReadyWhileItWaits() throws Exception {
        monitoring.health().waitsFor("Kafka");

        assertThat(get("/health/live").statusCode()).isEqualTo(200);
        assertThat(get("/health/ready").statusCode()).isEqualTo(503);
        assertThat(get("/health/ready").body())
                .isEqualTo("{\"status\":\"unavailable\",\"reason\":\"waiting for Kafka\"}\n");
    }

    @Test
    void countsItselfReadyWhenItSaysSo() throws Exception {
        monitoring.health().waitsFor("Kafka");
        String waiting = get("/metrics").body();
        monitoring.health().runs(List.of());
        String running = get("/metrics").body();

        assertThat(waiting).contains("stairoids_ready{role=\"router\"} 0");
        assertThat(running).contains("stairoids_ready{role=\"router\"} 1");
    }

    @Test
    void isReadyOnceEveryPartIs() throws Exception {
        AtomicBoolean caughtUp = new AtomicBoolean();
        monitoring
                .health()
                .runs(List.of(
                        part("router", List::of),
                        part("sender", () -> caughtUp.get() ? List.of() : List.of("the table", "its share"))));

        assertThat(get("/health/ready").body())
                .isEqualTo("{\"status\":\"unavailable\",\"reason\":\"sender waits for the table; for its share\"}\n");
        caughtUp.set(true);
        assertThat(get("/health/ready").statusCode()).isEqualTo(200);
        assertThat(get("/health/ready").body()).isEqualTo("{\"status\":\"ok\"}\n");
    }

    @Test
    void livesNoMoreOnceAPartHasFailedForGood() throws Exception {
        CompletableFuture<Void> ended = new CompletableFuture<>();
        monitoring.health().runs(List.of(new Health.Part("router", List::of, ended)));
        assertThat(get("/health/live").statusCode()).isEqualTo(200);

        ended.completeExceptionally(new IllegalStateException("once too often"));

        assertThat(get("/health/live").statusCode()).isEqualTo(503);
        assertThat(get("/health/live").body()).contains("failed for good: router");
        assertThat(get("/health/ready").statusCode()).isEqualTo(503);
        assertThat(get("/health/ready").body()).contains("\"reason\":\"router has ended\"");
    }

    @Test
    void livesAndIsNotReadyWhileItStops() throws Exception {
        monitoring.health().runs(List.of(part("router", List::of)));

        monitoring.health().stops();

        assertThat(get("/health/live").statusCode()).isEqualTo(200);
        assertThat(get("/health/ready").body()).contains("\"reason\":\"stopping\"");
    }

    @ParameterizedTest
    @CsvSource({"/,404", "/metrics/,404", "/metricsandmore,404", "/health,404", "/metrics?name=jvm,200"})
    void answersOnlyWhatThereIs(String path, int status) throws Exception {
        assertThat(get(path).statusCode()).isEqualTo(status);
    }

    @ParameterizedTest
    @CsvSource({"POST,405", "DELETE,405", "HEAD,200"})
    void isOnlyRead(String method, int status) throws Exception {
        HttpResponse<String> answer = client.send(
                request("/metrics")
                        .method(method, HttpRequest.BodyPublishers.noBody())
                        .build(),
                BodyHandlers.ofString());

        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Allow"))
                .isEqualTo(answer.statusCode() == 405 ? Optional.of("GET, HEAD") : Optional.empty());
    }

    @Test
    void aTakenPortIsNamedWithItsSetting() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.ofLiteral(LOCAL))) {
            var settings = new MonitoringSettings(LOCAL, taken.getLocalPort());

            assertThatThrownBy(() -> Monitoring.start(settings, "router", "1"))
                    .isInstanceOf(InvalidSettingException.class)
                    .hasMessageContaining("monitoring.port")
                    .hasMessageContaining("port " + taken.getLocalPort() + " is taken");
        }
    }

    @ParameterizedTest
    @CsvSource({"192.0.2.1", "no-such-host.invalid"})
    void aHostThatIsNotThisMachineIsNamedWithItsSetting(String host) {
        assertThatThrownBy(() -> Monitoring.start(new MonitoringSettings(host, 0), "router", "1"))
                .isInstanceOf(InvalidSettingException.class)
                .hasMessageContaining("monitoring.host")
                .hasMessageContaining(host);
    }

    @Test
    void eachRoleHasItsPortUnlessOneIsSet() {
        assertThat(MonitoringSettings.of(Settings.of(Map.of()), 9464))
                .isEqualTo(new MonitoringSettings("0.0.0.0", 9464));
        assertThat(MonitoringSettings.of(Settings.of(Map.of("monitoring.port", "9999")), 9464)
                        .port())
                .isEqualTo(9999);
    }

    @ParameterizedTest
    @CsvSource({"monitoring.port,-1", "monitoring.port,65536", "monitoring.port,http"})
    void aSettingThatCannotWorkIsRefusedByName(String name, String value) {
        Settings settings = Settings.of(Map.of(name, value));

        assertThatThrownBy(() -> MonitoringSettings.of(settings, 9464))
                .isInstanceOf(InvalidSettingException.class)
                .hasMessageContaining("setting " + name);
    }

    private static Health.Part part(String role, Supplier<List<String>> waitingFor) {
        return new Health.Part(role, waitingFor, new CompletableFuture<Void>());
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return client.send(request(path).build(), BodyHandlers.ofString());
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://" + LOCAL + ":" + monitoring.port() + path));
    }
}

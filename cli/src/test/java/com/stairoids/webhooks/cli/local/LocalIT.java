package com.stairoids.webhooks.cli.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.stairoids.webhooks.cli.CommandFailedException;
import com.stairoids.webhooks.schemas.event.EventType;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalIT {
    private static final Duration ARRIVES_WITHIN = Duration.ofSeconds(30);
    private static final String OTHER_SECRET = "whsec_AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=";

    @TempDir
    Path data;

    private final ByteArrayOutputStream written = new ByteArrayOutputStream();

    @Test
    void fiveDeliveriesAreVerifiedAlsoAfterARestartAtAnotherPort()
            throws InterruptedException, ExecutionException, IOException {
        try (LocalLine _ = start(options(0, null, true))) {
            awaitLines("✓ verified", EventType.values().length);
        }
        String firstEndpoint = endpoint();
        written.reset();

        try (LocalLine line = start(options(0, null, true))) {
            awaitLines("✓ verified", EventType.values().length);

            assertThat(line.ended()).isNotDone();
        }
        assertThat(endpoint()).isNotEqualTo(firstEndpoint);
        assertThat(lines("✗ refused")).isEmpty();
        assertThat(List.of("keyset.json", "demo-secret", "settings.properties"))
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
                new LocalOptions(data, 0, 0, "1m,5m,30m,2h,8h", false, null, Map.of("sender.reqests", "1"));

        assertThatThrownBy(() -> start(options)).hasMessageContaining("sender.reqests");
    }

    private LocalLine start(LocalOptions options) throws InterruptedException, ExecutionException {
        PrintStream out = new PrintStream(written, true, StandardCharsets.UTF_8);
        Map<String, String> ofAnotherCluster =
                Map.of("KAFKA_BOOTSTRAP_SERVERS", "127.0.0.1:1", "KAFKA_CLIENT_SECURITY_PROTOCOL", "SSL");
        return LocalLine.start(options, ofAnotherCluster, new LocalReport(out, InstantSource.system()));
    }

    private LocalOptions options(int kafkaPort, @Nullable String demoSecret, boolean demo) {
        return new LocalOptions(data, kafkaPort, 0, "1m,5m,30m,2h,8h", demo, demoSecret, Map.of());
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

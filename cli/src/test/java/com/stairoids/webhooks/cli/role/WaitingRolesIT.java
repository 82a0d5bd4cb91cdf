package com.stairoids.webhooks.cli.role;

import static org.assertj.core.api.Assertions.assertThat;

import com.stairoids.webhooks.schemas.encryption.SecretCipher;
import com.stairoids.webhooks.settings.Settings;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What a role says that it waits for, which an operator reads in the answer of {@code /health/ready}. */
@Tag("slow")
class WaitingRolesIT {
    static List<Arguments> whatEachWaitsFor() {
        return List.of(
                Arguments.of(Role.ROUTER, List.of("Kafka's answer")),
                Arguments.of(Role.SENDER, List.of("the table of endpoints, read from stairoids.subscriptions")),
                Arguments.of(
                        Role.RETRY_SCHEDULER,
                        List.of(
                                "its share of stairoids.retry-1m",
                                "its share of stairoids.retry-5m",
                                "its share of stairoids.retry-30m",
                                "its share of stairoids.retry-2h",
                                "its share of stairoids.retry-8h",
                                "Kafka's answer")),
                Arguments.of(
                        Role.CONSOLE,
                        List.of(
                                "all tokens, read from stairoids.tokens",
                                "the delivery log, read from stairoids.attempts and its changelogs")));
    }

    @ParameterizedTest
    @MethodSource("whatEachWaitsFor")
    void saysWhatItWaitsForWithoutABroker(Role role, List<String> awaited, @TempDir Path directory) {
        Settings settings = Settings.of(Map.of(
                "kafka.bootstrap-servers", "127.0.0.1:1",
                "secrets.keyset", SecretCipher.newKeyset(),
                "console.port", "0",
                "router.state-directory", directory.toString(),
                "sender.state-directory", directory.toString(),
                "retry-scheduler.state-directory", directory.toString(),
                "delivery-log.state-directory", directory.toString()));

        try (RunningRole running = role.start(settings, new SimpleMeterRegistry())) {
            assertThat(running.waitingFor().get()).isEqualTo(awaited);
            assertThat(running.isReady()).isFalse();
        }
    }
}

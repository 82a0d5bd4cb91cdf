package com.stairoids.webhooks.router;

import static org.assertj.core.api.Assertions.as;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;
import static org.awaitility.Awaitility.await;

import com.stairoids.webhooks.schemas.topic.TopicAdministration;
import com.stairoids.webhooks.settings.KafkaSettings;
import com.stairoids.webhooks.settings.Settings;
import com.stairoids.webhooks.testing.broker.TestBroker;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RouterStartIT {
    @Test
    void waitsForItsTopicsAndThenForNothing(@TempDir Path state) throws Exception {
        try (TestBroker broker = TestBroker.startEmpty();
                Router router = start(broker.bootstrapServers(), state);
                Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
            await().during(Duration.ofSeconds(3))
                    .until(() -> !router.isReady() && !router.ended().isDone());
            assertThat(router.waitingFor())
                    .singleElement(as(STRING))
                    .startsWith("topics that are not there or not to be seen: stairoids.signals, ")
                    .endsWith(" (`./webhooks topics apply` makes them)");

            new TopicAdministration(admin, 1, 1).apply();

            await().atMost(Duration.ofSeconds(30)).until(router::isReady);
        }
    }

    @Test
    void endsNormallyWhenClosedThoughThereIsNoBroker(@TempDir Path state) {
        Router router = start("127.0.0.1:1", state);
        assertThat(router.waitingFor()).containsExactly("Kafka's answer");

        router.close();
        router.close();

        assertThat(router.ended()).succeedsWithin(Duration.ofSeconds(10));
        assertThat(router.isReady()).isFalse();
    }

    @Test
    void endsSoonWhenClosedWhileItWaitsForABroker(@TempDir Path state) {
        Router router = start("127.0.0.1:1", state);
        await().until(() -> Thread.getAllStackTraces().entrySet().stream()
                .anyMatch(thread -> thread.getKey().getName().equals("router")
                        && Arrays.stream(thread.getValue())
                                .anyMatch(frame -> frame.getMethodName().equals("await"))));

        router.close();

        assertThat(router.ended()).isCompleted();
    }

    private static Router start(String bootstrapServers, Path state) {
        Settings settings = Settings.of(Map.of(
                KafkaSettings.BOOTSTRAP_SERVERS.name(),
                bootstrapServers,
                RouterSettings.STATE_DIRECTORY.name(),
                state.toString()));
        return Router.start(RouterSettings.of(settings), KafkaSettings.of(settings), new SimpleMeterRegistry());
    }
}

package com.stairoids.webhooks.router;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.stairoids.webhooks.router.routing.RoutingLimits;
import com.stairoids.webhooks.settings.InvalidSettingException;
import com.stairoids.webhooks.settings.KafkaSettings;
import com.stairoids.webhooks.settings.Settings;
import java.nio.file.Path;
import java.util.Map;
import org.apache.kafka.streams.StreamsConfig;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RouterSettingsTest {
    @Test
    void hasDefaults() {
        assertThat(RouterSettings.of(Settings.of(Map.of())))
                .isEqualTo(new RouterSettings(Path.of("local-data/router"), 1, new RoutingLimits(262_144, 100)));
    }

    @Test
    void takesEachFromItsName() {
        Settings settings = Settings.load(
                null,
                Map.of(
                        "ROUTER_STATE_DIRECTORY", "/state",
                        "ROUTER_THREADS", "2",
                        "ROUTER_MAX_EVENT_BYTES", "3000",
                        "ENDPOINTS_MAX_PER_WORKSPACE", "4"),
                Map.of());

        assertThat(RouterSettings.of(settings))
                .isEqualTo(new RouterSettings(Path.of("/state"), 2, new RoutingLimits(3000, 4)));
    }

    @ParameterizedTest
    @CsvSource({
        "router.state-directory,' '",
        "router.threads,0",
        "router.max-event-bytes,1048577",
        "endpoints.max-per-workspace,many"
    })
    void refusesWhatCannotBeUsed(String name, String value) {
        Settings settings = Settings.of(Map.of(name, value));

        assertThatThrownBy(() -> RouterSettings.of(settings))
                .isInstanceOf(InvalidSettingException.class)
                .hasMessageContaining(name);
    }

    @Test
    void handsTheClientsPropertiesToStreams() {
        Settings settings =
                Settings.of(Map.of("kafka.bootstrap-servers", "kafka:9092", "kafka.client.security.protocol", "SSL"));

        StreamsConfig streams = StreamsConfiguration.of(RouterSettings.of(settings), KafkaSettings.of(settings));

        assertThat(streams.getMainConsumerConfigs("stairoids-router", "client", 0))
                .containsEntry("security.protocol", "SSL")
                .containsEntry("isolation.level", "read_committed")
                .containsEntry("session.timeout.ms", 10_000)
                .containsEntry("max.poll.records", 100);
        assertThat(streams.getGlobalConsumerConfigs("client"))
                .containsEntry("security.protocol", "SSL")
                .containsEntry("isolation.level", "read_committed");
        assertThat(streams.getProducerConfigs("client"))
                .containsEntry("security.protocol", "SSL")
                .containsEntry("acks", "all")
                .containsEntry("max.request.size", 4_194_304)
                .containsEntry("transaction.timeout.ms", 10_000);
        assertThat(streams.getString(StreamsConfig.PROCESSING_GUARANTEE_CONFIG)).isEqualTo("exactly_once_v2");
    }
}

package com.stairoids.webhooks.endpoints;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.stairoids.webhooks.schemas.encryption.SecretCipher;
import com.stairoids.webhooks.schemas.target.TargetGuard;
import com.stairoids.webhooks.settings.KafkaSettings;
import com.stairoids.webhooks.settings.Settings;
import com.stairoids.webhooks.testing.broker.TestBroker;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Map;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.junit.jupiter.api.Test;

class MissingTopicIT {
    @Test
    void saysHowToCreateTheTopic() {
        try (var broker = TestBroker.startEmpty();
                var registry = registry(broker)) {
            assertThatThrownBy(registry::list)
                    .isInstanceOf(UnknownTopicOrPartitionException.class)
                    .hasMessageContaining("webhooks topics apply");
        }
    }

    private static EndpointRegistry registry(TestBroker broker) {
        var settings = Settings.of(Map.of("kafka.bootstrap-servers", broker.bootstrapServers()));
        return new EndpointRegistry(
                KafkaSettings.of(settings),
                SecretCipher.ofKeyset(SecretCipher.newKeyset()),
                TargetGuard.strict(),
                100,
                InstantSource.system(),
                new SecureRandom());
    }
}

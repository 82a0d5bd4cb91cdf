package com.stairoids.webhooks.deadletters;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.stairoids.webhooks.settings.KafkaSettings;
import com.stairoids.webhooks.settings.Settings;
import com.stairoids.webhooks.testing.broker.TestBroker;
import java.util.Map;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.junit.jupiter.api.Test;

class MissingTopicIT {
    @Test
    void saysHowToCreateTheTopic() {
        try (var broker = TestBroker.startEmpty()) {
            var settings = Settings.of(Map.of("kafka.bootstrap-servers", broker.bootstrapServers()));
            var deadLetters = new DeadLetters(KafkaSettings.of(settings));

            assertThatThrownBy(() -> deadLetters.latest(DeadLetterFilter.any(), 1))
                    .isInstanceOf(UnknownTopicOrPartitionException.class)
                    .hasMessageContaining("webhooks topics apply");
        }
    }
}

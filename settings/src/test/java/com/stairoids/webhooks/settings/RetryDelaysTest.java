package com.stairoids.webhooks.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.stairoids.webhooks.schemas.delivery.RetryTier;
import com.stairoids.webhooks.schemas.topic.Topic;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class RetryDelaysTest {
    @Test
    void theDefaultIsWhatTheDocumentationPromises() {
        assertThat(RetryDelays.DELAYS.defaultText()).isEqualTo("1m,5m,30m,2h,8h");
    }

    @ParameterizedTest
    @EnumSource(RetryTier.class)
    void everyTierHasItsDefault(RetryTier tier) {
        assertThat(Settings.of(Map.of()).get(RetryDelays.DELAYS).of(tier)).isEqualTo(tier.defaultDelay());
    }

    @Test
    void delaysAreGivenInTheOrderOfTheTiers() {
        RetryDelays delays = delays("1s, 2s,3s,4s,5s");

        assertThat(Arrays.stream(RetryTier.values()).map(delays::of))
                .containsExactly(
                        Duration.ofSeconds(1),
                        Duration.ofSeconds(2),
                        Duration.ofSeconds(3),
                        Duration.ofSeconds(4),
                        Duration.ofSeconds(5));
    }

    @Test
    void eachTopicHoldsWhatItsTierDelays() {
        assertThat(delays("1s,2s,3s,4s,5s").byTopic())
                .containsOnly(
                        Map.entry(Topic.RETRY_1M, Duration.ofSeconds(1)),
                        Map.entry(Topic.RETRY_5M, Duration.ofSeconds(2)),
                        Map.entry(Topic.RETRY_30M, Duration.ofSeconds(3)),
                        Map.entry(Topic.RETRY_2H, Duration.ofSeconds(4)),
                        Map.entry(Topic.RETRY_8H, Duration.ofSeconds(5)));
    }

    @Test
    void equalDelaysAndTheBoundsAreTaken() {
        assertThat(delays("1ms,1ms,1ms,1ms,7d").of(RetryTier.FIFTH)).isEqualTo(Duration.ofDays(7));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1m",
                "1m,5m,30m,2h",
                "1m,5m,30m,2h,8h,24h",
                "1m,5m,30m,2h,8h,",
                "1m,,30m,2h,8h",
                "5m,1m,30m,2h,8h",
                "0ms,5m,30m,2h,8h",
                "1m,5m,30m,2h,8d",
                "1,5,30,2,8"
            })
    void anythingElseIsRefused(String text) {
        assertThatThrownBy(() -> delays(text))
                .isInstanceOf(InvalidSettingException.class)
                .hasMessageContaining("RETRY_DELAYS")
                .hasMessageContaining("five durations");
    }

    private static RetryDelays delays(String text) {
        return Settings.of(Map.of("retry.delays", text)).get(RetryDelays.DELAYS);
    }
}

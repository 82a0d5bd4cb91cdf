package com.stairoids.webhooks.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DurationsTest {
    @ParameterizedTest
    @CsvSource({
        "0ms,PT0S",
        "1ms,PT0.001S",
        "1500ms,PT1.5S",
        "10s,PT10S",
        "90s,PT1M30S",
        "5m,PT5M",
        "8h,PT8H",
        "36h,PT36H",
        "7d,P7D",
        "007d,P7D",
        "999999999999d,P999999999999D"
    })
    void aWholeNumberAndAUnitAreADuration(String text, Duration duration) {
        assertThat(Durations.parse(text)).isEqualTo(duration);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "10",
                "s",
                "10 s",
                "10S",
                "-10s",
                "+10s",
                "1.5s",
                "10s ",
                "1m30s",
                "PT10S",
                "10sec",
                "1000000000000ms",
                "٣s"
            })
    void anythingElseIsRefusedWithWhatMayBeWritten(String text) {
        assertThatThrownBy(() -> Durations.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("500ms");
    }

    @ParameterizedTest
    @CsvSource({
        "PT0S,0ms",
        "PT0.001S,1ms",
        "PT1.5S,1500ms",
        "PT1M30S,90s",
        "PT60S,1m",
        "PT90M,90m",
        "PT24H,1d",
        "PT36H,36h",
        "P14D,14d"
    })
    void theShortestExactSpellingIsReadBack(Duration duration, String text) {
        assertThat(Durations.text(duration)).isEqualTo(text);
        assertThat(Durations.parse(text)).isEqualTo(duration);
    }
}

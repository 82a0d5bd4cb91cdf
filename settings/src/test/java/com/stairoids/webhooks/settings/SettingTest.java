package com.stairoids.webhooks.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SettingTest {
    private static final Setting<Integer> NUMBER =
            Setting.wholeNumber("sender.requests-per-endpoint", 32, 1, 1000, "Requests at once.");
    private static final Setting<Duration> DURATION = Setting.duration(
            "sender.timeout", Duration.ofSeconds(10), Duration.ofMillis(100), Duration.ofMinutes(1), "How long.");
    private static final Setting<Boolean> FLAG = Setting.flag("targets.allow-http", false, "Whether.");
    private static final Setting<List<String>> LIST = Setting.list("targets.allow-cidrs", "blocks", "Which.");

    @Test
    void theEnvironmentSpellsANameInCapitalsAndUnderscores() {
        assertThat(NUMBER.environmentName()).isEqualTo("SENDER_REQUESTS_PER_ENDPOINT");
    }

    @Test
    void boundsAreShownWithTheirUnits() {
        assertThat(NUMBER.accepts()).isEqualTo("a whole number from 1 to 1000");
        assertThat(DURATION.accepts()).isEqualTo("a duration from 100ms to 1m, such as 10s");
    }

    @ParameterizedTest
    @CsvSource({"1,1", "1000,1000", "' 32 ',32", "007,7"})
    void aWholeNumberWithinItsBoundsIsTaken(String text, int value) {
        assertThat(read(NUMBER, text)).isEqualTo(value);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "1001", "-1", "1.5", "many", "1e3", "99999999999", "0x10", "1_000"})
    void anyOtherNumberIsRefused(String text) {
        refused(NUMBER, text, "SENDER_REQUESTS_PER_ENDPOINT", "a whole number from 1 to 1000");
    }

    @ParameterizedTest
    @CsvSource({"100ms,PT0.1S", "1m,PT1M", "10s,PT10S"})
    void aDurationWithinItsBoundsIsTaken(String text, Duration value) {
        assertThat(read(DURATION, text)).isEqualTo(value);
    }

    @ParameterizedTest
    @ValueSource(strings = {"99ms", "61s", "10", "999999999999d", "soon"})
    void anyOtherDurationIsRefused(String text) {
        refused(DURATION, text, "sender.timeout", "a duration from 100ms to 1m");
    }

    @ParameterizedTest
    @CsvSource({"true,true", "false,false", "TRUE,true", "False,false"})
    void aFlagIsTrueOrFalse(String text, boolean value) {
        assertThat(read(FLAG, text)).isEqualTo(value);
    }

    @ParameterizedTest
    @ValueSource(strings = {"yes", "1", "on", "tru", "no"})
    void aFlagIsNothingElse(String text) {
        refused(FLAG, text, "targets.allow-http", "true or false");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {"a;a", "a,b;a,b", "' a , b ';a,b", "a,,b,;a,b"})
    void aListIsSeparatedByCommas(String text, String joined) {
        assertThat(read(LIST, text)).containsExactly(joined.split(","));
    }

    @Test
    void aListIsEmptyByDefault() {
        assertThat(Settings.of(Map.of()).get(LIST)).isEmpty();
        assertThat(read(LIST, ",")).isEmpty();
    }

    @Test
    void aFurtherCheckKeepsNameAndMeaningAndSeesTheValue() {
        Setting<Integer> even = NUMBER.then(value -> {
            if (value % 2 != 0) {
                throw new IllegalArgumentException("it is odd");
            }
            return value / 2;
        });

        assertThat(read(even, "8")).isEqualTo(4);
        refused(even, "7", "it is odd", "SENDER_REQUESTS_PER_ENDPOINT");
        assertThat(even.name()).isEqualTo(NUMBER.name());
    }

    private static <T> T read(Setting<T> setting, String text) {
        return Settings.of(Map.of(setting.name(), text)).get(setting);
    }

    private static void refused(Setting<?> setting, String text, String... parts) {
        assertThatThrownBy(() -> read(setting, text))
                .isInstanceOf(InvalidSettingException.class)
                .hasMessageContainingAll(parts);
    }
}

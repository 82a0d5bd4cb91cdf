package com.stairoids.webhooks.schemas.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import com.stairoids.webhooks.schemas.topic.Topic;
import java.time.Duration;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RetryTierTest {
    /** The table of the public documentation. */
    @ParameterizedTest
    @CsvSource({"1,RETRY_1M,PT1M", "2,RETRY_5M,PT5M", "3,RETRY_30M,PT30M", "4,RETRY_2H,PT2H", "5,RETRY_8H,PT8H"})
    void eachFailureWaitsAsDocumented(int failures, Topic topic, Duration delay) {
        RetryTier tier = RetryTier.afterFailure(failures).orElseThrow();

        assertThat(tier.topic()).isEqualTo(topic);
        assertThat(tier.defaultDelay()).isEqualTo(delay);
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 0, 6, 7})
    void nothingWaitsBeforeTheFirstFailureOrAfterTheSixth(int failures) {
        assertThat(RetryTier.afterFailure(failures)).isEmpty();
    }

    @Test
    void thereAreSixAttempts() {
        assertThat(RetryTier.MAX_ATTEMPTS).isEqualTo(6);
    }

    @Test
    void aTiersTopicKeepsRecordsFarLongerThanItsDelay() {
        assertThat(Arrays.stream(RetryTier.values()))
                .allMatch(tier ->
                        tier.topic().retention().compareTo(tier.defaultDelay().multipliedBy(10)) > 0);
    }
}

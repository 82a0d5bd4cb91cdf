package com.stairoids.webhooks.schemas.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CreatedAtTest {
    @ParameterizedTest
    @CsvSource({
        "2024-06-15T14:32:07Z,1718461927000",
        "2024-06-15T14:32:07.1Z,1718461927100",
        "2024-06-15T14:32:07.125000000Z,1718461927125",
        "2024-02-29T00:00:00Z,1709164800000",
        "0001-01-01T00:00:00Z,-62135596800000",
        "9999-12-31T23:59:59.999Z,253402300799999"
    })
    void iso8601InUtcIsRead(String spelling, long milliseconds) {
        assertThat(CreatedAt.parse(spelling)).contains(Instant.ofEpochMilli(milliseconds));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "2024-06-15",
                "2024-06-15T14:32Z",
                "2024-06-15T14:32:07",
                "2024-06-15T14:32:07+00:00",
                "2024-06-15T16:32:07+02:00",
                "2024-06-15 14:32:07Z",
                "2024-06-15t14:32:07z",
                "2024-06-15T14:32:07.Z",
                "2024-06-15T14:32:07.1234567890Z",
                "2024-06-15T14:32:07Z\n",
                "2023-02-29T00:00:00Z",
                "2024-13-01T00:00:00Z",
                "2024-06-15T25:00:00Z",
                "2024-06-15T14:60:00Z",
                "+12024-06-15T14:32:07Z",
                "-2024-06-15T14:32:07Z",
                "1718461927",
                "٢٠٢٤-06-15T14:32:07Z"
            })
    void anythingElseIsRefused(String spelling) {
        assertThat(CreatedAt.parse(spelling)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "0,1970-01-01T00:00:00Z",
        "1718461927000,2024-06-15T14:32:07Z",
        "1718461927005,2024-06-15T14:32:07.005Z",
        "253402300799999,9999-12-31T23:59:59.999Z"
    })
    void aRecordsTimeIsSpeltAsAnEventsOwn(long timestamp, String spelling) {
        assertThat(CreatedAt.ofTimestamp(timestamp)).isEqualTo(spelling);
        assertThat(CreatedAt.parse(spelling)).contains(Instant.ofEpochMilli(timestamp));
    }

    /** The router refuses such a record by its timestamp; nothing may stop on the way there. */
    @ParameterizedTest
    @ValueSource(longs = {Long.MIN_VALUE, 253402300800000L, Long.MAX_VALUE})
    void aTimeOutsideFourDigitYearsIsSpeltSoThatItIsRefused(long timestamp) {
        assertThat(CreatedAt.parse(CreatedAt.ofTimestamp(timestamp))).isEmpty();
    }
}

package com.stairoids.webhooks.schemas.delivery;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HeaderTextTest {
    /** é takes two bytes, 株 three, 🚀 four. */
    @ParameterizedTest
    @CsvSource({
        "abc,3,abc",
        "abc,2,ab",
        "abc,0,''",
        "'',0,''",
        "aé,2,a",
        "aé,3,aé",
        "株a,2,''",
        "株a,3,株",
        "🚀a,1,''",
        "🚀a,3,''",
        "🚀a,4,🚀",
        "é🚀é,5,é",
        "é🚀é,7,é🚀"
    })
    void aCutFitsAndSplitsNoCharacter(String text, int bytes, String cut) {
        assertThat(HeaderText.cut(text, bytes)).isEqualTo(cut);
    }

    @Test
    void everyCutOfAMixedTextFitsAndIsAPrefix() {
        String text = "aé株🚀".repeat(30);

        for (int bytes = 0; bytes <= text.getBytes(UTF_8).length; bytes++) {
            String cut = HeaderText.cut(text, bytes);
            assertThat(cut.getBytes(UTF_8).length).isBetween(Math.max(0, bytes - 3), bytes);
            assertThat(text).startsWith(cut);
        }
    }

    @Test
    void writingReplacesAndNullRemoves() {
        RecordHeaders headers = new RecordHeaders();
        headers.add("reason", "old".getBytes(UTF_8)).add("reason", "older".getBytes(UTF_8));

        HeaderText.write(headers, "reason", "new");
        assertThat(headers.headers("reason")).hasSize(1);
        assertThat(HeaderText.read(headers, "reason")).contains("new");

        HeaderText.write(headers, "reason", null);
        assertThat(HeaderText.read(headers, "reason")).isEmpty();
    }

    @Test
    void theLastOfARepeatedHeaderCountsAndOneWithoutValueIsNone() {
        RecordHeaders headers = new RecordHeaders();
        headers.add("cause", "event".getBytes(UTF_8)).add("cause", "replay".getBytes(UTF_8));
        headers.add("traceparent", null);

        assertThat(HeaderText.read(headers, "cause")).contains("replay");
        assertThat(HeaderText.read(headers, "traceparent")).isEmpty();
    }
}

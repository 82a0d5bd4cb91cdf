package com.stairoids.webhooks.schemas.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTest {
    record Sample(String firstName, @Nullable String lastName, Instant createdAt, long version, List<String> tags) {}

    private static final Sample SAMPLE =
            new Sample("Zoë", null, Instant.parse("2024-06-15T14:32:07.120Z"), 1, List.of("a"));

    @Test
    void membersAreSnakeCaseInTheRecordsOrderAndAbsentWhereNull() {
        assertThat(Json.writeText(SAMPLE))
                .isEqualTo("{\"first_name\":\"Zoë\",\"created_at\":\"2024-06-15T14:32:07.120Z\",\"version\":1,"
                        + "\"tags\":[\"a\"]}");
        assertThat(Json.write(SAMPLE)).isEqualTo(Json.writeText(SAMPLE).getBytes(UTF_8));
    }

    @Test
    void aRecordIsReadAsItWasWritten() throws Exception {
        assertThat(Json.read(Json.write(SAMPLE), Sample.class)).isEqualTo(SAMPLE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "null",
                "[]",
                "7",
                "\"text\"",
                "{",
                "{}}",
                "{} {}",
                "{\"version\":null}",
                "{\"version\":\"many\"}",
                "{\"created_at\":\"yesterday\"}",
                "{\"tags\":{}}",
                "not json"
            })
    void whatIsNoSuchRecordIsMalformed(String json) {
        assertThatThrownBy(() -> Json.read(json.getBytes(UTF_8), Sample.class))
                .isInstanceOf(MalformedJsonException.class)
                .hasMessageStartingWith("not a readable Sample");
    }

    @Test
    void bytesThatAreNoTextAreMalformed() {
        assertThatThrownBy(() -> Json.read(new byte[] {'{', (byte) 0xC3, (byte) 0x28, '}'}, Sample.class))
                .isInstanceOf(MalformedJsonException.class);
    }

    @Test
    void endlessNestingIsMalformedAndNotAnOverflow() {
        assertThatThrownBy(() -> Json.readTree("[".repeat(100_000))).isInstanceOf(MalformedJsonException.class);
    }

    @Test
    void theMessageSaysWhere() {
        assertThatThrownBy(() -> Json.readTree("{\"a\":1,\n  oops}")).hasMessageContaining("line 2, column 3");
    }

    @Test
    void aTreeIsReadFromText() throws Exception {
        assertThat(Json.readTree("{\"a\":{\"b\":1.10}}").at("/a/b").decimalValue())
                .isEqualTo("1.1");
        assertThatThrownBy(() -> Json.readTree("")).isInstanceOf(MalformedJsonException.class);
    }
}

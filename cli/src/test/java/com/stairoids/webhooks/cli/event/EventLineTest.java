package com.stairoids.webhooks.cli.event;

import static org.assertj.core.api.Assertions.as;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import com.stairoids.webhooks.schemas.event.EventType;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class EventLineTest {
    @ParameterizedTest
    @EnumSource(EventType.class)
    void everyDocumentedTypeIsSentAsItStands(EventType known) {
        byte[] line = bytes(" {\"x\":1.10, \"event\":\"" + known.wireName() + "\"} ");

        EventLine read = EventLine.of(line);

        assertThat(read).asInstanceOf(type(EventLine.Sendable.class)).satisfies(sendable -> {
            assertThat(sendable.type()).isEqualTo(known);
            assertThat(sendable.event()).isSameAs(line);
        });
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "{, not JSON",
                "`{\"event\":\"signal.created\"} {}`, not JSON",
                "[], no JSON object",
                "42, no JSON object",
                "{}, no member \"event\"",
                "{\"event\":7}, no member \"event\"",
                "{\"event\":\"signal.deleted\"}, no event type \"signal.deleted\": write one of signal.created"
            })
    void whatCannotBeSentIsToldWhy(String line, String reason) {
        assertThat(EventLine.of(bytes(line)))
                .asInstanceOf(type(EventLine.Refused.class))
                .extracting(EventLine.Refused::reason, as(org.assertj.core.api.InstanceOfAssertFactories.STRING))
                .contains(reason);
    }

    @Test
    void whatIsNotUtf8IsRefused() {
        assertThat(EventLine.of(new byte[] {'{', (byte) 0xff, '}'}))
                .isEqualTo(new EventLine.Refused("it is not UTF-8"));
    }

    @Test
    void anEmptyLineIsNoEvent() {
        assertThat(EventLine.of(bytes(" \r"))).isEqualTo(new EventLine.Empty());
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}

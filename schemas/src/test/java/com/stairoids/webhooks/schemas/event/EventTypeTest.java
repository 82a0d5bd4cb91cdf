package com.stairoids.webhooks.schemas.event;

import static org.assertj.core.api.Assertions.assertThat;

import com.stairoids.webhooks.schemas.topic.Topic;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class EventTypeTest {
    /** The table of the public documentation, and the topic and object that go with each type. */
    @ParameterizedTest
    @CsvSource({
        "signal.created,SIGNALS,signal",
        "signal.scored,SIGNALS,signal",
        "automation.triggered,AUTOMATIONS,automation",
        "account.score_changed,ACCOUNTS,account",
        "contact.score_changed,CONTACTS,contact"
    })
    void everyDocumentedTypeHasItsTopicAndItsObject(String wireName, Topic topic, String member) {
        EventType type = EventType.ofWireName(wireName).orElseThrow();

        assertThat(type.topic()).isEqualTo(topic);
        assertThat(type.dataMember()).isEqualTo(member);
    }

    @Test
    void thereAreNoOtherTypes() {
        assertThat(EventType.wireNames())
                .isEqualTo("signal.created, signal.scored, automation.triggered, account.score_changed,"
                        + " contact.score_changed");
    }

    @ParameterizedTest
    @EnumSource(EventType.class)
    void aTypeIsFoundByItsOwnSpelling(EventType type) {
        assertThat(EventType.ofWireName(type.wireName())).contains(type);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "signal", "SIGNAL.CREATED", "signal.created ", "SIGNAL_CREATED", "account.score-changed"})
    void anyOtherSpellingIsNoType(String spelling) {
        assertThat(EventType.ofWireName(spelling)).isEmpty();
    }

    @Test
    void everyTypeHasASentence() {
        assertThat(Arrays.stream(EventType.values()).map(EventType::description))
                .doesNotHaveDuplicates()
                .allMatch(sentence -> sentence.endsWith("."));
    }
}

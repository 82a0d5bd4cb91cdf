package com.stairoids.webhooks.deadletters;

import static org.assertj.core.api.Assertions.assertThat;

import com.stairoids.webhooks.schemas.attempt.DeliveryIdentity.Coordinates;
import com.stairoids.webhooks.schemas.delivery.HeaderNames;
import com.stairoids.webhooks.schemas.delivery.HeaderText;
import java.time.Instant;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DeadLetterRecordTest {
    private static final Instant APPENDED = Dead.DIED.plusSeconds(2);

    @Test
    void readsAllThatTheSenderWrote() {
        var letter = DeadLetterRecord.read(record("ep_1", Dead.headers("dlv_1", Dead.DIED)));

        assertThat(letter)
                .isEqualTo(new DeadLetter.Delivery(
                        new Coordinates("stairoids.dead-letter", 2, 7),
                        "ep_1",
                        Dead.delivery("dlv_1"),
                        "http-status",
                        503,
                        Dead.DIED.minusSeconds(1),
                        Dead.DIED,
                        3));
    }

    @Test
    void leavesOutWhatADeliveryWithoutAnswerDoesNotHave() {
        Headers headers = Dead.headers("dlv_1", Dead.DIED);
        headers.remove(HeaderNames.LAST_STATUS);
        headers.remove(HeaderNames.LAST_ATTEMPT_AT);

        var letter = DeadLetterRecord.read(record("ep_1", headers));

        assertThat(letter)
                .asInstanceOf(InstanceOfAssertFactories.type(DeadLetter.Delivery.class))
                .satisfies(read -> {
                    assertThat(read.lastStatus()).isNull();
                    assertThat(read.lastAttemptAt()).isNull();
                });
    }

    @Test
    void takesTheTimeOfTheRecordWhereItDoesNotSayWhenItWasGivenUp() {
        Headers headers = Dead.headers("dlv_1", Dead.DIED);
        headers.remove(HeaderNames.DEAD_LETTERED_AT);

        var letter = DeadLetterRecord.read(record("ep_1", headers));

        assertThat(letter).isInstanceOf(DeadLetter.Delivery.class);
        assertThat(letter.deadLetteredAt()).isEqualTo(APPENDED);
    }

    @ParameterizedTest
    @ValueSource(strings = {HeaderNames.REASON, HeaderNames.EVENT_ID, HeaderNames.ATTEMPT})
    void showsWhatCanBeReadOfOneThatLacksAHeader(String missing) {
        Headers headers = Dead.headers("dlv_1", Dead.DIED);
        headers.remove(missing);

        var letter = DeadLetterRecord.read(record("ep_1", headers));

        assertThat(letter)
                .asInstanceOf(InstanceOfAssertFactories.type(DeadLetter.Malformed.class))
                .satisfies(read -> {
                    assertThat(read.problem()).contains(missing);
                    assertThat(read.endpointId()).isEqualTo("ep_1");
                    assertThat(read.workspaceId()).isEqualTo("ws_1");
                    assertThat(read.deadLetteredAt()).isEqualTo(Dead.DIED);
                });
    }

    @ParameterizedTest
    @CsvSource({
        HeaderNames.LAST_STATUS + ",many",
        HeaderNames.LAST_ATTEMPT_AT + ",yesterday",
        HeaderNames.DEAD_LETTERED_AT + ",today"
    })
    void showsOneWhoseHeaderCannotBeRead(String name, String text) {
        Headers headers = Dead.headers("dlv_1", Dead.DIED);
        HeaderText.write(headers, name, text);

        var letter = DeadLetterRecord.read(record("ep_1", headers));

        assertThat(letter)
                .asInstanceOf(InstanceOfAssertFactories.type(DeadLetter.Malformed.class))
                .satisfies(read -> assertThat(read.problem()).contains(name, text));
    }

    @Test
    void showsOneThatIsNothingAtAll() {
        var letter = DeadLetterRecord.read(new ConsumerRecord<>("stairoids.dead-letter", 0, 0, null, null));

        assertThat(letter).isInstanceOf(DeadLetter.Malformed.class);
        assertThat(letter.bodySize()).isZero();
    }

    private static ConsumerRecord<String, byte[]> record(@Nullable String key, Headers headers) {
        return new ConsumerRecord<>(
                "stairoids.dead-letter",
                2,
                7,
                APPENDED.toEpochMilli(),
                TimestampType.LOG_APPEND_TIME,
                0,
                3,
                key,
                new byte[3],
                new RecordHeaders(headers),
                Optional.empty());
    }
}

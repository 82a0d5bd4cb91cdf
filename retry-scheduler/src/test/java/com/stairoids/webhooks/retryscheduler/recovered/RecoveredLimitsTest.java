package com.stairoids.webhooks.retryscheduler.recovered;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.stairoids.webhooks.retryscheduler.due.BatchBounds;
import com.stairoids.webhooks.schemas.attempt.Happening;
import com.stairoids.webhooks.schemas.delivery.DeliveryHeaders;
import com.stairoids.webhooks.schemas.delivery.FailureReason;
import com.stairoids.webhooks.schemas.delivery.HeaderNames;
import com.stairoids.webhooks.schemas.delivery.HeaderText;
import com.stairoids.webhooks.schemas.delivery.MalformedHeadersException;
import com.stairoids.webhooks.schemas.delivery.Parking;
import com.stairoids.webhooks.schemas.json.Json;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What ends a wait otherwise, what a transaction holds, and what cannot be read. */
class RecoveredLimitsTest extends RecoveredTopologyHarness {

    @Test
    void makesDeadLettersOfWhatWasParkedForTooLongWithItsTrueCountOfAttempts() throws Exception {
        parked.pipeInput(
                new TestRecord<>("end_a", BODY, ParkedDeliveries.parkedAgain("dlv_1", Duration.ofHours(23), NOW)));
        health.pipeInput("end_a", ParkedDeliveries.grant("one", 0, NOW.plus(Duration.ofDays(30))));
        driver.advanceWallClockTime(Duration.ofMinutes(60).minusMillis(1));
        assertThat(deadLetters.isEmpty()).isTrue();

        driver.advanceWallClockTime(Duration.ofMillis(1));

        TestRecord<String, byte[]> dead = deadLetters.readRecord();
        DeliveryHeaders headers = DeliveryHeaders.of(dead.getHeaders());
        assertThat(dead.key()).isEqualTo("end_a");
        assertThat(dead.value()).isEqualTo(BODY);
        assertThat(headers.attempt()).isEqualTo(1);
        assertThat(headers.parking()).isEqualTo(new Parking(Duration.ofHours(24), null, null));
        assertThat(headers.lastError())
                .isEqualTo("Its endpoint did not take it: it has waited for 1d in all, after 1 attempt."
                        + " The last one failed: 503");
        assertThat(header(dead, HeaderNames.REASON)).isEqualTo("endpoint-unavailable");
        assertThat(header(dead, HeaderNames.DEAD_LETTERED_AT)).isEqualTo("2026-11-01T13:00:00Z");
        assertThat(Json.read(attempts.readValue(), Happening.class))
                .isInstanceOfSatisfying(Happening.DeadLettered.class, died -> {
                    assertThat(died.delivery().id()).isEqualTo("dlv_1");
                    assertThat(died.delivery().endpointId()).isEqualTo("end_a");
                    assertThat(died.attempts()).isEqualTo(1);
                    assertThat(died.failure().reason()).isEqualTo(FailureReason.ENDPOINT_UNAVAILABLE);
                });
        assertThat(deliveries.isEmpty()).isTrue();
    }

    @Test
    void theDeadAreNotLetGoByAGrantThatComesLater() {
        parked.pipeInput(
                new TestRecord<>("end_a", BODY, ParkedDeliveries.parked("dlv_old", NOW.minus(Duration.ofHours(25)))));
        park("end_a", "dlv_new");

        grant("end_a", "one", 2);

        assertThat(deadLetters.readRecordsToList()).hasSize(1);
        assertThat(deliveries.readRecordsToList())
                .singleElement()
                .satisfies(released -> assertThat(release(released)).isEqualTo(new Parking.Release("one", 0)));
    }

    @Test
    void letsGoNoMoreAtOnceThanATransactionMayHold() {
        restart(new BatchBounds(4, 100_000));
        IntStream.rangeClosed(1, 10).forEach(number -> park("end_a", "dlv_" + number));
        grant("end_a", "one", 10);
        assertThat(released()).hasSize(4);

        driver.advanceWallClockTime(Duration.ofMillis(1));
        assertThat(released()).hasSize(4);
        driver.advanceWallClockTime(Duration.ofMillis(1));

        assertThat(released()).hasSize(2);
    }

    @Test
    void countsBytesTowardsWhatATransactionMayHold() {
        for (int number = 1; number <= 4; number++) {
            parked.pipeInput(new TestRecord<>("end_a", new byte[60_000], ParkedDeliveries.parked("dlv", NOW)));
        }

        grant("end_a", "one", 4);

        assertThat(released()).hasSize(2);
    }

    @Test
    void endpointsTakeTurnsWhereOneHasMoreThanATransactionHolds() {
        restart(new BatchBounds(4, 100_000));
        IntStream.rangeClosed(1, 12).forEach(number -> park("end_a", "dlv_a"));
        park("end_b", "dlv_b");
        grant("end_a", "one", 12);
        grant("end_b", "one", 1);
        driver.advanceWallClockTime(Duration.ofMillis(1));
        assertThat(released()).hasSize(8).doesNotContain("dlv_b");

        driver.advanceWallClockTime(Duration.ofMillis(1));

        assertThat(released()).hasSize(4).startsWith("dlv_b");
    }

    @Test
    void putsOnWhatIsNoDeliveryAsItIs() {
        Headers headers = new RecordHeaders().add(HeaderNames.DELIVERY_ID, "dlv_1".getBytes(UTF_8));
        parked.pipeInput(new TestRecord<>(null, null, headers));
        parked.pipeInput(new TestRecord<>(null, BODY, ParkedDeliveries.parked("dlv_1", NOW)));
        parked.pipeInput(new TestRecord<>("no endpoint", BODY, ParkedDeliveries.parked("dlv_1", NOW)));
        parked.pipeInput(new TestRecord<>("end_a", BODY, headers));

        List<TestRecord<String, byte[]>> putOn = deliveries.readRecordsToList();

        assertThat(putOn).extracting(TestRecord::key).containsExactly(null, null, "no endpoint", "end_a");
        assertThat(putOn.getFirst().value()).isNull();
        assertThat(putOn.getLast().getHeaders().toArray()).isEqualTo(headers.toArray());
    }

    @Test
    void putsOnWhatWasParkedForATimeBeyondAllBounds() {
        Headers headers = ParkedDeliveries.parked("dlv_1", NOW);
        HeaderText.write(headers, HeaderNames.PARKED_SINCE, Instant.MAX);

        parked.pipeInput(new TestRecord<>("end_a", BODY, headers));

        assertThat(deliveries.readRecordsToList()).hasSize(1);
    }

    @Test
    void parksADeliveryThatDoesNotSaySinceWhen() throws MalformedHeadersException {
        parked.pipeInput(new TestRecord<>(
                "end_a", BODY, ParkedDeliveries.delivery("dlv_1").toHeaders(), NOW));
        assertThat(deliveries.isEmpty()).isTrue();
        driver.advanceWallClockTime(Duration.ofSeconds(5));

        grant("end_a", "one", 1);

        assertThat(DeliveryHeaders.of(deliveries.readRecord().getHeaders())
                        .parking()
                        .before())
                .isEqualTo(Duration.ofSeconds(5));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "no JSON",
                "null",
                "{}",
                "{\"state\":\"closed\",\"epoch\":\"one\",\"granted\":-1,\"since\":\"2026-11-01T12:00:00Z\"}",
                "{\"state\":\"closed\",\"epoch\":\"one\",\"granted\":1,\"since\":\"2026-11-01T12:00:00Z\","
                        + "\"not_before\":\"+1000000-01-01T00:00:00Z\"}"
            })
    void passesOverAHealthRecordThatCannotBeRead(String value) {
        park("end_a", "dlv_1");
        health.pipeInput("end_a", value.getBytes(UTF_8));
        health.pipeInput("no endpoint", ParkedDeliveries.grant("one", 1, null));
        health.pipeInput(null, ParkedDeliveries.grant("one", 1, null));
        assertThat(released()).isEmpty();

        grant("end_a", "one", 1);

        assertThat(released()).containsExactly("dlv_1");
    }
}

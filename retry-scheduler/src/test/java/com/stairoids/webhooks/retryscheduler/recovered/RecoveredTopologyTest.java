package com.stairoids.webhooks.retryscheduler.recovered;

import static org.assertj.core.api.Assertions.assertThat;

import com.stairoids.webhooks.schemas.delivery.HeaderNames;
import com.stairoids.webhooks.schemas.delivery.HeaderText;
import com.stairoids.webhooks.schemas.delivery.MalformedHeadersException;
import com.stairoids.webhooks.schemas.delivery.Parking;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.Test;

/** Who is let go, when, and what it says then. */
class RecoveredTopologyTest extends RecoveredTopologyHarness {
    private static final Path GOLDEN = Path.of("src/test/resources/recovered-topology.txt");

    @Test
    void isTheTopologyThatWasCommitted() throws IOException {
        String description = topology.describe().toString();

        assertThat(description)
                .as("write what is on the left to %s where the change is meant", GOLDEN)
                .isEqualTo(Files.readString(GOLDEN));
    }

    @Test
    void keepsWhatNobodyGranted() {
        park("end_a", "dlv_1");

        assertThat(released()).isEmpty();
    }

    @Test
    void letsGoAsManyAsAreGrantedAndMoreAsTheGrantGrows() {
        IntStream.rangeClosed(1, 6).forEach(number -> park("end_a", "dlv_" + number));
        grant("end_a", "one", 2);
        assertThat(released()).containsExactly("dlv_1", "dlv_2");

        grant("end_a", "one", 5);

        assertThat(released()).containsExactly("dlv_3", "dlv_4", "dlv_5");
    }

    @Test
    void letsGoWhatIsParkedWhileThereIsAGrant() {
        grant("end_a", "one", 1);

        park("end_a", "dlv_1");
        park("end_a", "dlv_2");

        assertThat(released()).containsExactly("dlv_1");
    }

    @Test
    void letsNothingGoTwiceForTheSameHealthRecord() {
        IntStream.rangeClosed(1, 4).forEach(number -> park("end_a", "dlv_" + number));
        grant("end_a", "one", 2);

        grant("end_a", "one", 2);

        assertThat(released()).containsExactly("dlv_1", "dlv_2");
    }

    @Test
    void letsNothingGoForAGrantThatShrank() {
        IntStream.rangeClosed(1, 4).forEach(number -> park("end_a", "dlv_" + number));
        grant("end_a", "one", 2);
        released();

        grant("end_a", "one", 1);
        grant("end_a", "one", 3);

        assertThat(released()).containsExactly("dlv_3");
    }

    @Test
    void countsAnewInANewEpoch() throws MalformedHeadersException {
        IntStream.rangeClosed(1, 4).forEach(number -> park("end_a", "dlv_" + number));
        grant("end_a", "one", 2);
        released();

        grant("end_a", "two", 1);

        TestRecord<String, byte[]> released = deliveries.readRecord();
        assertThat(release(released)).isEqualTo(new Parking.Release("two", 1));
        assertThat(deliveries.isEmpty()).isTrue();
    }

    @Test
    void saysHowManyAreStillParkedBehindEach() {
        IntStream.rangeClosed(1, 3).forEach(number -> park("end_a", "dlv_" + number));
        park("end_b", "dlv_other");

        grant("end_a", "one", 9);

        assertThat(deliveries.readRecordsToList())
                .extracting(RecoveredTopologyTest::release)
                .containsExactly(
                        new Parking.Release("one", 2), new Parking.Release("one", 1), new Parking.Release("one", 0));
    }

    @Test
    void letsGoKeyBodyAndHeadersAsTheyCameButForTheParking() {
        Headers headers = ParkedDeliveries.parkedAgain("dlv_1", Duration.ofSeconds(7), NOW.minusSeconds(2));
        headers.add("of-others", new byte[] {-1, 0});
        headers.add("of-none", null);
        parked.pipeInput(new TestRecord<>("end_a", BODY, headers));

        grant("end_a", "one", 1);

        TestRecord<String, byte[]> released = deliveries.readRecord();
        Headers expected = new RecordHeaders(headers);
        HeaderText.write(expected, HeaderNames.PARKED_SINCE, null);
        HeaderText.write(expected, HeaderNames.PARKED_MS, "9000");
        HeaderText.write(expected, HeaderNames.RELEASE_EPOCH, "one");
        HeaderText.write(expected, HeaderNames.PARKED_LEFT, "0");
        assertThat(released.key()).isEqualTo("end_a");
        assertThat(released.value()).isEqualTo(BODY);
        assertThat(released.getHeaders().toArray()).containsExactlyInAnyOrder(expected.toArray());
    }

    @Test
    void waitsUntilTheGrantIsInForce() {
        park("end_a", "dlv_1");
        park("end_a", "dlv_2");
        health.pipeInput("end_a", ParkedDeliveries.grant("one", 1, NOW.plusSeconds(30)));
        driver.advanceWallClockTime(Duration.ofMillis(29_999));
        assertThat(released()).isEmpty();

        driver.advanceWallClockTime(Duration.ofMillis(1));

        assertThat(released()).containsExactly("dlv_1");
    }

    @Test
    void asksAfterAMinuteOfSilenceOnceAMinute() throws MalformedHeadersException {
        park("end_a", "dlv_1");
        park("end_a", "dlv_2");
        driver.advanceWallClockTime(Duration.ofMillis(59_999));
        assertThat(deliveries.isEmpty()).isTrue();

        driver.advanceWallClockTime(Duration.ofMillis(1));
        TestRecord<String, byte[]> first = deliveries.readRecord();
        driver.advanceWallClockTime(Duration.ofMillis(59_999));
        assertThat(deliveries.isEmpty()).isTrue();
        driver.advanceWallClockTime(Duration.ofMillis(1));

        assertThat(release(first)).isEqualTo(new Parking.Release(Parking.Release.UNASKED, 1));
        assertThat(release(deliveries.readRecord())).isEqualTo(new Parking.Release(Parking.Release.UNASKED, 0));
    }

    @Test
    void asksAMinuteAfterTheLastGrantWasUsedUpOrCameIntoForce() {
        IntStream.rangeClosed(1, 3).forEach(number -> park("end_a", "dlv_" + number));
        grant("end_a", "one", 1);
        park("end_b", "dlv_b1");
        park("end_b", "dlv_b2");
        health.pipeInput("end_b", ParkedDeliveries.grant("one", 1, NOW.plusSeconds(30)));
        released();
        driver.advanceWallClockTime(Duration.ofSeconds(60));
        assertThat(released()).containsExactlyInAnyOrder("dlv_2", "dlv_b1");

        driver.advanceWallClockTime(Duration.ofSeconds(30));

        assertThat(released()).containsExactly("dlv_b2");
    }

    @Test
    void anUnaskedOneCountsAgainstNoGrant() {
        IntStream.rangeClosed(1, 4).forEach(number -> park("end_a", "dlv_" + number));
        grant("end_a", "one", 1);
        driver.advanceWallClockTime(Duration.ofSeconds(60));
        released();

        grant("end_a", "one", 2);

        assertThat(released()).containsExactly("dlv_3");
    }

    @Test
    void aMinuteOfSilenceBeginsWhenSomethingIsParked() {
        grant("end_a", "one", 0);
        driver.advanceWallClockTime(Duration.ofSeconds(90));
        park("end_a", "dlv_1");
        driver.advanceWallClockTime(Duration.ofSeconds(59));
        assertThat(released()).isEmpty();

        driver.advanceWallClockTime(Duration.ofSeconds(1));

        assertThat(released()).containsExactly("dlv_1");
    }

    @Test
    void forgetsAGrantByItsTombstone() {
        grant("end_a", "one", 5);
        health.pipeInput("end_a", (byte[]) null);

        park("end_a", "dlv_1");

        assertThat(released()).isEmpty();
        assertThat(driver.getKeyValueStore(RecoveredTopology.ENDPOINT_STORE).get("end_a"))
                .isNotNull();
    }

    @Test
    void remembersNothingOfAnEndpointThatHasNothing() {
        park("end_a", "dlv_1");
        grant("end_a", "one", 5);

        health.pipeInput("end_a", (byte[]) null);

        assertThat(driver.getKeyValueStore(RecoveredTopology.ENDPOINT_STORE).get("end_a"))
                .isNull();
        assertThat(driver.getKeyValueStore(RecoveredTopology.PARKED_STORE).all().hasNext())
                .isFalse();
    }

    @Test
    void letsGoInTheOrderInWhichTheyWouldDieAndThenOfArrival() {
        parked.pipeInput(new TestRecord<>("end_a", BODY, ParkedDeliveries.parked("dlv_3", NOW)));
        parked.pipeInput(new TestRecord<>("end_a", BODY, ParkedDeliveries.parked("dlv_4", NOW)));
        parked.pipeInput(new TestRecord<>("end_a", BODY, ParkedDeliveries.parked("dlv_2", NOW.minusMillis(1))));
        parked.pipeInput(
                new TestRecord<>("end_a", BODY, ParkedDeliveries.parkedAgain("dlv_1", Duration.ofHours(3), NOW)));

        grant("end_a", "one", 4);

        assertThat(released()).containsExactly("dlv_1", "dlv_2", "dlv_3", "dlv_4");
    }

    @Test
    void anEndpointWhoseIdBeginsLikeAnothersKeepsItsOwn() {
        for (String endpoint : List.of("end_1", "end_10", "end_1-", "end_", "end_1_2")) {
            park(endpoint, "dlv_of_" + endpoint);
            park(endpoint, "dlv_of_" + endpoint);
        }

        grant("end_1", "one", 9);

        assertThat(released()).containsExactly("dlv_of_end_1", "dlv_of_end_1");
    }
}

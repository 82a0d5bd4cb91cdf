package com.stairoids.webhooks.deliverylog.view;

import static com.stairoids.webhooks.deliverylog.view.LogDriver.NOW;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.stairoids.webhooks.deliverylog.DeliveryState;
import com.stairoids.webhooks.deliverylog.DeliveryStatus;
import com.stairoids.webhooks.deliverylog.LogEntry;
import com.stairoids.webhooks.deliverylog.LoggedDelivery;
import com.stairoids.webhooks.schemas.attempt.DeliveryIdentity.Coordinates;
import com.stairoids.webhooks.schemas.attempt.Happening;
import com.stairoids.webhooks.schemas.delivery.FailureReason;
import com.stairoids.webhooks.schemas.topic.Topic;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogTopologyTest {
    @TempDir
    private Path state;

    private LogDriver log;
    private final Happenings one = Happenings.of("ws_1", "ep_1", "dlv_1", NOW);

    @BeforeEach
    void start() {
        log = new LogDriver(state);
    }

    @AfterEach
    void stop() {
        log.close();
    }

    @Test
    void itsDescriptionIsTheCommittedOne() throws IOException {
        String described = new LogTopology(Topic.ATTEMPTS, ExpiryRules.of(LogDriver.RETENTION), new Progress())
                .build()
                .describe()
                .toString();

        try (InputStream golden = LogTopologyTest.class.getResourceAsStream("/log-topology.txt")) {
            assertThat(golden).as(described).isNotNull();
            assertThat(described.strip()).isEqualTo(new String(golden.readAllBytes(), UTF_8).strip());
        }
    }

    @Test
    void aSuccessIsDelivered() {
        log.write(one.delivered(1, 42));

        assertThat(delivery().state()).isEqualTo(new DeliveryState.Delivered(NOW));
        assertThat(delivery().loggedAt()).isEqualTo(NOW);
        assertThat(delivery().entries())
                .containsExactly(new LogEntry.Attempted(NOW, 1, null, 200, null, 42, null, new LogEntry.Place(0, 0)));
    }

    @Test
    void aFailureWithAnotherAttemptToComeIsRetrying() {
        log.write(one.failed(1, 42));

        assertThat(delivery().state()).isEqualTo(new DeliveryState.Retrying(NOW, NOW.plus(Duration.ofMinutes(5))));
    }

    @Test
    void aFailureWithoutAnotherIsFailedThoughItNeverBecomesADeadLetter() {
        log.write(one.failedLast(1, 42));

        assertThat(delivery().state()).isEqualTo(new DeliveryState.Failed(NOW, Happenings.REFUSED, 500));
    }

    @Test
    void aDeadLetterIsFailedSinceThen() {
        log.write(one.failed(5, 42));
        log.write(one.at(NOW.plusSeconds(1)).failedLast(6, 42));
        log.write(one.at(NOW.plusSeconds(2)).deadLettered());

        assertThat(delivery().state()).isEqualTo(new DeliveryState.Failed(NOW.plusSeconds(2), Happenings.REFUSED, 500));
        assertThat(delivery().attempts()).hasSize(2);
        assertThat(delivery().entries()).hasSize(3).last().isInstanceOf(LogEntry.DeadLettered.class);
    }

    @Test
    void whatIsParkedMayBeDeliveredLater() {
        log.write(one.parked());
        assertThat(delivery().state()).isEqualTo(new DeliveryState.Parked(NOW, "The endpoint takes no more."));

        log.write(one.at(NOW.plusSeconds(9)).delivered(1, 42));

        assertThat(delivery().state()).isEqualTo(new DeliveryState.Delivered(NOW.plusSeconds(9)));
        assertThat(delivery().loggedAt()).isEqualTo(NOW);
    }

    @Test
    void aCancelledOneSaysWhy() {
        log.write(one.cancelled());

        assertThat(delivery().state())
                .isEqualTo(new DeliveryState.Cancelled(NOW, Happening.CancelReason.ENDPOINT_DELETED));
    }

    @Test
    void whatWaitsMayBeCancelled() {
        log.write(one.failed(1, 42));
        log.write(one.at(NOW.plusSeconds(1)).cancelled());

        assertThat(delivery().status()).isEqualTo(DeliveryStatus.CANCELLED);
    }

    @Test
    void whatEndedIsNotCancelledByASenderThatReadsItAgain() {
        Happenings two = Happenings.of("ws_1", "ep_1", "dlv_2", NOW);
        log.write(one.delivered(1, 42));
        log.write(two.deadLettered());

        log.write(one.at(NOW.plusSeconds(1)).cancelled());
        log.write(two.at(NOW.plusSeconds(1)).cancelled());

        assertThat(delivery().state()).isEqualTo(new DeliveryState.Delivered(NOW));
        assertThat(delivery().entries()).hasSize(1);
        assertThat(log.find("ws_1", "dlv_2").orElseThrow().state())
                .isEqualTo(new DeliveryState.Failed(NOW, Happenings.REFUSED, 500));
    }

    @Test
    void aReplayedOneStaysAsItIsAndNamesItsReplays() {
        log.write(one.deadLettered());
        log.write(one.at(NOW.plusSeconds(1)).replayedAs("dlv_2"));
        log.write(one.at(NOW.plusSeconds(2)).replayedAs("dlv_3"));

        assertThat(delivery().state()).isEqualTo(new DeliveryState.Failed(NOW, Happenings.REFUSED, 500));
        assertThat(delivery().replayedAs()).containsExactly("dlv_2", "dlv_3");
    }

    @Test
    void aReplayOfWhatTheLogForgotLongAgoMakesNoRow() {
        log.write(one.replayedAs("dlv_2"));

        assertThat(log.find("ws_1", "dlv_1")).isEmpty();
    }

    @Test
    void theBodysPlaceIsTheLastOneThatIsKnown() {
        log.write(one.failed(1, 42));
        log.write(one.at(NOW.plusSeconds(1)).replayedAs("dlv_2"));

        assertThat(delivery().identity().body()).isEqualTo(new Coordinates("stairoids.deliveries", 0, 7));
    }

    @Test
    void noAnswerIsToldFromAnAnswer() {
        log.write(one.unanswered(1, FailureReason.TIMEOUT, 10_000));

        assertThat(delivery().attempts())
                .singleElement()
                .satisfies(attempt -> assertThat(attempt.status()).isNull())
                .extracting(LogEntry.Attempted::failure)
                .isEqualTo(new Happening.Failure(FailureReason.TIMEOUT, "It did not answer."));
    }

    @Test
    void whatIsNoHappeningIsPassedOver() {
        log.writeBytes("{".getBytes(UTF_8));
        log.writeBytes("{\"kind\":\"parked\"}".getBytes(UTF_8));
        log.writeBytes("{\"kind\":\"something-new\",\"delivery\":{\"id\":\"dlv_9\"}}".getBytes(UTF_8));
        log.write(Happenings.of("ws_1\0ws_2", "ep_1", "dlv_9", NOW).parked());
        log.write(one.delivered(1, 42));

        assertThat(delivery().state()).isEqualTo(new DeliveryState.Delivered(NOW));
        assertThat(log.progress.byPartition()).containsEntry(0, new Applied(4, NOW.toEpochMilli(), 1));
    }

    @Test
    void aDeliveryInGreatTroubleForgetsItsOldestEntries() {
        for (int number = 0; number < LoggedDelivery.MOST_ENTRIES + 5; number++) {
            log.write(one.at(NOW.plusSeconds(number)).parked());
        }

        assertThat(delivery().entries())
                .hasSize(LoggedDelivery.MOST_ENTRIES)
                .first()
                .extracting(LogEntry::at)
                .isEqualTo(NOW.plusSeconds(5));
    }

    private LoggedDelivery delivery() {
        return log.find("ws_1", "dlv_1").orElseThrow();
    }
}

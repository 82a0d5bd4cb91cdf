package com.stairoids.webhooks.sender.measure;

import static com.stairoids.webhooks.sender.Deliveries.assignment;
import static com.stairoids.webhooks.sender.Deliveries.delivery;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.stairoids.webhooks.schemas.attempt.Happening.Timings;
import com.stairoids.webhooks.schemas.delivery.Cause;
import com.stairoids.webhooks.schemas.delivery.DeliveryHeaders;
import com.stairoids.webhooks.schemas.delivery.FailureReason;
import com.stairoids.webhooks.schemas.delivery.Parking;
import com.stairoids.webhooks.sender.Deliveries;
import com.stairoids.webhooks.sender.admit.LaneCounts;
import com.stairoids.webhooks.sender.consume.Assignment;
import com.stairoids.webhooks.sender.consume.Backlog;
import com.stairoids.webhooks.sender.decide.Decision;
import com.stairoids.webhooks.sender.decide.Ending;
import com.stairoids.webhooks.sender.handover.CommitOutcome;
import com.stairoids.webhooks.sender.handover.Finished;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.search.RequiredSearch;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

final class SenderMetersTest {
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final AtomicReference<Instant> now = new AtomicReference<>(Deliveries.NOW);
    private final SenderMeters meters = new SenderMeters(registry, now::get);

    @Test
    void everyCounterIsThereFromTheStartForEachOfItsLabels() {
        assertThat(registry.find("stairoids.attempts").counters())
                .hasSize(Cause.values().length * (1 + FailureReason.values().length))
                .allMatch(counter -> counter.count() == 0);
        assertThat(registry.find("stairoids.deliveries").counters()).hasSize(Ending.values().length);
        assertThat(registry.find("stairoids.dead.letters").counters()).hasSize(FailureReason.values().length);
        assertThat(registry.find("stairoids.sender.commits").counters()).hasSize(CommitOutcome.values().length);
    }

    @Test
    void anAttemptIsCountedByOutcomeReasonAndCauseAndItsExchangeMeasured() {
        meters.attempts().posted(Cause.EVENT, Optional.empty(), took(120));
        meters.attempts().posted(Cause.REPLAY, Optional.of(FailureReason.TIMEOUT), took(10_000));

        assertThat(count("stairoids.attempts", "outcome", "succeeded", "reason", "none", "cause", "event"))
                .isEqualTo(1);
        assertThat(count("stairoids.attempts", "outcome", "failed", "reason", "timeout", "cause", "replay"))
                .isEqualTo(1);
        assertThat(total("stairoids.attempts")).isEqualTo(2);
        assertThat(seconds("stairoids.attempt", "succeeded")).isEqualTo(0.12, within(1e-9));
        assertThat(seconds("stairoids.attempt", "failed")).isEqualTo(10, within(1e-9));
    }

    @Test
    void theFirstPostOfAnEventIsMeasuredFromTheMomentThatKafkaTookIt() {
        DeliveryHeaders event = delivery(assignment(0), 0, "ep_1").headers().acceptedAt(Deliveries.NOW);

        meters.attempts().posting(event, Deliveries.NOW.plusMillis(40));
        // By a clock that is behind the broker's.
        meters.attempts().posting(event, Deliveries.NOW.minusMillis(5));

        Timer timer = registry.get("stairoids.event.to.post").timer();
        assertThat(timer.count()).isEqualTo(2);
        assertThat(timer.totalTime(TimeUnit.MILLISECONDS)).isEqualTo(40, within(1e-6));
    }

    @Test
    void whatWaitedForAnotherReasonIsNotInTheLatency() {
        DeliveryHeaders event = delivery(assignment(0), 0, "ep_1").headers();
        DeliveryHeaders accepted = event.acceptedAt(Deliveries.NOW);

        meters.attempts().posting(event, Deliveries.NOW);
        meters.attempts().posting(accepted.failed(Deliveries.NOW, "no"), Deliveries.NOW);
        meters.attempts().posting(accepted.parking(Parking.NEVER.parked(Deliveries.NOW)), Deliveries.NOW);
        meters.attempts().posting(accepted.parking(new Parking(Duration.ofMillis(1), null, null)), Deliveries.NOW);

        assertThat(registry.get("stairoids.event.to.post").timer().count()).isZero();
    }

    @Test
    void anAttemptThatCouldNotBeMadeIsCountedAndHasNoDuration() {
        meters.attempts().ended(Cause.EVENT, Optional.of(FailureReason.SECRET_UNREADABLE));

        assertThat(count("stairoids.attempts", "reason", "secret-unreadable", "cause", "event"))
                .isEqualTo(1);
        assertThat(seconds("stairoids.attempt", "failed")).isZero();
    }

    @Test
    void aTargetThatIsNotAllowedIsCountedAsRefused() {
        meters.attempts().posted(Cause.TEST, Optional.of(FailureReason.TARGET_REFUSED), took(0));
        meters.attempts().posted(Cause.TEST, Optional.of(FailureReason.CONNECT_FAILED), took(1));

        assertThat(count("stairoids.sender.refused.targets")).isEqualTo(1);
    }

    @Test
    void whatBecameOfADeliveryIsCountedAndADeadLetterByItsReasonToo() {
        meters.commits()
                .committed(List.of(
                        finished(Ending.RETRIED, FailureReason.HTTP_STATUS),
                        finished(Ending.DEAD_LETTERED, FailureReason.GONE),
                        new Finished(assignment(0), 1, new Decision(Ending.PARKED, Optional.empty(), List.of()), 0)));

        assertThat(count("stairoids.deliveries", "outcome", "retried")).isEqualTo(1);
        assertThat(count("stairoids.deliveries", "outcome", "dead_lettered")).isEqualTo(1);
        assertThat(count("stairoids.deliveries", "outcome", "parked")).isEqualTo(1);
        assertThat(total("stairoids.deliveries")).isEqualTo(3);
        assertThat(count("stairoids.dead.letters", "reason", "gone")).isEqualTo(1);
        assertThat(total("stairoids.dead.letters")).isEqualTo(1);
    }

    @Test
    void aCommitIsCountedByItsOutcomeAndMeasuredWhateverThatWas() {
        meters.commits().tried(CommitOutcome.COMMITTED, Duration.ofMillis(20));
        meters.commits().tried(CommitOutcome.UNKNOWN, Duration.ofMillis(500));

        assertThat(count("stairoids.sender.commits", "outcome", "committed")).isEqualTo(1);
        assertThat(count("stairoids.sender.commits", "outcome", "unknown")).isEqualTo(1);
        assertThat(registry.get("stairoids.sender.commit").timer().totalTime(TimeUnit.MILLISECONDS))
                .isEqualTo(520, within(1e-6));
    }

    @Test
    void gaugesAreZeroBeforeTheLoopHasShownAnything() {
        assertThat(registry.getMeters())
                .filteredOn(meter -> meter.getId().getType() == Meter.Type.GAUGE)
                // This registry shows a histogram's buckets as gauges.
                .filteredOn(meter -> !meter.getId().getName().endsWith(".histogram"))
                .hasSize(12)
                .allSatisfy(meter ->
                        assertThat(meter.measure().iterator().next().getValue()).isZero());
    }

    @Test
    void gaugesShowTheLatestStateOfTheLoop() {
        meters.loop().show(state(OptionalLong.of(Deliveries.NOW.minusSeconds(9).toEpochMilli())));

        assertThat(gauge("in.flight")).isEqualTo(3);
        assertThat(gauge("not.started")).isEqualTo(7 + 1_000);
        assertThat(gauge("paused.partitions")).isEqualTo(1);
        assertThat(gauge("assigned.partitions")).isEqualTo(4);
        assertThat(gauge("window.used")).isEqualTo(0.25);
        assertThat(gauge("memory.used")).isEqualTo(0.5);
        assertThat(gauge("subscriptions")).isEqualTo(42);
        assertThat(gauge("lanes", "lane", "normal")).isEqualTo(20);
        assertThat(gauge("lanes", "lane", "slow")).isEqualTo(2);
        assertThat(gauge("endpoints", "state", "saturated")).isEqualTo(5);
        assertThat(gauge("endpoints", "state", "open")).isEqualTo(1);
    }

    @Test
    void theOldestGrowsOlderThoughTheLoopStandsStillAndIsNeverYoungerThanNow() {
        meters.loop().show(state(OptionalLong.of(Deliveries.NOW.minusSeconds(9).toEpochMilli())));
        assertThat(gauge("oldest.unfinished")).isEqualTo(9);

        now.set(Deliveries.NOW.plusSeconds(30));
        assertThat(gauge("oldest.unfinished")).isEqualTo(39);

        meters.loop().show(state(OptionalLong.of(Deliveries.NOW.plusSeconds(60).toEpochMilli())));
        assertThat(gauge("oldest.unfinished")).isZero();
        meters.loop().show(state(OptionalLong.empty()));
        assertThat(gauge("oldest.unfinished")).isZero();
    }

    @Test
    void allOfThemAreGoneOnceClosedAndOthersStay() {
        registry.counter("somebody.elses").increment();

        meters.close();

        assertThat(registry.getMeters())
                .extracting(meter -> meter.getId().getName())
                .containsExactly("somebody.elses");
    }

    private static LoopState state(OptionalLong oldest) {
        return new LoopState(3, 7, new Backlog(4, 1, 1_000, 5, 0.25, oldest), new LaneCounts(20, 2, 5, 1), 0.5, 42);
    }

    private static Finished finished(Ending ending, FailureReason reason) {
        Assignment assignment = assignment(0);
        return new Finished(assignment, 0, new Decision(ending, Optional.of(reason), List.of()), 0);
    }

    private static Timings took(long millis) {
        return new Timings(Deliveries.NOW, null, millis);
    }

    private double count(String name, String... tags) {
        return required(name, tags).counter().count();
    }

    private double total(String name) {
        return registry.get(name).counters().stream()
                .mapToDouble(counter -> counter.count())
                .sum();
    }

    private double gauge(String name, String... tags) {
        return required("stairoids.sender." + name, tags).gauge().value();
    }

    private double seconds(String name, String outcome) {
        return required(name, "outcome", outcome).timer().totalTime(TimeUnit.SECONDS);
    }

    private RequiredSearch required(String name, String... tags) {
        return registry.get(name).tags(tags);
    }
}

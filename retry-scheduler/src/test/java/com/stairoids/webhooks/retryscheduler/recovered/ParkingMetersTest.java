package com.stairoids.webhooks.retryscheduler.recovered;

import static org.assertj.core.api.Assertions.assertThat;

import com.stairoids.webhooks.schemas.topic.Topic;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.test.TestRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ParkingMetersTest extends RecoveredTopologyHarness {
    @Test
    void countsWhatIsParkedAndWhatWasLetGo() {
        park("end_a", "dlv_1");
        park("end_a", "dlv_2");
        park("end_b", "dlv_3");

        grant("end_a", "one", 1);

        assertThat(gauge("stairoids.parked.deliveries")).isEqualTo(2);
        assertThat(registry.get("stairoids.parked").counter().count()).isEqualTo(3);
        assertThat(released("put_back")).isEqualTo(1);
        assertThat(released("dead_lettered")).isZero();
    }

    @Test
    void saysForHowLongTheOldestHasBeenParkedAllTimesTogether() {
        assertThat(gauge("stairoids.parked.oldest")).isZero();
        park("end_a", "dlv_1");
        parked.pipeInput(new TestRecord<>(
                "end_b", BODY, ParkedDeliveries.parkedAgain("dlv_2", Duration.ofHours(2), NOW.minusSeconds(30))));
        now = NOW.plusSeconds(10);
        assertThat(gauge("stairoids.parked.oldest")).isEqualTo(2 * 3600 + 40);

        grant("end_b", "one", 1);

        assertThat(gauge("stairoids.parked.oldest")).isEqualTo(10);
    }

    @Test
    void countsWhatDiesAsADeadLetter() {
        park("end_a", "dlv_1");

        driver.advanceWallClockTime(RULES.parkedAtMost());

        assertThat(output(Topic.DEAD_LETTER).isEmpty()).isFalse();
        assertThat(released("dead_lettered")).isEqualTo(1);
        assertThat(registry.get("stairoids.dead.letters")
                        .tag("reason", "endpoint-unavailable")
                        .counter()
                        .count())
                .isEqualTo(1);
        assertThat(gauge("stairoids.parked.deliveries")).isZero();
    }

    @Test
    void aPartitionThatIsTakenOverIsCountedWithWhatItHasUntilItIsGone() {
        park("end_a", "dlv_1");
        park("end_a", "dlv_2");
        MeterRegistry taken = new SimpleMeterRegistry();
        ParkingLot lot = new ParkingLot(
                RULES,
                new Departures.Names("deliveries", "dead-letters", "attempts"),
                new ParkingMeters(taken, () -> NOW));

        lot.init(contextWithTheSameStores());

        assertThat(taken.get("stairoids.parked.deliveries").gauge().value()).isEqualTo(2);
        assertThat(taken.get("stairoids.parked").counter().count()).isZero();
        lot.close();
        assertThat(taken.get("stairoids.parked.deliveries").gauge().value()).isZero();
    }

    private MockProcessorContext<byte[], byte @Nullable []> contextWithTheSameStores() {
        var context = new MockProcessorContext<byte[], byte @Nullable []>();
        context.setCurrentSystemTimeMs(NOW.toEpochMilli());
        context.addStateStore(driver.getKeyValueStore(RecoveredTopology.PARKED_STORE));
        context.addStateStore(driver.getKeyValueStore(RecoveredTopology.ENDPOINT_STORE));
        return context;
    }

    private double gauge(String name) {
        return registry.get(name).gauge().value();
    }

    private double released(String outcome) {
        return registry.get("stairoids.parked.released")
                .tag("outcome", outcome)
                .counter()
                .count();
    }
}

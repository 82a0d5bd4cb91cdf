package com.stairoids.webhooks.retryscheduler.due;

import static org.assertj.core.api.Assertions.assertThat;

import com.stairoids.webhooks.schemas.offset.OffsetWindow;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class TierMetersTest {
    private static final Instant NOW = Instant.parse("2026-11-01T12:00:00Z");
    private static final Duration DELAY = Duration.ofMinutes(1);

    private final MeterRegistry registry = new SimpleMeterRegistry();
    private final TierMeters meters = new TierMeters(registry, "5m", () -> NOW);

    @Test
    void measuresHowLateEachWasPutBack() {
        HeldRecord late = HeldRecord.of(Waiting.record(0, 1, NOW, NOW.minusMillis(300)), DELAY);
        HeldRecord early = HeldRecord.of(Waiting.record(0, 2, NOW, NOW.plusMillis(5)), DELAY);

        meters.putBack(List.of(late, early), NOW);

        var lateness = registry.get("stairoids.tier.lateness").tag("tier", "5m").timer();
        assertThat(lateness.count()).isEqualTo(2);
        assertThat(lateness.totalTime(TimeUnit.MILLISECONDS)).isEqualTo(300);
        assertThat(registry.get("stairoids.tier.put.back").counter().count()).isEqualTo(2);
    }

    @Test
    void nothingIsOverdueBeforeItsTime() {
        assertThat(gauge("stairoids.tier.oldest.overdue")).isZero();
        meters.nextIsDue(NOW.plusSeconds(1));
        assertThat(gauge("stairoids.tier.oldest.overdue")).isZero();

        meters.nextIsDue(NOW.minusMillis(1500));

        assertThat(gauge("stairoids.tier.oldest.overdue")).isEqualTo(1.5);
    }

    /** Offsets 10 to 19, of which 12 was put back before an earlier one. */
    @Test
    void theDepthIsWhatStandsBeforeTheEndAndWasNotPutBack() {
        TopicPartition partition = new TopicPartition(Waiting.TOPIC, 0);
        BitSet putBack = new BitSet();
        putBack.set(1);
        HeldRecords held = new HeldRecords(DELAY, new HeldBytes(Long.MAX_VALUE));
        held.adopt(partition, new OffsetWindow(10, putBack));

        assertThat(held.depth(Map.of(partition, 20L))).isEqualTo(9);
        assertThat(held.depth(Map.of(partition, 10L))).isZero();
    }

    private double gauge(String name) {
        return registry.get(name).gauge().value();
    }
}

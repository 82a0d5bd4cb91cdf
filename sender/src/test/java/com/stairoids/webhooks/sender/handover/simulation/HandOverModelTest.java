package com.stairoids.webhooks.sender.handover.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/**
 * Random lives of a group of senders over a Kafka that fails, against plain sets. A failure names its seed;
 * {@code -Dhandover.seed=N} runs that one alone, {@code -Dhandover.seeds=N} so many.
 */
final class HandOverModelTest {
    private static final int SEEDS = 300;
    private static final int STEPS = 2_000;

    private final Logger log = (Logger) LoggerFactory.getLogger("com.stairoids.webhooks.sender");
    private final Level usual = log.getEffectiveLevel();

    /** Every injected fault is a warning. */
    @BeforeEach
    void silence() {
        log.setLevel(Level.OFF);
    }

    @AfterEach
    void speak() {
        log.setLevel(usual);
    }

    @Test
    void nothingIsSkippedAndNothingIsRepeatedByALivingSender() {
        Long alone = Long.getLong("handover.seed");
        LongStream seeds = alone == null
                ? LongStream.rangeClosed(1, Integer.getInteger("handover.seeds", SEEDS))
                : LongStream.of(alone);

        seeds.forEach(HandOverModelTest::run);
    }

    /** A model in which nobody ever dies with answers uncommitted would show nothing. */
    @Test
    void theRandomLivesContainRepeatsThatADeathExplains() {
        int repeats = LongStream.rangeClosed(1, 20)
                .mapToInt(seed -> run(seed).repeats())
                .sum();

        assertThat(repeats).isGreaterThan(100);
    }

    private static SimulatedGroup run(long seed) {
        try {
            SimulatedGroup group = new SimulatedGroup(seed);
            for (int step = 0; step < STEPS; step++) {
                group.step();
            }
            group.settle();
            return group;
        } catch (AssertionError | RuntimeException e) {
            throw new AssertionError("seed " + seed + " (-Dhandover.seed=" + seed + "): " + e.getMessage(), e);
        }
    }
}

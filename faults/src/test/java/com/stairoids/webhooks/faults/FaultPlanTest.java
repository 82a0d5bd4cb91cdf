package com.stairoids.webhooks.faults;

import static org.assertj.core.api.Assertions.assertThat;

import com.stairoids.webhooks.faults.FaultPlan.Planned;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class FaultPlanTest {
    static List<RunSize> sizes() {
        return List.of(RunSize.TINY, RunSize.SHORT, RunSize.FULL);
    }

    @ParameterizedTest
    @MethodSource("sizes")
    void killsEachRoleAsOftenAsTheSizeSays(RunSize size) {
        List<Fault> faults = faults(size, 1);

        for (RoleName role : RoleName.values()) {
            assertThat(faults)
                    .filteredOn(fault -> fault instanceof Fault.KillRole kill && kill.role() == role)
                    .hasSize(size.killsPerRole());
        }
    }

    @ParameterizedTest
    @MethodSource("sizes")
    void breaksBrokersInEveryWayAndSilencesAnEndpoint(RunSize size) {
        List<Fault> faults = faults(size, 2);

        assertThat(faults)
                .filteredOn(fault -> fault instanceof Fault.KillBroker kill && !kill.wiped())
                .hasSize(1);
        assertThat(faults)
                .filteredOn(fault -> fault instanceof Fault.KillBroker kill && kill.wiped())
                .hasSize(size.wipes() ? 1 : 0);
        assertThat(faults).hasAtLeastOneElementOfType(Fault.PauseBroker.class);
        assertThat(faults).hasAtLeastOneElementOfType(Fault.CutBroker.class);
        assertThat(faults).hasAtLeastOneElementOfType(Fault.SilenceEndpoint.class);
    }

    @ParameterizedTest
    @MethodSource("sizes")
    void addsEachSenderBeforeItRemovesIt(RunSize size) {
        LongStream.range(0, 200).forEach(seed -> {
            int added = 0;
            for (Fault fault : faults(size, seed)) {
                added += fault instanceof Fault.AddSender ? 1 : fault instanceof Fault.RemoveSender ? -1 : 0;
                assertThat(added).as("seed " + seed).isBetween(0, 1);
            }
            assertThat(added).isZero();
        });
    }

    @ParameterizedTest
    @MethodSource("sizes")
    void strikesInOrderAndBeforeTheLoadEnds(RunSize size) {
        LongStream.range(0, 200).forEach(seed -> {
            List<Integer> points = FaultPlan.of(size, seed).faults().stream()
                    .map(Planned::acknowledged)
                    .toList();

            assertThat(points).as("seed " + seed).isSorted();
            // The load pauses with so many open, so that there is work until its last event is acknowledged.
            assertThat(points.getLast()).as("seed " + seed).isLessThan(size.events() - FaultDriver.LEAST_OPEN);
        });
    }

    @Test
    void isTheSameForTheSameSeedAndAnotherForAnother() {
        assertThat(FaultPlan.of(RunSize.SHORT, 7)).isEqualTo(FaultPlan.of(RunSize.SHORT, 7));
        assertThat(FaultPlan.of(RunSize.SHORT, 7)).isNotEqualTo(FaultPlan.of(RunSize.SHORT, 8));
    }

    private static List<Fault> faults(RunSize size, long seed) {
        return FaultPlan.of(size, seed).faults().stream().map(Planned::fault).toList();
    }
}

package com.stairoids.webhooks.testing.guarantees;

import static org.assertj.core.api.Assertions.assertThat;

import com.stairoids.webhooks.testing.guarantees.NobodyWaitsForAnother.Pair;
import java.util.List;
import org.junit.jupiter.api.Test;

class NobodyWaitsForAnotherTest {
    @Test
    void holdsWhereNothingChanges() {
        assertThat(of(new Pair(10, 11, 100, 100), new Pair(10, 10, 100, 99)).violations())
                .isEmpty();
    }

    @Test
    void aLongerLatencyIsFound() {
        assertThat(of(new Pair(10, 13, 100, 100), new Pair(10, 12.5, 100, 100)).violations())
                .singleElement()
                .asString()
                .contains("1.28 times");
    }

    @Test
    void oneBadPairIsNotTheMedian() {
        assertThat(of(new Pair(10, 10, 1, 1), new Pair(10, 90, 1, 1), new Pair(10, 11, 1, 1))
                        .violations())
                .isEmpty();
    }

    @Test
    void aRatioThatCleanStretchesShowAmongThemselvesIsNoFinding() {
        assertThat(of(new Pair(10, 14, 1, 1), new Pair(15, 21, 1, 1), new Pair(10, 14, 1, 1))
                        .violations())
                .isEmpty();
    }

    @Test
    void whatDoesNotArriveIsFound() {
        assertThat(of(new Pair(10, 10, 1000, 979)).violations())
                .singleElement()
                .asString()
                .contains("0.9790");
    }

    private static NobodyWaitsForAnother of(Pair... pairs) {
        return new NobodyWaitsForAnother(List.of(pairs), 1.2, 0.98);
    }
}

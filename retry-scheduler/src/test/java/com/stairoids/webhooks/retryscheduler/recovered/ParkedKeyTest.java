package com.stairoids.webhooks.retryscheduler.recovered;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ParkedKeyTest {
    @Test
    void isReadAsItWasWritten() {
        ParkedKey key = new ParkedKey("end_1", 1_793_534_400_000L, 77);

        assertThat(ParkedKey.of(key.toBytes())).isEqualTo(key);
    }

    @Test
    void sortsByEndpointThenDeadlineThenArrival() {
        List<ParkedKey> inOrder = List.of(
                new ParkedKey("end_1", Long.MIN_VALUE, 5),
                new ParkedKey("end_1", -1, 5),
                new ParkedKey("end_1", 0, 255),
                new ParkedKey("end_1", 0, 256),
                new ParkedKey("end_1", 1_793_534_400_000L, 0),
                ParkedKey.last("end_1"),
                new ParkedKey("end_1-", 0, 0),
                new ParkedKey("end_10", 0, 0),
                new ParkedKey("end_1_", 0, 0));
        List<ParkedKey> shuffled = new ArrayList<>(inOrder);
        Collections.shuffle(shuffled, new Random(1));

        List<ParkedKey> sorted = shuffled.stream()
                .map(ParkedKey::toBytes)
                .sorted()
                .map(ParkedKey::of)
                .toList();

        assertThat(sorted).isEqualTo(inOrder);
    }
}

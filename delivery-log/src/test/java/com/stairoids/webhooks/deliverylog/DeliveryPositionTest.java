package com.stairoids.webhooks.deliverylog;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DeliveryPositionTest {
    @Test
    void newerOnesComeFirstAlsoAsBytes() {
        Random random = new Random(7);
        List<DeliveryPosition> positions = new ArrayList<>(List.of(
                new DeliveryPosition(0, 0, 0),
                new DeliveryPosition(Long.MAX_VALUE, Integer.MAX_VALUE, Long.MAX_VALUE)));
        for (int number = 0; number < 500; number++) {
            positions.add(new DeliveryPosition(random.nextInt(4), random.nextInt(4), random.nextInt(1000)));
        }
        List<DeliveryPosition> byBytes = new ArrayList<>(positions);

        Collections.sort(positions);
        byBytes.sort((one, other) -> Arrays.compareUnsigned(one.bytes(), other.bytes()));

        assertThat(positions).isEqualTo(byBytes);
        assertThat(positions.getFirst().time()).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void itsTextIsReadBack() {
        DeliveryPosition position = new DeliveryPosition(1_795_000_000_000L, 11, 123_456_789);

        assertThat(DeliveryPosition.parse(position.toString())).hasValue(position);
        assertThat(position.toString()).matches("[A-Za-z0-9_-]{27}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "AAAAAAAAAAAAAAAAAAAAAAAAAAA", "../../etc/passwd", "%00", "ws_1/ep_1"})
    void whatIsNoneIsNone(String text) {
        assertThat(DeliveryPosition.parse(text)).isEmpty();
    }
}

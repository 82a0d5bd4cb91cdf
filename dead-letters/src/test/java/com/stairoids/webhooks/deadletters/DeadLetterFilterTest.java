package com.stairoids.webhooks.deadletters;

import static org.assertj.core.api.Assertions.assertThat;

import com.stairoids.webhooks.schemas.attempt.DeliveryIdentity.Coordinates;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class DeadLetterFilterTest {
    private static final DeadLetterFilter ANY = DeadLetterFilter.any();
    private static final Coordinates COORDINATES = new Coordinates("stairoids.dead-letter", 0, 0);

    private final DeadLetter letter = new DeadLetter.Delivery(
            COORDINATES, "ep_1", Dead.delivery("dlv_1"), "http-status", 503, null, Dead.DIED, 0);
    private final DeadLetter unreadable =
            new DeadLetter.Malformed(COORDINATES, null, null, null, null, Dead.DIED, 0, "no key");

    static Stream<DeadLetterFilter> wanting() {
        return Stream.of(
                ANY,
                ANY.ofEndpoint("ep_1"),
                ANY.ofWorkspace("ws_1"),
                ANY.ofEventType("signal.created"),
                ANY.withReason("http-status"),
                ANY.withStatus(503),
                ANY.withIds(Set.of("dlv_0", "dlv_1")),
                ANY.withIds(Set.of("evt_1")),
                ANY.since(Dead.DIED),
                ANY.until(Dead.DIED.plusMillis(1)));
    }

    static Stream<DeadLetterFilter> notWanting() {
        return Stream.of(
                ANY.ofEndpoint("ep_2"),
                ANY.ofWorkspace("ws_10"),
                ANY.ofEventType("signal.scored"),
                ANY.withReason("timeout"),
                ANY.withStatus(500),
                ANY.withIds(Set.of("dlv_10")),
                ANY.since(Dead.DIED.plusMillis(1)),
                ANY.until(Dead.DIED),
                ANY.ofEndpoint("ep_1").ofWorkspace("ws_2"));
    }

    @ParameterizedTest
    @MethodSource("wanting")
    void matches(DeadLetterFilter filter) {
        assertThat(filter.matches(letter)).isTrue();
    }

    @ParameterizedTest
    @MethodSource("notWanting")
    void doesNotMatch(DeadLetterFilter filter) {
        assertThat(filter.matches(letter)).isFalse();
    }

    @Test
    void showsAnUnreadableOneOnlyToThoseWhoAskForNothingThatItLacks() {
        assertThat(ANY.since(Dead.DIED).matches(unreadable)).isTrue();
        assertThat(ANY.ofEndpoint("ep_1").matches(unreadable)).isFalse();
        assertThat(ANY.withStatus(503).matches(unreadable)).isFalse();
        assertThat(ANY.withIds(Set.of("dlv_1")).matches(unreadable)).isFalse();
    }
}

package com.stairoids.webhooks.sender.admit;

import static com.stairoids.webhooks.sender.Deliveries.BODY;
import static com.stairoids.webhooks.sender.Deliveries.assignment;
import static com.stairoids.webhooks.sender.Deliveries.delivery;
import static org.assertj.core.api.Assertions.assertThat;

import com.stairoids.webhooks.sender.consume.Assignment;
import com.stairoids.webhooks.sender.consume.Delivery;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class LanesTest {
    private static final Duration THIRTY_SECONDS = Duration.ofSeconds(30);

    private final Assignment assignment = assignment(0);

    @Test
    void anEndpointHasNoMoreRequestsInFlightThanItsCap() {
        Lanes lanes = lanes(2, 100);
        enter(lanes, "ep_a", 0, 5);

        List<Delivery> started = startAll(lanes);

        assertThat(started).extracting(Delivery::offset).containsExactly(0L, 1L);
    }

    @Test
    void endpointsTakeTurns() {
        Lanes lanes = lanes(10, 100);
        enter(lanes, "ep_a", 0, 3);
        enter(lanes, "ep_b", 10, 3);

        List<Delivery> started = startAll(lanes);

        assertThat(started).extracting(Delivery::offset).containsExactly(0L, 10L, 1L, 11L, 2L, 12L);
    }

    @Test
    void thereAreNoMoreRequestsInAllThanTheirCap() {
        Lanes lanes = lanes(10, 3);
        enter(lanes, "ep_a", 0, 3);
        enter(lanes, "ep_b", 10, 3);

        List<Delivery> started = startAll(lanes);

        assertThat(started).hasSize(3);
    }

    @Test
    void anAnswerMakesRoomForTheEndpointsNext() {
        Lanes lanes = lanes(1, 100);
        enter(lanes, "ep_a", 0, 2);
        Delivery first = lanes.next().orElseThrow();

        lanes.leave(first);

        assertThat(lanes.next()).map(Delivery::offset).contains(1L);
    }

    @Test
    void whatBelongsToAPartitionThatGoesIsForgottenAndTheRestStays() {
        Lanes lanes = lanes(1, 100);
        Assignment going = assignment(1);
        lanes.enter(delivery(assignment, 0, "ep_a"));
        lanes.enter(delivery(going, 0, "ep_a"));
        lanes.enter(delivery(going, 1, "ep_b"));

        lanes.drop(going);

        assertThat(startAll(lanes)).extracting(Delivery::assignment).containsExactly(assignment);
        assertThat(lanes.waiting()).isZero();
        assertThat(lanes.bytes()).isEqualTo(BODY.length);
    }

    @Test
    void countsAreBackAtZeroOnceAllHasLeft() {
        Lanes lanes = lanes(2, 3);
        enter(lanes, "ep_a", 0, 20);
        enter(lanes, "ep_b", 100, 20);

        int left = 0;
        for (List<Delivery> started = startAll(lanes); !started.isEmpty(); started = startAll(lanes)) {
            started.forEach(lanes::leave);
            left += started.size();
        }

        assertThat(left).isEqualTo(40);
        assertThat(lanes.inFlight()).isZero();
        assertThat(lanes.waiting()).isZero();
        assertThat(lanes.bytes()).isZero();
    }

    private Lanes lanes(int requestsPerEndpoint, int requests) {
        LaneRules rules = new LaneRules(
                requestsPerEndpoint,
                requests,
                1_000_000,
                1000,
                new BreakerRules(20, 10, THIRTY_SECONDS, THIRTY_SECONDS));
        return new Lanes(rules, () -> "epoch", () -> 0, InstantSource.system());
    }

    private void enter(Lanes lanes, String endpoint, long firstOffset, int count) {
        for (long offset = firstOffset; offset < firstOffset + count; offset++) {
            lanes.enter(delivery(assignment, offset, endpoint));
        }
    }

    private static List<Delivery> startAll(Lanes lanes) {
        List<Delivery> started = new ArrayList<>();
        for (Optional<Delivery> next = lanes.next(); next.isPresent(); next = lanes.next()) {
            started.add(next.get());
        }
        return started;
    }
}

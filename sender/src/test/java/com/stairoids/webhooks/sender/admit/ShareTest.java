package com.stairoids.webhooks.sender.admit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** How much of the sender one endpoint gets: of its memory, of its requests, of a second. */
class ShareTest {
    private static final long SECOND = Duration.ofSeconds(1).toNanos();

    @Test
    void oneEndpointAloneCanTakeHalfOfTheWindow() {
        assertThat(taken(new Window(1_000_000, 1000), 1)).containsExactly(500);
    }

    @Test
    void nineThatTakeAllTheyCanLeaveATenthToTheOthers() {
        Window window = new Window(1_000_000, 1000);

        assertThat(taken(window, 9)).allSatisfy(held -> assertThat(held).isBetween(95, 105));
        assertThat(window.leavesRoom(0, 0, 1)).isTrue();
        assertThat(window.isFull()).isFalse();
    }

    @Test
    void bytesAreSharedAsDeliveriesAre() {
        Window window = new Window(1000, 1000);
        window.take(400);

        assertThat(window.leavesRoom(1, 400, 200)).isTrue();
        assertThat(window.leavesRoom(1, 400, 201)).isFalse();
    }

    @Test
    void whatIsFreedCanBeTakenAgain() {
        Window window = new Window(100, 10);
        window.take(100);
        assertThat(window.isFull()).isTrue();

        window.free(100);

        assertThat(window.isFull()).isFalse();
        assertThat(window.bytes()).isZero();
    }

    @Test
    void requestsInFlightGrowByOneAndAreHalved() {
        Concurrency concurrency = new Concurrency(32);

        for (int i = 0; i < 100; i++) {
            concurrency.answered();
        }
        assertThat(concurrency.allowed()).isEqualTo(32);
        concurrency.unanswered();
        assertThat(concurrency.allowed()).isEqualTo(16);
        for (int i = 0; i < 100; i++) {
            concurrency.unanswered();
        }
        assertThat(concurrency.allowed()).isEqualTo(4);
    }

    @Test
    void aCapBelowTheLeastHolds() {
        Concurrency concurrency = new Concurrency(1);
        concurrency.answered();
        concurrency.unanswered();

        assertThat(concurrency.allowed()).isEqualTo(1);
    }

    @Test
    void aRateIsKeptOverTimeWithASmallBurst() {
        RateLimit limit = new RateLimit();
        limit.set(50, 0);

        int started = 0;
        for (long now = 0; now < 10 * SECOND; now += SECOND / 1000) {
            if (limit.next(now) <= now) {
                limit.started(now);
                started++;
            }
        }

        assertThat(started).isBetween(500, 506);
    }

    @Test
    void aRateThatWasNotUsedIsNotSavedUp() {
        RateLimit limit = new RateLimit();
        limit.set(50, 0);
        long later = 100 * SECOND;

        int atOnce = 0;
        while (limit.next(later) <= later) {
            limit.started(later);
            atOnce++;
        }

        assertThat(atOnce).isBetween(1, 6);
    }

    @Test
    void withoutALimitNothingWaits() {
        RateLimit limit = new RateLimit();
        limit.set(null, 0);
        limit.started(0);

        assertThat(limit.next(0)).isZero();
    }

    private static List<Integer> taken(Window window, int endpoints) {
        int[] held = new int[endpoints];
        boolean more = true;
        while (more) {
            more = false;
            for (int i = 0; i < endpoints; i++) {
                if (window.leavesRoom(held[i], held[i], 1)) {
                    window.take(1);
                    held[i]++;
                    more = true;
                }
            }
        }
        return Arrays.stream(held).boxed().toList();
    }
}

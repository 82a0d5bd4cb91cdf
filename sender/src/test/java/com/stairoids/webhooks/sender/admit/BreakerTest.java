package com.stairoids.webhooks.sender.admit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class BreakerTest {
    private static final BreakerRules RULES = new BreakerRules(20, 10, Duration.ofSeconds(30), Duration.ofSeconds(30));

    @Test
    void opensWhenEnoughFailuresOfEnoughDeliveriesHaveLastedLongEnough() {
        assertThat(after(20, 10, 30)).isInstanceOf(Breaker.Open.class);
    }

    @Test
    void staysClosedWhereAnyOfTheThreeIsMissing() {
        assertThat(after(19, 10, 30)).isInstanceOf(Breaker.Closed.class);
        assertThat(after(20, 9, 30)).isInstanceOf(Breaker.Closed.class);
        assertThat(after(20, 10, 29)).isInstanceOf(Breaker.Closed.class);
    }

    @Test
    void anAnswerBreaksTheRow() {
        Breaker almost = after(19, 10, 30).answered();

        assertThat(almost.unanswered("dlv_x", "timeout", seconds(31), RULES)).isInstanceOf(Breaker.Closed.class);
    }

    @Test
    void tellsOnceInAWhileWhetherItAnswersAgain() {
        Breaker.Open open = (Breaker.Open) after(20, 10, 30);

        assertThat(open.mayProbe(seconds(59))).isFalse();
        assertThat(open.mayProbe(seconds(60))).isTrue();
        assertThat(open.probe().mayProbe(seconds(60))).isFalse();
        assertThat(open.probe().notProbed().mayProbe(seconds(60))).isTrue();
    }

    @Test
    void aProbeThatFailsIsFollowedByAnotherAfterTheInterval() {
        Breaker failed = ((Breaker.Open) after(20, 10, 30)).probe().unanswered("d", "refused", seconds(70), RULES);

        assertThat(failed).isEqualTo(new Breaker.Open("refused", seconds(30), seconds(100), false));
    }

    @Test
    void whatWasUnderWayWhenItOpenedDelaysNoProbe() {
        Breaker open = after(20, 10, 30);

        assertThat(open.unanswered("d", "timeout", seconds(40), RULES)).isEqualTo(open);
    }

    @Test
    void closesWithAnyAnswer() {
        assertThat(after(20, 10, 30).answered()).isEqualTo(Breaker.Closed.NEW);
    }

    /** So many failures, spread evenly from second 0 to {@code seconds}. */
    private static Breaker after(int failures, int deliveries, int seconds) {
        Breaker breaker = Breaker.Closed.NEW;
        for (int i = 0; i < failures; i++) {
            breaker = breaker.unanswered(
                    "dlv_" + i % deliveries, "timeout", seconds(seconds) * i / (failures - 1), RULES);
        }
        return breaker;
    }

    private static long seconds(int seconds) {
        return Duration.ofSeconds(seconds).toNanos();
    }
}

package com.stairoids.webhooks.testing.guarantees;

import static com.stairoids.webhooks.testing.guarantees.Chains.at;
import static com.stairoids.webhooks.testing.guarantees.Chains.entry;
import static com.stairoids.webhooks.testing.guarantees.Chains.log;
import static com.stairoids.webhooks.testing.guarantees.Chains.retriedOnce;
import static org.assertj.core.api.Assertions.assertThat;

import com.stairoids.webhooks.testing.guarantees.LogEntry.Kind;
import com.stairoids.webhooks.testing.guarantees.Position.Place;
import java.util.List;
import org.junit.jupiter.api.Test;

class OneChainPerDeliveryTest {
    private static final List<LogEntry> RETRIED = log(entry(Kind.FAILED, 1), entry(Kind.DELIVERED, 2));

    @Test
    void holdsForARetriedDelivery() {
        assertThat(violations(RETRIED, retriedOnce())).isEmpty();
    }

    @Test
    void holdsForADeadLetter() {
        assertThat(violations(
                        log(entry(Kind.FAILED, 1), entry(Kind.DEAD_LETTERED, 1)),
                        List.of(at(Place.DELIVERIES, 0), at(Place.DEAD_LETTER, 1))))
                .isEmpty();
    }

    @Test
    void holdsWhereADeliveryWasParkedBetweenItsAttempts() {
        assertThat(violations(
                        log(entry(Kind.FAILED, 1), entry(Kind.PARKED, 1), entry(Kind.DELIVERED, 2)),
                        retriedOnce(at(Place.PARKED, 1), at(Place.DELIVERIES, 1))))
                .isEmpty();
    }

    @Test
    void holdsWhereWhatWasParkedForTooLongBecameADeadLetter() {
        assertThat(violations(
                        log(entry(Kind.FAILED, 1), entry(Kind.PARKED, 1), entry(Kind.DEAD_LETTERED, 1)),
                        retriedOnce(at(Place.PARKED, 1), at(Place.DEAD_LETTER, 1))))
                .isEmpty();
    }

    @Test
    void seesTwoEnds() {
        assertThat(violations(log(entry(Kind.DELIVERED, 1), entry(Kind.CANCELLED, 1)), List.of()))
                .containsExactly("delivery d ended 2 times: delivered, cancelled");
    }

    @Test
    void seesWhatFollowsAnEnd() {
        assertThat(violations(log(entry(Kind.CANCELLED, 0), entry(Kind.FAILED, 1)), List.of()))
                .containsExactly("delivery d went on after it had ended, with failed");
    }

    /** As if a sender that is not fenced had committed its answer beside its successor's. */
    @Test
    void seesAnAttemptThatWasCommittedTwice() {
        assertThat(violations(
                        log(entry(Kind.FAILED, 1), entry(Kind.FAILED, 1), entry(Kind.DELIVERED, 2)), retriedOnce()))
                .containsExactly("the attempts of delivery d were committed as [1, 1, 2]");
    }

    @Test
    void seesAnAttemptThatIsMissing() {
        assertThat(violations(log(entry(Kind.DELIVERED, 2)), List.of()))
                .containsExactly("the attempts of delivery d were committed as [2]");
    }

    @Test
    void seesTwoNextPositions() {
        assertThat(violations(RETRIED, retriedOnce(at(Place.TIER, 1))))
                .containsExactly("delivery d after 1 attempts stood in 2 tiers and as 0 dead letters");
    }

    /** As if a retry-scheduler had put back a delivery and not its offset. */
    @Test
    void seesADeliveryThatWasPutBackTwice() {
        assertThat(violations(RETRIED, retriedOnce(at(Place.DELIVERIES, 1))))
                .containsExactly("delivery d after 1 attempts was put into deliveries 2 times instead of 1");
    }

    /** As if a router had routed an event twice. */
    @Test
    void seesADeliveryThatWasMadeTwice() {
        assertThat(violations(RETRIED, retriedOnce(at(Place.DELIVERIES, 0))))
                .containsExactly("delivery d after 0 attempts was put into deliveries 2 times instead of 1");
    }

    @Test
    void seesAParkedDeliveryThatWasReleasedTwice() {
        assertThat(violations(
                        RETRIED, retriedOnce(at(Place.PARKED, 1), at(Place.DELIVERIES, 1), at(Place.DELIVERIES, 1))))
                .containsExactly("delivery d after 1 attempts was put into deliveries 3 times instead of 2");
    }

    @Test
    void seesADeadLetterThatTheLogDoesNotKnowAndTheReverse() {
        assertThat(violations(RETRIED, retriedOnce(at(Place.DEAD_LETTER, 2))))
                .containsExactly("delivery d is a dead letter, and the log does not say so");
        assertThat(violations(log(entry(Kind.FAILED, 1), entry(Kind.DEAD_LETTERED, 1)), List.of()))
                .containsExactly("delivery d was dead-lettered, and there is no dead letter");
    }

    @Test
    void seesTwoDeadLetters() {
        assertThat(violations(
                        log(entry(Kind.FAILED, 1), entry(Kind.DEAD_LETTERED, 1)),
                        List.of(at(Place.DEAD_LETTER, 1), at(Place.DEAD_LETTER, 2))))
                .containsExactly("delivery d is 2 dead letters");
    }

    @Test
    void seesAnEventThatIsTwoDeliveriesToOneEndpoint() {
        assertThat(violations(log(entry(Kind.DELIVERED, "d", 1), entry(Kind.DELIVERED, "d2", 1)), List.of()))
                .containsExactly("event e came to ep as several deliveries: d, d2");
    }

    private static List<String> violations(List<LogEntry> log, List<Position> positions) {
        return new OneChainPerDelivery(log, positions).violations();
    }
}

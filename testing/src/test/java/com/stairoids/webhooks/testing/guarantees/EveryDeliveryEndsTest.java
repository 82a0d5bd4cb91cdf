package com.stairoids.webhooks.testing.guarantees;

import static com.stairoids.webhooks.testing.guarantees.Chains.entry;
import static com.stairoids.webhooks.testing.guarantees.Chains.log;
import static com.stairoids.webhooks.testing.guarantees.Chains.post;
import static org.assertj.core.api.Assertions.assertThat;

import com.stairoids.webhooks.testing.guarantees.LogEntry.Kind;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class EveryDeliveryEndsTest {
    private static final PostArrival ACCEPTED = post("s", Duration.ZERO);

    @Test
    void holdsWhereADeliveryWasAcceptedAndSaysSo() {
        assertThat(violations(log(entry(Kind.DELIVERED, 1)), ACCEPTED)).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(names = {"CANCELLED", "DEAD_LETTERED"})
    void holdsWhereADeliveryEndedOtherwise(Kind end) {
        assertThat(violations(log(entry(Kind.FAILED, 1), entry(end, 1)), ACCEPTED))
                .isEmpty();
    }

    /** As if a sender dropped answers: the endpoint accepted it and nobody knows. */
    @Test
    void seesThatAnAnswerWasDropped() {
        assertThat(violations(List.of(), ACCEPTED))
                .containsExactly(
                        "event e has no delivery to ep that ended" + " (its endpoint saw 1 requests, the log says [])");
    }

    @ParameterizedTest
    @EnumSource(names = {"FAILED", "PARKED", "REPLAYED"})
    void seesThatADeliveryNeverWentOn(Kind last) {
        assertThat(violations(log(entry(last, 1))))
                .hasSize(1)
                .first()
                .asString()
                .contains("no delivery to ep that ended");
    }

    /** As if a sender committed what it had not sent. */
    @Test
    void seesThatADeliveryCountsAsDeliveredThatNobodyAccepted() {
        PostArrival refused = new PostArrival("d", 1, "e", "ep", Instant.EPOCH, Instant.EPOCH, 503, Optional.empty());

        assertThat(violations(log(entry(Kind.DELIVERED, 1)), refused))
                .containsExactly("delivery d ended as delivered by attempt 1, which its endpoint never accepted");
    }

    private static List<String> violations(List<LogEntry> log, PostArrival... posts) {
        return new EveryDeliveryEnds(Map.of("e", Set.of("ep")), log, List.of(posts)).violations();
    }
}

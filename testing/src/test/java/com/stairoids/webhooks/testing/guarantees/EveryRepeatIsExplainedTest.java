package com.stairoids.webhooks.testing.guarantees;

import static com.stairoids.webhooks.testing.guarantees.Chains.START;
import static com.stairoids.webhooks.testing.guarantees.Chains.delivered;
import static com.stairoids.webhooks.testing.guarantees.Chains.owned;
import static com.stairoids.webhooks.testing.guarantees.Chains.post;
import static org.assertj.core.api.Assertions.assertThat;

import com.stairoids.webhooks.testing.guarantees.Ownership.End;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class EveryRepeatIsExplainedTest {
    private static final Duration BOUND = Duration.ofSeconds(2);
    private static final List<PostArrival> TWICE = List.of(post("one", seconds(10)), post("two", seconds(25)));
    private static final LogEntry SECOND_COMMITTED = delivered(seconds(24));
    private static final Ownership SUCCESSOR = owned("two", seconds(20));

    @Test
    void asksNothingWhereNothingWasRepeated() {
        List<PostArrival> once = List.of(post("one", seconds(10)));

        assertThat(check(once, delivered(seconds(9)), List.of()).repeats()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(names = {"KILLED", "LOST", "LET_GO_UNSETTLED"})
    void acceptsARepeatByTheSuccessorOfOneThatDiedOrLostThePartition(End end) {
        EveryRepeatIsExplained check =
                check(TWICE, SECOND_COMMITTED, List.of(owned("one", seconds(0), seconds(11), end), SUCCESSOR));

        assertThat(check.violations()).isEmpty();
        assertThat(check.repeats()).hasSize(1);
    }

    @Test
    void findsTheSenderByThePartitionWhereItsProcessWasGoneTooSoon() {
        List<PostArrival> posts = List.of(post("", seconds(10)), post("two", seconds(25)));

        assertThat(check(posts, SECOND_COMMITTED, List.of(owned("one", seconds(0), seconds(10), End.KILLED), SUCCESSOR))
                        .violations())
                .isEmpty();
    }

    /** As if an aborted commit were repeated by sending again. */
    @Test
    void refusesARepeatByALivingSender() {
        List<PostArrival> posts = List.of(post("one", seconds(10)), post("one", seconds(12)));

        assertThat(check(posts, delivered(seconds(11)), List.of(owned("one", seconds(0))))
                        .violations())
                .containsExactly("attempt 1 of delivery d was posted again after 2000 ms, and by the same sender, one,"
                        + " which had kept its partition");
    }

    @Test
    void refusesARepeatAfterAPartitionWasLetGoInPeace() {
        assertThat(check(TWICE, SECOND_COMMITTED, List.of(owned("one", seconds(0), seconds(11), End.LET_GO), SUCCESSOR))
                        .violations())
                .containsExactly("attempt 1 of delivery d was posted again after 15000 ms, and its sender had let the"
                        + " partition go with everything committed (one)");
    }

    /** As if two senders believed that a partition was theirs. */
    @Test
    void refusesARepeatBesideASenderThatKeptThePartition() {
        assertThat(check(TWICE, SECOND_COMMITTED, List.of(owned("one", seconds(0)), SUCCESSOR))
                        .violations())
                .containsExactly(
                        "attempt 1 of delivery d was posted again after 15000 ms, and its sender lived and kept"
                                + " the partition (one)");
    }

    /** As if a sender that is not fenced went on. */
    @Test
    void refusesARepeatOfWhatAFormerOwnerSent() {
        assertThat(check(TWICE, SECOND_COMMITTED, List.of(owned("one", seconds(0), seconds(5), End.LOST), SUCCESSOR))
                        .violations())
                .containsExactly("attempt 1 of delivery d was sent by one, which did not have its partition");
    }

    @Test
    void refusesARepeatOfWhatWasCommitted() {
        assertThat(check(
                                TWICE,
                                delivered(seconds(9)),
                                List.of(owned("one", seconds(0), seconds(11), End.KILLED), SUCCESSOR))
                        .violations())
                .containsExactly("attempt 1 of delivery d was posted again after 15000 ms, and its first answer is the"
                        + " one that was committed");
    }

    @Test
    void refusesARepeatOfWhatShouldHaveBeenCommittedLongBeforeTheKill() {
        List<Ownership> owners = List.of(owned("one", seconds(0), seconds(15), End.KILLED), SUCCESSOR);

        assertThat(check(TWICE, SECOND_COMMITTED, owners).violations())
                .containsExactly("attempt 1 of delivery d was posted again after 15000 ms, and its answer was not"
                        + " committed in the 4950 ms until its sender was killed, though no broker was in trouble");
    }

    /** A broker that is down delays commits; it excuses no repeat by itself, as the tests above show. */
    @Test
    void acceptsALateCommitWhileABrokerWasInTrouble() {
        List<Ownership> owners = List.of(owned("one", seconds(0), seconds(15), End.KILLED), SUCCESSOR);
        Trouble trouble = new Trouble(START.plusSeconds(12), START.plusSeconds(14));

        assertThat(new EveryRepeatIsExplained(
                                TWICE, List.of(SECOND_COMMITTED), owners, Map.of("ep", 3), List.of(trouble), BOUND)
                        .violations())
                .isEmpty();
    }

    @Test
    void aBrokersTroubleExcusesNoRepeatByALivingSender() {
        Trouble trouble = new Trouble(START, START.plusSeconds(60));

        assertThat(new EveryRepeatIsExplained(
                                TWICE,
                                List.of(SECOND_COMMITTED),
                                List.of(owned("one", seconds(0)), SUCCESSOR),
                                Map.of("ep", 3),
                                List.of(trouble),
                                BOUND)
                        .violations())
                .hasSize(1);
    }

    @Test
    void looksAtEveryPostButTheLast() {
        List<PostArrival> thrice =
                List.of(post("one", seconds(10)), post("two", seconds(25)), post("three", seconds(50)));
        List<Ownership> owners = List.of(
                owned("one", seconds(0), seconds(11), End.KILLED),
                owned("two", seconds(20), seconds(26), End.LET_GO),
                owned("three", seconds(40)));

        EveryRepeatIsExplained check = check(thrice, delivered(seconds(49)), owners);

        assertThat(check.repeats()).hasSize(2);
        assertThat(check.violations()).hasSize(1).first().asString().contains("everything committed (two)");
    }

    private static EveryRepeatIsExplained check(List<PostArrival> posts, LogEntry committed, List<Ownership> owners) {
        return new EveryRepeatIsExplained(posts, List.of(committed), owners, Map.of("ep", 3), List.of(), BOUND);
    }

    private static Duration seconds(int count) {
        return Duration.ofSeconds(count);
    }
}

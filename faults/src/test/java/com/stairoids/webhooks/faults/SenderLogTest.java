package com.stairoids.webhooks.faults;

import static org.assertj.core.api.Assertions.assertThat;

import com.stairoids.webhooks.testing.guarantees.Ownership;
import com.stairoids.webhooks.testing.guarantees.Ownership.End;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SenderLogTest {
    private static final String ASSIGNED = "2026-01-01T00:00:01.000Z INFO  Assignments: partitions assigned"
            + " partitions=\"[stairoids.deliveries-3, stairoids.deliveries-0]\"";
    private static final Instant FROM = Instant.parse("2026-01-01T00:00:01Z");
    private static final Instant LATER = Instant.parse("2026-01-01T00:00:09.250Z");

    @Test
    void knowsWhatIsHeld() {
        assertThat(ownerships(Optional.empty(), ASSIGNED))
                .containsExactly(
                        new Ownership("s", 0, FROM, Instant.MAX, End.HELD),
                        new Ownership("s", 3, FROM, Instant.MAX, End.HELD));
    }

    @Test
    void endsWithTheProcess() {
        assertThat(ownerships(Optional.of(LATER), ASSIGNED))
                .containsExactly(
                        new Ownership("s", 0, FROM, LATER, End.KILLED), new Ownership("s", 3, FROM, LATER, End.KILLED));
    }

    @Test
    void knowsWhatWasLost() {
        assertThat(ownerships(
                        Optional.empty(),
                        ASSIGNED,
                        "2026-01-01T00:00:09.250Z WARN  Assignments: partitions lost"
                                + " partitions=\"[stairoids.deliveries-3]\""))
                .contains(new Ownership("s", 3, FROM, LATER, End.LOST));
    }

    @Test
    void tellsLettingGoInPeaceFromLettingGoUnsettled() {
        String letGo = "2026-01-01T00:00:09.250Z INFO  DeliveryLoop: partitions let go, with so many requests not"
                + " answered and results not committed in time partitions=\"[stairoids.deliveries-%d]\" requests=\"%d\""
                + " results=\"%d\"";

        assertThat(ownerships(Optional.empty(), ASSIGNED, letGo.formatted(3, 0, 0), letGo.formatted(0, 0, 2)))
                .containsExactly(
                        new Ownership("s", 3, FROM, LATER, End.LET_GO),
                        new Ownership("s", 0, FROM, LATER, End.LET_GO_UNSETTLED));
    }

    @Test
    void beginsAnewWhenAPartitionComesBack() {
        String again = ASSIGNED.replace("01.000Z", "30.000Z");

        assertThat(ownerships(
                        Optional.empty(),
                        ASSIGNED,
                        "2026-01-01T00:00:09.250Z WARN  Assignments: partitions lost"
                                + " partitions=\"[stairoids.deliveries-3, stairoids.deliveries-0]\"",
                        again))
                .hasSize(4)
                .filteredOn(ownership -> ownership.end() == End.HELD)
                .allMatch(ownership -> ownership.from().equals(Instant.parse("2026-01-01T00:00:30Z")));
    }

    @Test
    void passesOverWhatIsNotOfPartitions() {
        assertThat(ownerships(
                        Optional.empty(),
                        "\tat com.stairoids.webhooks.sender.Sender.run(Sender.java:1)",
                        "2026-01-01T00:00:01.000Z INFO  RoleCommand: ready role=\"sender\"",
                        "2026-01-01T00:00:01.000Z INFO  Assignments: partitions assigned partitions=\"[]\""))
                .isEmpty();
    }

    private static List<Ownership> ownerships(Optional<Instant> killedAt, String... lines) {
        return SenderLog.ownerships("s", List.of(lines), killedAt);
    }
}

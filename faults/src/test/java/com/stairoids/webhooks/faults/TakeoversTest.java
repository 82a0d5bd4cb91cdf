package com.stairoids.webhooks.faults;

import static org.assertj.core.api.Assertions.assertThat;

import com.stairoids.webhooks.testing.guarantees.Ownership;
import com.stairoids.webhooks.testing.guarantees.Ownership.End;
import com.stairoids.webhooks.testing.guarantees.Trouble;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class TakeoversTest {
    private static final Instant KILL = Instant.parse("2026-11-01T12:00:00Z");

    private final List<Ownership> ownerships = List.of(
            new Ownership("sender-1.1", 1, KILL.minusSeconds(60), KILL, End.KILLED),
            new Ownership("sender-1.1", 2, KILL.minusSeconds(60), KILL, End.KILLED),
            new Ownership("sender-1.1", 3, KILL.minusSeconds(60), KILL.minusSeconds(9), End.LET_GO),
            new Ownership("sender-2.1", 1, KILL.plusSeconds(11), Instant.MAX, End.HELD),
            new Ownership("sender-1.2", 2, KILL.plusSeconds(16), Instant.MAX, End.HELD),
            new Ownership("sender-1.2", 3, KILL.plusSeconds(99), Instant.MAX, End.HELD));

    @Test
    void theLongestIsThatOfThePartitionThatWaitedLongest() {
        Takeovers takeovers = new Takeovers(ownerships, List.of(), Takeovers.PROMISED);

        assertThat(takeovers.longest()).contains(Duration.ofSeconds(16));
        assertThat(takeovers.areInTime()).isFalse();
    }

    @Test
    void oneThatABrokersTroubleTouchesDoesNotCount() {
        Takeovers takeovers = new Takeovers(
                ownerships, List.of(new Trouble(KILL.plusSeconds(12), KILL.plusSeconds(40))), Takeovers.PROMISED);

        assertThat(takeovers.longest()).contains(Duration.ofSeconds(11));
        assertThat(takeovers.areInTime()).isTrue();
    }

    @Test
    void onlyAShortRunOnASmallMachineMayTakeLongerThanPromised() {
        assertThat(Takeovers.allowed(RunSize.FULL, 2)).isEqualTo(Duration.ofSeconds(15));
        assertThat(Takeovers.allowed(RunSize.SHORT, 4)).isEqualTo(Duration.ofSeconds(15));
        assertThat(Takeovers.allowed(RunSize.SHORT, 2)).isEqualTo(Duration.ofSeconds(30));
        assertThat(new Takeovers(ownerships, List.of(), Duration.ofSeconds(30)).areInTime())
                .isTrue();
    }

    @Test
    void whereNobodyWasKilledThereIsNone() {
        assertThat(new Takeovers(List.of(), List.of(), Takeovers.PROMISED).longest())
                .isEmpty();
    }
}

package com.stairoids.webhooks.faults;

import static org.assertj.core.api.Assertions.assertThat;

import com.stairoids.webhooks.testing.guarantees.EveryDeliveryEnds;
import com.stairoids.webhooks.testing.guarantees.EveryRepeatIsExplained;
import com.stairoids.webhooks.testing.guarantees.LogEntry;
import com.stairoids.webhooks.testing.guarantees.OneChainPerDelivery;
import com.stairoids.webhooks.testing.guarantees.Ownership;
import com.stairoids.webhooks.testing.guarantees.PostArrival;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** A run of one event whose POST was repeated after a kill, as the report tells it, and as it does when a promise broke. */
class ReportTest {
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private static final LogEntry DELIVERED =
            new LogEntry(LogEntry.Kind.DELIVERED, "d", "e", "ep", 1, START.plusSeconds(74));
    private static final Struck KILL =
            new Struck(START.plusSeconds(61), "SIGKILL of a sender: sender-1.1", 500, 400, 37);

    @Test
    void tellsTheFaultsTheTotalsAndWhyAPostWasRepeated() {
        Report report = report(List.of(DELIVERED), KILL, List.of());

        assertThat(report.holds()).isTrue();
        assertThat(report.markdown())
                .startsWith("Run of 2026-01-01T00:00:00Z: short size, seed 7, 2 min 0 s. Every promise held.")
                .contains("| 1:01 | SIGKILL of a sender: sender-1.1 | 500 | 400 | 37 |")
                .contains("| **lost** | 0 |")
                .contains("| **doubled chains** | 0 |")
                .contains("| POSTs that were repeated | 1 |")
                .contains("| **of these, not explained** | 0 |")
                .contains("without an owner, in ms (15000 allowed) | 11000 |")
                .contains("| its sender was killed | 1 | 950 ms |");
    }

    @Test
    void tellsWhatWasLost() {
        Report report = report(List.of(), KILL, List.of());

        assertThat(report.holds()).isFalse();
        assertThat(report.markdown())
                .contains("A PROMISE WAS BROKEN")
                .contains("| **lost** | 1 |")
                .contains("- event e has no delivery to ep that ended");
    }

    @Test
    void doesNotHoldWhereAFaultFoundTooLittleWork() {
        assertThat(report(List.of(DELIVERED), new Struck(START, "SIGKILL of a router", 0, 99, 0), List.of())
                        .holds())
                .isFalse();
    }

    @Test
    void doesNotHoldWhereAProcessEndedByItself() {
        Report report = report(List.of(DELIVERED), KILL, List.of("sender-1.1 ended by itself"));

        assertThat(report.holds()).isFalse();
        assertThat(report.markdown()).contains("- sender-1.1 ended by itself");
    }

    private static Report report(List<LogEntry> log, Struck struck, List<String> unrest) {
        List<PostArrival> posts = List.of(post("sender-1.1", 60), post("sender-2.1", 75));
        List<Ownership> ownerships = List.of(
                new Ownership("sender-1.1", 3, START, START.plusSeconds(61), Ownership.End.KILLED),
                new Ownership("sender-2.1", 3, START.plusSeconds(72), Instant.MAX, Ownership.End.HELD));
        Verdict verdict = new Verdict(
                posts,
                log,
                new EveryDeliveryEnds(Map.of("e", Set.of("ep")), log, posts),
                new OneChainPerDelivery(log, List.of()),
                new EveryRepeatIsExplained(posts, log, ownerships, Map.of("ep", 3), List.of(), Duration.ofSeconds(2)),
                new Takeovers(ownerships, List.of(), Takeovers.PROMISED));
        return new Report(RunSize.SHORT, 7, START, START.plusSeconds(120), List.of(struck), 0, verdict, unrest);
    }

    private static PostArrival post(String sender, int seconds) {
        Instant at = START.plusSeconds(seconds);
        return new PostArrival("d", 1, "e", "ep", at, at.plusMillis(50), 200, Optional.of(sender));
    }
}

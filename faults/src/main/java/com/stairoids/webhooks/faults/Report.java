package com.stairoids.webhooks.faults;

import com.stairoids.webhooks.testing.guarantees.EveryRepeatIsExplained.Repeat;
import com.stairoids.webhooks.testing.guarantees.LogEntry;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A run in Markdown.
 *
 * @param unrest sentences about processes that ended unasked, or did not when asked
 */
record Report(
        RunSize size,
        long seed,
        Instant started,
        Instant ended,
        List<Struck> struck,
        int refused,
        Verdict verdict,
        List<String> unrest) {
    private static final int QUOTED = 20;

    /** Whether every promise held. */
    boolean holds() {
        return struck.stream().allMatch(fault -> fault.open() >= FaultDriver.LEAST_OPEN)
                && verdict.nothingIsLost().violations().isEmpty()
                && verdict.nothingIsDoubled().violations().isEmpty()
                && verdict.repeats().violations().isEmpty()
                && verdict.takeovers().areInTime()
                && unrest.isEmpty();
    }

    String markdown() {
        StringBuilder text = new StringBuilder();
        text.append("Run of %s: %s size, seed %d, %d min %d s. %s\n\n"
                .formatted(
                        started.truncatedTo(ChronoUnit.MINUTES),
                        size.name(),
                        seed,
                        lasted().toMinutes(),
                        lasted().toSecondsPart(),
                        holds() ? "Every promise held." : "A PROMISE WAS BROKEN."));
        totals(text);
        faults(text);
        repeats(text);
        violations(text, "Lost", verdict.nothingIsLost().violations());
        violations(text, "Doubled", verdict.nothingIsDoubled().violations());
        violations(text, "Unexplained repeats", verdict.repeats().violations());
        violations(text, "Processes", unrest);
        return text.toString();
    }

    private void totals(StringBuilder text) {
        List<Repeat> repeats = verdict.repeats().repeats();
        text.append("| What | Count |\n|---|---:|\n");
        row(text, "events acknowledged", verdict.nothingIsLost().expected().size());
        row(text, "events not acknowledged, which count for nothing", refused);
        row(text, "deliveries that ended as delivered", verdict.count(LogEntry.Kind.DELIVERED));
        row(text, "deliveries that ended as dead-lettered", verdict.count(LogEntry.Kind.DEAD_LETTERED));
        row(text, "deliveries that ended as cancelled", verdict.count(LogEntry.Kind.CANCELLED));
        row(text, "attempts that failed", verdict.count(LogEntry.Kind.FAILED));
        row(text, "times parked", verdict.count(LogEntry.Kind.PARKED));
        row(text, "POSTs that endpoints saw", verdict.posts().size());
        row(
                text,
                "of these, on a connection that was closed before its process was looked up",
                verdict.unknownSenders());
        row(text, "**lost**", verdict.nothingIsLost().violations().size());
        row(text, "**doubled chains**", verdict.nothingIsDoubled().violations().size());
        row(text, "POSTs that were repeated", repeats.size());
        row(text, "**of these, not explained**", verdict.repeats().violations().size());
        verdict.takeovers()
                .longest()
                .ifPresent(gap -> row(
                        text,
                        "longest time of a killed sender's partition without an owner, in ms (%d allowed)"
                                .formatted(verdict.takeovers().allowed().toMillis()),
                        gap.toMillis()));
        text.append('\n');
    }

    private void faults(StringBuilder text) {
        text.append("""
                | At | Fault | Events acknowledged | In flight or waiting | Requests in flight |
                |---:|---|---:|---:|---:|
                """);
        for (Struck fault : struck) {
            Duration at = Duration.between(started, fault.at());
            text.append("| %d:%02d | %s | %d | %d | %d |\n"
                    .formatted(
                            at.toMinutes(),
                            at.toSecondsPart(),
                            fault.what(),
                            fault.acknowledged(),
                            fault.open(),
                            fault.inFlight()));
        }
        text.append('\n');
    }

    private void repeats(StringBuilder text) {
        text.append("| Why a POST was repeated | How many | Oldest answer, at its sender's end |\n|---|---:|---:|\n");
        new TreeMap<>(verdict.explanations())
                .forEach((why, count) -> text.append("| %s | %d | %s |\n"
                        .formatted(
                                why,
                                count,
                                oldest(why).map(age -> age.toMillis() + " ms").orElse("–"))));
        text.append('\n');
    }

    /** The longest time from an answer to the end that left it uncommitted; empty where all were still in flight. */
    private Optional<Duration> oldest(String why) {
        return verdict.repeats().repeats().stream()
                .filter(repeat -> repeat.under().isPresent()
                        && repeat.under().get().end().words().equals(why))
                .map(repeat -> Duration.between(
                        repeat.post().answeredAt(), repeat.under().get().until()))
                .filter(Duration::isPositive)
                .max(Duration::compareTo);
    }

    private Duration lasted() {
        return Duration.between(started, ended);
    }

    private static void row(StringBuilder text, String what, long count) {
        text.append("| ").append(what).append(" | ").append(count).append(" |\n");
    }

    private static void violations(StringBuilder text, String title, List<String> violations) {
        if (!violations.isEmpty()) {
            text.append(title).append(":\n\n");
            violations.stream()
                    .limit(QUOTED)
                    .forEach(violation -> text.append("- ").append(violation).append('\n'));
            text.append(violations.size() > QUOTED ? "- and %d more\n\n".formatted(violations.size() - QUOTED) : "\n");
        }
    }
}

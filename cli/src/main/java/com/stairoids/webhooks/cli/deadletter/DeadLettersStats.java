package com.stairoids.webhooks.cli.deadletter;

import com.stairoids.webhooks.cli.ExitCodes;
import com.stairoids.webhooks.cli.OutputFormat;
import com.stairoids.webhooks.cli.Terminal;
import com.stairoids.webhooks.cli.connection.Connection;
import com.stairoids.webhooks.deadletters.DeadLetter;
import com.stairoids.webhooks.deadletters.DeadLetterFilter;
import com.stairoids.webhooks.deadletters.DeadLetterStatistics;
import com.stairoids.webhooks.deadletters.DeadLetters;
import com.stairoids.webhooks.schemas.json.Json;
import com.stairoids.webhooks.settings.KafkaSettings;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Counts dead letters. */
@Command(name = "stats", description = "Count what was given up: by reason, by endpoint and by hour.")
public final class DeadLettersStats implements Callable<Integer> {
    private final Terminal terminal;
    private final InstantSource time;

    @Mixin
    private final Connection connection;

    @Mixin
    private final OutputFormat.Choice output = new OutputFormat.Choice();

    @Mixin
    private final Selection selection = new Selection();

    public DeadLettersStats(Terminal terminal, InstantSource time) {
        this.terminal = terminal;
        this.time = time;
        this.connection = new Connection(terminal);
    }

    @Override
    public Integer call() throws InterruptedException, ExecutionException {
        DeadLetterFilter filter = selection.filter(time);
        KafkaSettings kafka = connection.kafka();
        Connection.requireAnswer(kafka);
        DeadLetterStatistics statistics;
        try (Stream<DeadLetter> letters = new DeadLetters(kafka).stream(filter)) {
            statistics = DeadLetterStatistics.of(letters);
        }
        if (!output.isJson()) {
            terminal.out().println(statistics.total() + " dead letter(s)");
        }
        show("reason", statistics.byReason());
        show("endpoint", statistics.byEndpoint());
        show("hour", statistics.byHour());
        return ExitCodes.OK;
    }

    private void show(String by, Map<?, Long> counts) {
        if (!output.isJson() && !counts.isEmpty()) {
            terminal.out().println("by " + by);
        }
        counts.forEach((what, count) -> terminal.out()
                .println(
                        output.isJson()
                                ? Json.writeText(new Line(by, what.toString(), count))
                                : "%9d  %s".formatted(count, what)));
    }

    /** One line of JSON. */
    record Line(String by, String value, long count) {}
}

package com.stairoids.webhooks.cli.deadletter;

import com.stairoids.webhooks.cli.ExitCodes;
import com.stairoids.webhooks.cli.OutputFormat;
import com.stairoids.webhooks.cli.Terminal;
import com.stairoids.webhooks.cli.connection.Connection;
import com.stairoids.webhooks.deadletters.DeadLetter;
import com.stairoids.webhooks.deadletters.DeadLetterFilter;
import com.stairoids.webhooks.deadletters.DeadLetters;
import com.stairoids.webhooks.settings.InvalidSettingException;
import com.stairoids.webhooks.settings.KafkaSettings;
import java.time.InstantSource;
import java.util.Iterator;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Lists dead letters. */
@Command(
        name = "list",
        description =
                "List the deliveries that were given up: when, delivery, endpoint, event, attempts, reason. In the order of the"
                        + " topic's partitions, so in order for each endpoint; with --latest in the order of time.")
public final class DeadLettersList implements Callable<Integer> {
    private final Terminal terminal;
    private final InstantSource time;

    @Mixin
    private final Connection connection;

    @Mixin
    private final OutputFormat.Choice output = new OutputFormat.Choice();

    @Mixin
    private final Selection selection = new Selection();

    @Option(names = "--latest", paramLabel = "N", description = "Only the last N of them.")
    private @Nullable Integer latest;

    public DeadLettersList(Terminal terminal, InstantSource time) {
        this.terminal = terminal;
        this.time = time;
        this.connection = new Connection(terminal);
    }

    @Override
    public Integer call() throws InterruptedException, ExecutionException {
        DeadLetterFilter filter = selection.filter(time);
        if (latest != null && latest < 1) {
            throw new InvalidSettingException("--latest must be 1 or more");
        }
        KafkaSettings kafka = connection.kafka();
        Connection.requireAnswer(kafka);
        boolean isEmpty;
        try (Stream<DeadLetter> letters = letters(new DeadLetters(kafka), filter)) {
            Iterator<DeadLetter> all = letters.iterator();
            isEmpty = !all.hasNext();
            // Whoever reads the output may go before the end.
            while (all.hasNext() && !terminal.out().checkError()) {
                DeadLetterView view = DeadLetterView.of(all.next());
                terminal.out().println(output.isJson() ? view.json() : view.line());
            }
        }
        if (isEmpty) {
            terminal.err().println("There are no such dead letters.");
        }
        return ExitCodes.OK;
    }

    private Stream<DeadLetter> letters(DeadLetters letters, DeadLetterFilter filter) {
        return latest == null ? letters.stream(filter) : letters.latest(filter, latest).stream();
    }
}

package com.stairoids.webhooks.cli.deadletter;

import com.stairoids.webhooks.cli.ExitCodes;
import com.stairoids.webhooks.cli.Terminal;
import com.stairoids.webhooks.cli.connection.Connection;
import com.stairoids.webhooks.deadletters.DeadLetterFilter;
import com.stairoids.webhooks.deadletters.DeadLetters;
import com.stairoids.webhooks.deadletters.KeptDeadLetter;
import com.stairoids.webhooks.settings.KafkaSettings;
import java.time.InstantSource;
import java.util.Iterator;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Writes dead letters with their bodies and headers. */
@Command(
        name = "export",
        description = "Write dead letters as NDJSON, with body and headers: one JSON object a line, in the order of the"
                + " topic's partitions.")
public final class DeadLettersExport implements Callable<Integer> {
    private final Terminal terminal;
    private final InstantSource time;

    @Mixin
    private final Connection connection;

    @Mixin
    private final Selection selection = new Selection();

    public DeadLettersExport(Terminal terminal, InstantSource time) {
        this.terminal = terminal;
        this.time = time;
        this.connection = new Connection(terminal);
    }

    @Override
    public Integer call() throws InterruptedException, ExecutionException {
        DeadLetterFilter filter = selection.filter(time);
        KafkaSettings kafka = connection.kafka();
        Connection.requireAnswer(kafka);
        try (Stream<KeptDeadLetter> letters = new DeadLetters(kafka).kept(filter)) {
            // Whoever read the output may go before the end.
            for (Iterator<KeptDeadLetter> all = letters.iterator();
                    all.hasNext() && !terminal.out().checkError(); ) {
                terminal.out().println(DeadLetterExport.of(all.next()).json());
            }
        }
        return ExitCodes.OK;
    }
}

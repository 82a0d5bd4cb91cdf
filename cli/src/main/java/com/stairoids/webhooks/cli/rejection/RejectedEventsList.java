package com.stairoids.webhooks.cli.rejection;

import com.stairoids.webhooks.cli.ExitCodes;
import com.stairoids.webhooks.cli.OutputFormat;
import com.stairoids.webhooks.cli.Terminal;
import com.stairoids.webhooks.cli.connection.Connection;
import com.stairoids.webhooks.settings.KafkaSettings;
import java.time.InstantSource;
import java.util.Iterator;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Lists rejected events. */
@Command(
        name = "list",
        description =
                "List what the router refused: where it is kept, when it was refused, where it came from, why, and"
                        + " what to do. In the order of the topic's partitions.")
public final class RejectedEventsList implements Callable<Integer> {
    private final Terminal terminal;
    private final InstantSource time;

    @Mixin
    private final Connection connection;

    @Mixin
    private final OutputFormat.Choice output = new OutputFormat.Choice();

    @Mixin
    private final RejectedSelection selection = new RejectedSelection();

    public RejectedEventsList(Terminal terminal, InstantSource time) {
        this.terminal = terminal;
        this.time = time;
        this.connection = new Connection(terminal);
    }

    @Override
    public Integer call() throws InterruptedException, ExecutionException {
        RejectedSelection.Chosen chosen = selection.chosen(time);
        KafkaSettings kafka = connection.kafka();
        Connection.requireAnswer(kafka);
        RejectedEvents events = new RejectedEvents(kafka);
        Set<RejectedId> resubmitted = events.resubmitted();
        boolean isEmpty;
        try (Stream<RejectedEvent> rejected = events.stream(chosen)) {
            Iterator<RejectedEvent> all = rejected.iterator();
            isEmpty = !all.hasNext();
            // Whoever reads the output may go before the end.
            while (all.hasNext() && !terminal.out().checkError()) {
                RejectedEvent event = all.next();
                boolean sent = resubmitted.contains(event.id());
                terminal.out()
                        .println(
                                output.isJson()
                                        ? event.view(sent, false).json()
                                        : event.line() + (sent ? "  (resubmitted)" : ""));
            }
        }
        if (isEmpty) {
            terminal.err().println("There are no such rejected events.");
        }
        return ExitCodes.OK;
    }
}

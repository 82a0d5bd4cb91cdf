package com.stairoids.webhooks.cli.deadletter;

import com.stairoids.webhooks.cli.CommandFailedException;
import com.stairoids.webhooks.cli.ExitCodes;
import com.stairoids.webhooks.cli.OutputFormat;
import com.stairoids.webhooks.cli.Terminal;
import com.stairoids.webhooks.cli.connection.Connection;
import com.stairoids.webhooks.deadletters.DeadLetterFilter;
import com.stairoids.webhooks.deadletters.DeadLetters;
import com.stairoids.webhooks.deadletters.KeptDeadLetter;
import com.stairoids.webhooks.settings.KafkaSettings;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Shows all there is of a dead letter. */
@Command(
        name = "show",
        description = "Show a dead letter with its headers and its body; of an event, all of its dead letters.")
public final class DeadLettersShow implements Callable<Integer> {
    private final Terminal terminal;

    @Mixin
    private final Connection connection;

    @Mixin
    private final OutputFormat.Choice output = new OutputFormat.Choice();

    @Parameters(paramLabel = "ID", description = "A delivery's or an event's.")
    private String id = "";

    public DeadLettersShow(Terminal terminal) {
        this.terminal = terminal;
        this.connection = new Connection(terminal);
    }

    @Override
    public Integer call() throws InterruptedException, ExecutionException {
        KafkaSettings kafka = connection.kafka();
        Connection.requireAnswer(kafka);
        AtomicLong shown = new AtomicLong();
        try (Stream<KeptDeadLetter> letters =
                new DeadLetters(kafka).kept(DeadLetterFilter.any().withIds(Set.of(id)))) {
            letters.map(DeadLetterExport::of).forEach(letter -> {
                shown.incrementAndGet();
                show(letter);
            });
        }
        if (shown.get() == 0) {
            throw new CommandFailedException("there is no dead letter of a delivery or an event " + id
                    + ": `webhooks dead-letters list` shows those that there are.");
        }
        return ExitCodes.OK;
    }

    private void show(DeadLetterExport letter) {
        if (output.isJson()) {
            terminal.out().println(letter.json());
            return;
        }
        DeadLetterView view = letter.deadLetter();
        terminal.out().println(view.line());
        terminal.out()
                .println("in " + view.topic() + ", partition " + view.partition() + ", offset " + view.offset() + ", "
                        + view.bodySize() + " bytes");
        letter.headers().forEach((name, value) -> terminal.out().println("  " + name + ": " + value));
        String body = letter.body();
        terminal.out().println(body == null ? "(Base64) " + letter.bodyBase64() : body);
    }
}

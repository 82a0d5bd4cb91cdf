package com.stairoids.webhooks.cli.rejection;

import com.stairoids.webhooks.cli.CommandFailedException;
import com.stairoids.webhooks.cli.ExitCodes;
import com.stairoids.webhooks.cli.OutputFormat;
import com.stairoids.webhooks.cli.Terminal;
import com.stairoids.webhooks.cli.connection.Connection;
import com.stairoids.webhooks.schemas.delivery.HeaderNames;
import com.stairoids.webhooks.schemas.delivery.SourceHeaders;
import com.stairoids.webhooks.settings.KafkaSettings;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import org.apache.kafka.common.header.Header;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Shows all there is of a rejected event. */
@Command(name = "show", description = "Show one refused record: why, where it came from, and its value.")
public final class RejectedEventsShow implements Callable<Integer> {
    private final Terminal terminal;

    @Mixin
    private final Connection connection;

    @Mixin
    private final OutputFormat.Choice output = new OutputFormat.Choice();

    @Parameters(paramLabel = "P:O", description = "Its partition and offset, as `list` shows them.")
    private String id = "";

    public RejectedEventsShow(Terminal terminal) {
        this.terminal = terminal;
        this.connection = new Connection(terminal);
    }

    @Override
    public Integer call() throws InterruptedException, ExecutionException {
        RejectedId wanted = RejectedId.require(id);
        KafkaSettings kafka = connection.kafka();
        Connection.requireAnswer(kafka);
        RejectedEvents events = new RejectedEvents(kafka);
        RejectedEvent event;
        try (Stream<RejectedEvent> found =
                events.stream(new RejectedSelection.Chosen(null, null, null, null, Set.of(wanted)))) {
            event = found.findFirst()
                    .orElseThrow(() -> new CommandFailedException("there is no rejected record " + id
                            + ": `webhooks rejected-events list` shows those that there are."));
        }
        boolean resubmitted = events.resubmitted().contains(wanted);
        if (output.isJson()) {
            terminal.out().println(event.view(resubmitted, true).json());
        } else {
            print(event, resubmitted);
        }
        return ExitCodes.OK;
    }

    private void print(RejectedEvent event, boolean resubmitted) {
        byte[] key = event.key();
        terminal.out().println("refused:     " + event.at());
        terminal.out().println("reason:      " + event.reason());
        terminal.out().println("remedy:      " + event.header(HeaderNames.REMEDY));
        terminal.out()
                .println("source:      " + event.sourceTopic() + ", partition "
                        + event.header(HeaderNames.SOURCE_PARTITION)
                        + ", offset " + event.header(HeaderNames.SOURCE_OFFSET) + ", at "
                        + event.header(HeaderNames.SOURCE_TIMESTAMP));
        terminal.out()
                .println("key:         " + (key == null ? "none" : new String(key, StandardCharsets.UTF_8))
                        + (event.isKeyCut() ? " (perhaps only the beginning is kept)" : ""));
        for (Header header : SourceHeaders.restore(event.headers())) {
            byte[] text = header.value();
            terminal.out()
                    .println("header:      " + header.key() + ": "
                            + (text == null ? "" : new String(text, StandardCharsets.UTF_8)));
        }
        if (event.isShortOfHeaders()) {
            terminal.out()
                    .println("             and " + event.header(HeaderNames.SOURCE_HEADERS_LEFT_OUT)
                            + " more that were not kept");
        }
        terminal.out()
                .println("value:       " + event.header(HeaderNames.SOURCE_SIZE) + " bytes"
                        + (event.isCut() ? ", of which only the beginning is kept" : ""));
        terminal.out().println("resubmitted: " + (resubmitted ? "yes" : "no"));
        terminal.out().println(event.valueText());
    }
}

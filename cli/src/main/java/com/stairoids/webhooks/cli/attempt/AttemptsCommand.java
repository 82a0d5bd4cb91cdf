package com.stairoids.webhooks.cli.attempt;

import com.stairoids.webhooks.cli.ExitCodes;
import com.stairoids.webhooks.cli.OutputFormat;
import com.stairoids.webhooks.cli.Terminal;
import com.stairoids.webhooks.cli.connection.Connection;
import com.stairoids.webhooks.schemas.attempt.Happening;
import com.stairoids.webhooks.schemas.json.Json;
import com.stairoids.webhooks.schemas.json.MalformedJsonException;
import com.stairoids.webhooks.schemas.topic.Topic;
import com.stairoids.webhooks.settings.KafkaSettings;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Shows the log of attempts, and with {@code --follow} what is added to it. */
@Command(
        name = "attempts",
        description = "Show what happened to each delivery: attempts, cancellations, dead letters. In the order of the"
                + " topic's partitions, so in order for each endpoint.")
public final class AttemptsCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Mixin
    private final Connection connection;

    @Mixin
    private final OutputFormat.Choice output = new OutputFormat.Choice();

    @Option(names = "--follow", description = "Go on with what is added, until Ctrl-C.")
    private boolean follow;

    @Option(names = "--endpoint", paramLabel = "ID", description = "Only this endpoint's.")
    private @Nullable String endpointId;

    public AttemptsCommand(Terminal terminal) {
        this.terminal = terminal;
        this.connection = new Connection(terminal);
    }

    @Override
    public Integer call() throws InterruptedException, ExecutionException {
        KafkaSettings kafka = connection.kafka();
        Connection.requireAnswer(kafka);
        try (TopicTail tail = TopicTail.open(kafka, Topic.ATTEMPTS)) {
            while (follow || !tail.isAtEnd()) {
                tail.poll().forEach(this::show);
                if (terminal.out().checkError()) {
                    // Whoever read the output has gone.
                    return ExitCodes.OK;
                }
            }
        }
        return ExitCodes.OK;
    }

    private void show(ConsumerRecord<String, byte[]> line) {
        if (endpointId != null && !endpointId.equals(line.key())) {
            return;
        }
        if (output.isJson()) {
            terminal.out().println(new String(line.value(), StandardCharsets.UTF_8));
            return;
        }
        try {
            terminal.out().println(HappeningLine.of(Json.read(line.value(), Happening.class)));
        } catch (MalformedJsonException e) {
            terminal.err()
                    .println("webhooks: the record at offset " + line.offset() + " of partition " + line.partition()
                            + " is no log entry: " + e.getMessage());
        }
    }
}

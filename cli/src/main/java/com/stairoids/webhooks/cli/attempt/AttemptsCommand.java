package com.stairoids.webhooks.cli.attempt;

import com.stairoids.webhooks.cli.ExitCodes;
import com.stairoids.webhooks.cli.OutputFormat;
import com.stairoids.webhooks.cli.Terminal;
import com.stairoids.webhooks.cli.connection.Connection;
import com.stairoids.webhooks.deadletters.TopicScan;
import com.stairoids.webhooks.schemas.attempt.Happening;
import com.stairoids.webhooks.schemas.json.Json;
import com.stairoids.webhooks.schemas.json.MalformedJsonException;
import com.stairoids.webhooks.schemas.topic.Topic;
import com.stairoids.webhooks.settings.InvalidSettingException;
import com.stairoids.webhooks.settings.KafkaSettings;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Iterator;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Shows the log of attempts, or with {@code --follow} what is added to it. */
@Command(
        name = "attempts",
        description = "Show what happened to each delivery: attempts, cancellations, dead letters. In the order of the"
                + " topic's partitions, so in order for each endpoint. The log is kept for 30 days: without --since all of"
                + " it is read.")
public final class AttemptsCommand implements Callable<Integer> {
    /** The broker's clock, which appended the records, may run ahead of or behind the one that wrote them. */
    private static final Duration CLOCKS_DIFFER_BY = Duration.ofMinutes(5);

    private final Terminal terminal;
    private final InstantSource time;

    @Mixin
    private final Connection connection;

    @Mixin
    private final OutputFormat.Choice output = new OutputFormat.Choice();

    @Mixin
    private final HappeningSelection selection = new HappeningSelection();

    @Option(
            names = "--follow",
            description = "Show what is added from now on, and with --since what has been added since; until Ctrl-C.")
    private boolean follow;

    public AttemptsCommand(Terminal terminal, InstantSource time) {
        this.terminal = terminal;
        this.time = time;
        this.connection = new Connection(terminal);
    }

    @Override
    public Integer call() throws InterruptedException, ExecutionException {
        HappeningFilter filter = selection.filter(time);
        if (follow && filter.until() != null) {
            throw new InvalidSettingException("--follow has no end: leave out --until");
        }
        KafkaSettings kafka = connection.kafka();
        Connection.requireAnswer(kafka);
        Instant since = filter.since() == null ? null : filter.since().minus(CLOCKS_DIFFER_BY);
        if (follow) {
            follow(kafka, filter, since);
        } else {
            showAll(kafka, filter, since);
        }
        return ExitCodes.OK;
    }

    private void showAll(KafkaSettings kafka, HappeningFilter filter, @Nullable Instant since) {
        try (Stream<ConsumerRecord<String, byte[]>> log =
                TopicScan.stream(kafka, Topic.ATTEMPTS, new StringDeserializer(), since)) {
            for (Iterator<ConsumerRecord<String, byte[]>> all = log.iterator(); all.hasNext() && isRead(); ) {
                show(all.next(), filter);
            }
        }
    }

    private void follow(KafkaSettings kafka, HappeningFilter filter, @Nullable Instant since) {
        try (TopicTail tail = since == null
                ? TopicTail.openAtEnd(kafka, Topic.ATTEMPTS)
                : TopicTail.openAt(kafka, Topic.ATTEMPTS, since)) {
            while (isRead()) {
                tail.poll().forEach(line -> show(line, filter));
            }
        }
    }

    /** Whoever reads the output may go before the end. */
    private boolean isRead() {
        return !terminal.out().checkError();
    }

    private void show(ConsumerRecord<String, byte[]> line, HappeningFilter filter) {
        if (!filter.matchesKey(line.key())) {
            return;
        }
        if (output.isJson() && filter.isOfKeysAlone()) {
            terminal.out().println(text(line));
            return;
        }
        try {
            Happening happening = Json.read(line.value(), Happening.class);
            if (filter.matches(happening)) {
                terminal.out().println(output.isJson() ? text(line) : HappeningLine.of(happening));
            }
        } catch (MalformedJsonException e) {
            terminal.err()
                    .println("webhooks: the record at offset " + line.offset() + " of partition " + line.partition()
                            + " is no log entry: " + e.getMessage());
        }
    }

    private static String text(ConsumerRecord<String, byte[]> line) {
        return new String(line.value(), StandardCharsets.UTF_8);
    }
}

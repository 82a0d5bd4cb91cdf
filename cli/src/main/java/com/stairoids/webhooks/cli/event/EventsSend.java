package com.stairoids.webhooks.cli.event;

import com.stairoids.webhooks.cli.CommandFailedException;
import com.stairoids.webhooks.cli.ExitCodes;
import com.stairoids.webhooks.cli.Terminal;
import com.stairoids.webhooks.cli.connection.Connection;
import com.stairoids.webhooks.settings.KafkaSettings;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Produces domain events, one per line. A line that cannot be sent is told and keeps no other from being sent. */
@Command(
        name = "send",
        description =
                "Send domain events, one JSON object per line, each to the topic of its \"event\". Lines go as they"
                        + " stand; those that cannot be sent are told by number, and the command then ends with 1.")
public final class EventsSend implements Callable<Integer> {
    /** Bound on a line, in bytes; the topics take no more, and the router refuses less than that with a reason. */
    private static final int MOST_BYTES = 4_000_000;

    private final Terminal terminal;
    private final AtomicLong sent = new AtomicLong();
    private final AtomicLong refused = new AtomicLong();

    @Mixin
    private final Connection connection;

    @Parameters(paramLabel = "FILE", description = "NDJSON; - for standard input.")
    private Path file = Path.of("-");

    public EventsSend(Terminal terminal) {
        this.terminal = terminal;
        this.connection = new Connection(terminal);
    }

    @Override
    public Integer call() throws IOException, InterruptedException, ExecutionException {
        try (InputStream in = input()) {
            KafkaSettings kafka = connection.kafka();
            Connection.requireAnswer(kafka);
            try (Producer<String, byte[]> producer = new KafkaProducer<>(kafka.producer())) {
                sendAll(new LineReader(in, MOST_BYTES), producer);
                producer.flush();
            }
        }
        terminal.out().println(sent + " event(s) sent, " + refused + " refused.");
        return refused.get() == 0 ? ExitCodes.OK : ExitCodes.FAILED;
    }

    private void sendAll(LineReader lines, Producer<String, byte[]> producer) throws IOException {
        long number = 0;
        for (Optional<LineReader.Line> line = lines.next(); line.isPresent(); line = lines.next()) {
            number++;
            if (line.get().isCut()) {
                refuse(number, "it is longer than " + MOST_BYTES + " bytes");
            } else {
                send(number, EventLine.of(line.get().bytes()), producer);
            }
        }
    }

    private void send(long number, EventLine line, Producer<String, byte[]> producer) {
        switch (line) {
            case EventLine.Empty _ -> {
                // Nothing to send.
            }
            case EventLine.Refused no -> refuse(number, no.reason());
            case EventLine.Sendable event -> produce(number, event, producer);
        }
    }

    private void produce(long number, EventLine.Sendable event, Producer<String, byte[]> producer) {
        // The callback, run at the latest by the flush at the end, has what the future would have.
        var _ = producer.send(new ProducerRecord<>(event.type().topic().topicName(), event.event()), (_, failure) -> {
            if (failure == null) {
                sent.incrementAndGet();
            } else {
                refuse(number, "Kafka did not take it: " + failure.getMessage());
            }
        });
    }

    private void refuse(long number, String reason) {
        refused.incrementAndGet();
        terminal.err().println("line " + number + ": " + reason);
    }

    private InputStream input() throws IOException {
        if (file.toString().equals("-")) {
            return new BufferedInputStream(terminal.in());
        }
        try {
            return new BufferedInputStream(Files.newInputStream(file));
        } catch (NoSuchFileException e) {
            throw new CommandFailedException("there is no file " + file + ": name one, or - for standard input.", e);
        }
    }
}

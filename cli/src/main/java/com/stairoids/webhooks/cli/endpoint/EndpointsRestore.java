package com.stairoids.webhooks.cli.endpoint;

import com.stairoids.webhooks.cli.CommandFailedException;
import com.stairoids.webhooks.cli.ExitCodes;
import com.stairoids.webhooks.cli.Terminal;
import com.stairoids.webhooks.cli.connection.Connection;
import com.stairoids.webhooks.schemas.endpoint.EndpointKey;
import com.stairoids.webhooks.schemas.topic.Topic;
import com.stairoids.webhooks.settings.InvalidSettingException;
import com.stairoids.webhooks.settings.KafkaSettings;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * Writes the endpoints of a backup to a topic that was lost. A delivery under way says at which offset of the subscriptions
 * topic its endpoint was, and no sender decides about it before it has read so far. So the topic is filled up until it is longer
 * than the lost one was. It may be killed and run again.
 */
@Command(
        name = "restore",
        description =
                "Write the endpoints of a backup to stairoids.subscriptions, which was lost and made anew, and fill the"
                        + " topic up until it is longer than the lost one was. Stop all roles first. Refused where the topic has"
                        + " other endpoints.")
public final class EndpointsRestore implements Callable<Integer> {
    /** Of no endpoint: every id of one begins with {@code ep_}. */
    private static final String FILLER = new EndpointKey("none", "none").toString();

    /** So many are written before the first is asked what became of it. */
    private static final int MOST_UNDER_WAY = 10_000;

    private final Terminal terminal;

    @Mixin
    private final Connection connection;

    @Parameters(paramLabel = "FILE", description = "What `endpoints backup` wrote; - for standard input.")
    private Path file = Path.of("-");

    @Option(
            names = "--changes-since",
            paramLabel = "N",
            description = "How many changes of endpoints the topic may have had since the backup; by default"
                    + " ${DEFAULT-VALUE}. Too many do no harm; with too few, deliveries under way wait for ever.")
    private long changesSince = 100_000;

    public EndpointsRestore(Terminal terminal) {
        this.terminal = terminal;
        this.connection = new Connection(terminal);
    }

    @Override
    public Integer call() throws IOException, InterruptedException, ExecutionException {
        if (changesSince < 0) {
            throw new InvalidSettingException("--changes-since must be 0 or more");
        }
        Backup backup = backup();
        KafkaSettings kafka = connection.kafka();
        Connection.requireAnswer(kafka);
        requireNoOthers(backup, Backup.of(kafka));
        try (Producer<String, byte[]> producer = new KafkaProducer<>(kafka.producer())) {
            writeEndpoints(backup, producer);
            // Each change takes two offsets: its record's, and its transaction's marker.
            long next = fillUp(producer, backup.end() + 2 * changesSince);
            terminal.out()
                    .println(backup.endpoints().size() + " endpoint(s) restored; " + Topic.SUBSCRIPTIONS.topicName()
                            + " goes on at offset " + next + ", " + (next - backup.end()) + " behind the backup's.");
        }
        return ExitCodes.OK;
    }

    private static void requireNoOthers(Backup backup, Backup present) {
        present.endpoints().forEach((key, value) -> {
            if (!backup.has(key, value)) {
                throw new CommandFailedException(Topic.SUBSCRIPTIONS.topicName() + " has an endpoint that is not in the"
                        + " backup, or otherwise: " + key
                        + ". Restore only what was lost: delete the topic, make it anew with"
                        + " `webhooks topics apply`, and run this again.");
            }
        });
    }

    private static void writeEndpoints(Backup backup, Producer<String, byte[]> producer)
            throws InterruptedException, ExecutionException {
        List<Future<RecordMetadata>> underWay = new ArrayList<>();
        backup.endpoints().forEach((key, value) -> underWay.add(producer.send(record(key, value))));
        producer.flush();
        for (Future<RecordMetadata> written : underWay) {
            written.get();
        }
    }

    /** Returns the offset that the next record will have, which is {@code end} or more. */
    private static long fillUp(Producer<String, byte[]> producer, long end)
            throws InterruptedException, ExecutionException {
        long next = producer.send(record(FILLER, null)).get().offset() + 1;
        while (next < end) {
            Future<RecordMetadata> last = producer.send(record(FILLER, null));
            for (long more = 1; more < Math.min(end - next, MOST_UNDER_WAY); more++) {
                last = producer.send(record(FILLER, null));
            }
            producer.flush();
            next = last.get().offset() + 1;
        }
        return next;
    }

    private static ProducerRecord<String, byte[]> record(String key, byte @Nullable [] value) {
        return new ProducerRecord<>(Topic.SUBSCRIPTIONS.topicName(), key, value);
    }

    private Backup backup() throws IOException {
        try (BufferedReader in = file.toString().equals("-")
                ? new BufferedReader(new InputStreamReader(terminal.in(), StandardCharsets.UTF_8))
                : Files.newBufferedReader(file)) {
            return Backup.read(in);
        } catch (NoSuchFileException e) {
            throw new CommandFailedException("there is no file " + file + ": name one, or - for standard input.", e);
        }
    }
}

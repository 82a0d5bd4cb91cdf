package com.stairoids.webhooks.cli.rejection;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.stairoids.webhooks.cli.CommandRun;
import com.stairoids.webhooks.cli.ExitCodes;
import com.stairoids.webhooks.cli.SharedBroker;
import com.stairoids.webhooks.cli.Webhooks;
import com.stairoids.webhooks.schemas.delivery.HeaderNames;
import com.stairoids.webhooks.schemas.delivery.HeaderText;
import com.stairoids.webhooks.schemas.topic.Topic;
import com.stairoids.webhooks.testing.broker.TestBroker;
import com.stairoids.webhooks.testing.process.JavaProcess;
import com.stairoids.webhooks.testing.topics.TopicReader;
import com.stairoids.webhooks.testing.topics.TopicWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A resubmission is killed on the way, and the next ones run at the same time: each event is sent once all the same. */
@ExtendWith(SharedBroker.class)
@Tag("slow")
class KilledResubmissionIT {
    private static final int COUNT = 1500;
    private static final Duration SOON = Duration.ofMinutes(2);

    private final TestBroker broker;
    private final String reason = "test-" + UUID.randomUUID();
    private final String key = "key-" + reason;

    @TempDir
    private Path directory;

    KilledResubmissionIT(TestBroker broker) {
        this.broker = broker;
    }

    @Test
    void eachIsSentOnceThoughOneRunIsKilledAndTwoRunAtOnceAfterIt() throws InterruptedException {
        List<String> rejected = reject();
        try (JavaProcess killed = startKilled()) {
            awaitSent(200);
            killed.kill();
        }
        int before = sent().size();
        assertThat(before).isLessThan(COUNT);

        CompletableFuture<CommandRun> overtaken = CompletableFuture.supplyAsync(() -> resubmit("50/s"));
        awaitSent(before + 20);
        CommandRun last = resubmit("5000/s");

        assertThat(last.exitCode()).as(last.err()).isEqualTo(ExitCodes.OK);
        assertThat(overtaken.join().exitCode()).isEqualTo(ExitCodes.FAILED);
        assertThat(overtaken.join().err()).contains("somebody else began to resubmit");
        awaitSent(COUNT);
        assertThat(sent()).containsExactlyInAnyOrderElementsOf(rejected);
    }

    private void awaitSent(int least) {
        await().atMost(SOON).until(() -> sent().size() >= least);
    }

    /** Which of the rejected records were sent anew, as those see it that read what was committed. */
    private List<String> sent() {
        return TopicReader.readAll(broker.bootstrapServers(), Topic.SIGNALS).stream()
                .filter(record -> key.equals(record.key()))
                .map(record -> HeaderText.read(record.headers(), HeaderNames.RESUBMISSION_OF)
                        .orElse("none"))
                .toList();
    }

    /** As the router does. Returns where they stand. */
    private List<String> reject() {
        Headers headers = new RecordHeaders();
        HeaderText.write(headers, HeaderNames.REASON, reason);
        HeaderText.write(headers, HeaderNames.SOURCE_TOPIC, Topic.SIGNALS.topicName());
        HeaderText.write(headers, HeaderNames.SOURCE_PARTITION, 0);
        HeaderText.write(headers, HeaderNames.SOURCE_OFFSET, 42);
        HeaderText.write(headers, HeaderNames.SOURCE_TIMESTAMP, "2026-01-31T12:00:00Z");
        HeaderText.write(headers, HeaderNames.SOURCE_SIZE, 2);
        try (TopicWriter writer = new TopicWriter(broker.bootstrapServers())) {
            List<Future<RecordMetadata>> written = IntStream.range(0, COUNT)
                    .mapToObj(_ -> writer.send(new ProducerRecord<>(
                            Topic.REJECTED_EVENTS.topicName(),
                            null,
                            null,
                            key.getBytes(UTF_8),
                            "{}".getBytes(UTF_8),
                            headers)))
                    .toList();
            await().until(() -> written.stream().allMatch(Future::isDone));
            return written.stream()
                    .map(Future::resultNow)
                    .map(record -> record.partition() + ":" + record.offset())
                    .toList();
        }
    }

    private JavaProcess startKilled() {
        return JavaProcess.start(
                "resubmit",
                List.of("-Xmx256m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"),
                Webhooks.class,
                arguments("200/s").toList(),
                Map.of(),
                directory.resolve("resubmit.out"));
    }

    private CommandRun resubmit(String rate) {
        return CommandRun.of(arguments(rate).toArray(String[]::new));
    }

    private Stream<String> arguments(String rate) {
        return Stream.of(
                "rejected-events",
                "resubmit",
                "--bootstrap-server",
                broker.bootstrapServers(),
                "--reason",
                reason,
                "--rate",
                rate,
                "--yes");
    }
}

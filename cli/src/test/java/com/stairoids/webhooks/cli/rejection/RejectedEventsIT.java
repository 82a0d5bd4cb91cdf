package com.stairoids.webhooks.cli.rejection;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.stairoids.webhooks.cli.ClosedPipe;
import com.stairoids.webhooks.cli.CommandRun;
import com.stairoids.webhooks.cli.ExitCodes;
import com.stairoids.webhooks.cli.SharedBroker;
import com.stairoids.webhooks.cli.Webhooks;
import com.stairoids.webhooks.schemas.delivery.HeaderNames;
import com.stairoids.webhooks.schemas.delivery.HeaderText;
import com.stairoids.webhooks.schemas.delivery.SourceHeaders;
import com.stairoids.webhooks.schemas.topic.Topic;
import com.stairoids.webhooks.testing.broker.TestBroker;
import com.stairoids.webhooks.testing.topics.TopicReader;
import com.stairoids.webhooks.testing.topics.TopicWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(SharedBroker.class)
class RejectedEventsIT {
    private final TestBroker broker;

    /** Of this test alone, since all share the broker. */
    private final String reason = "test-" + UUID.randomUUID();

    private final String key = "key-" + reason;

    @TempDir
    private Path directory;

    RejectedEventsIT(TestBroker broker) {
        this.broker = broker;
    }

    @Test
    void whatWasRefusedIsListedAndShown() {
        String id = reject("{\"event\":", 9);

        CommandRun listed = run("list", "--reason", reason);
        CommandRun shown = run("show", id);
        CommandRun elsewhere = run("list", "--reason", reason, "--topic", "stairoids.accounts");

        assertThat(listed.lines())
                .singleElement()
                .asString()
                .startsWith(id + "  ")
                .endsWith("stairoids.signals 0:42  " + reason + ": Do better.");
        assertThat(shown.lines())
                .contains(
                        "reason:      " + reason,
                        "remedy:      Do better.",
                        "header:      x-mine: kept",
                        "value:       9 bytes",
                        "{\"event\":");
        assertThat(elsewhere.out()).isEmpty();
        assertThat(elsewhere.err()).isEqualTo("There are no such rejected events.\n");
    }

    @Test
    void listingEndsOnceNobodyReadsIt() {
        reject("{}", 2);
        reject("{}", 2);
        ClosedPipe pipe = new ClosedPipe();

        int exitCode = Webhooks.commandLine(pipe.terminal())
                .execute(
                        "rejected-events", "list", "--bootstrap-server", broker.bootstrapServers(), "--reason", reason);

        assertThat(exitCode).isEqualTo(ExitCodes.OK);
        assertThat(pipe.writes()).isEqualTo(1);
    }

    @Test
    void whatIsResubmittedIsSentOnceWithItsKeyAndBytesAndAgainOnlyWhereThatIsSaid() {
        String id = reject("{\"n\":1.10}", 10);

        CommandRun planned = run("resubmit", "--reason", reason, "--dry-run");
        CommandRun first = run("resubmit", "--reason", reason, "--yes");
        CommandRun second = run("resubmit", "--reason", reason, "--yes");
        List<ConsumerRecord<String, byte[]>> once = sent(1);
        CommandRun listed = run("list", "--reason", reason);
        CommandRun again = run("resubmit", "--reason", reason, "--yes", "--again");

        assertThat(planned.out())
                .isEqualTo("{\"kind\":\"planned\",\"sent\":1,\"resubmitted_before\":0,\"refused\":0}\n");
        assertThat(first.lines().getLast())
                .isEqualTo("{\"kind\":\"done\",\"sent\":1,\"resubmitted_before\":0,\"refused\":0}");
        assertThat(second.lines().getLast())
                .isEqualTo("{\"kind\":\"done\",\"sent\":0,\"resubmitted_before\":1,\"refused\":0}");
        assertThat(once).singleElement().satisfies(event -> {
            assertThat(event.value()).isEqualTo("{\"n\":1.10}".getBytes(UTF_8));
            assertThat(HeaderText.read(event.headers(), HeaderNames.RESUBMISSION_OF))
                    .contains(id);
            assertThat(HeaderText.read(event.headers(), "x-mine")).contains("kept");
            assertThat(event.headers()).hasSize(2);
        });
        assertThat(listed.out()).endsWith("(resubmitted)\n");
        assertThat(again.exitCode()).isEqualTo(ExitCodes.OK);
        assertThat(sent(2)).hasSize(2);
    }

    @Test
    void whatIsNotKeptWholeIsRefusedUnlessItsValueIsGiven() throws IOException {
        reject(null, 0);
        String id = reject("{\"event\":", 2_000_000);
        Path whole = Files.writeString(directory.resolve("whole.json"), "{\"whole\":true}");

        CommandRun refused = run("resubmit", "--reason", reason, "--yes");
        CommandRun sent = run("resubmit", "--record", id, "--value-file", whole.toString(), "--yes");

        assertThat(refused.exitCode()).isEqualTo(ExitCodes.FAILED);
        assertThat(refused.out()).contains("only the beginning of its value was kept", "it has no value");
        assertThat(sent.exitCode()).isEqualTo(ExitCodes.OK);
        assertThat(sent(1))
                .extracting(event -> new String(event.value(), UTF_8))
                .containsExactly("{\"whole\":true}");
    }

    @Test
    void whatIsNotKeptWithItsKeyAndHeadersIsRefusedAlsoWhereItsValueIsGiven() throws IOException {
        String cutKey = reject("k".repeat(1024), Map.of(HeaderNames.SOURCE_KEY_SIZE, "1025"));
        String keyOfUnknownSize = reject("k".repeat(1024), Map.of());
        String fewerHeaders = reject(key, Map.of(HeaderNames.SOURCE_HEADERS_LEFT_OUT, "1"));
        Path value = Files.writeString(directory.resolve("value.json"), "{}");

        CommandRun refused = run("resubmit", "--reason", reason, "--yes");
        CommandRun corrected = run("resubmit", "--record", cutKey, "--value-file", value.toString(), "--yes");

        assertThat(refused.exitCode()).isEqualTo(ExitCodes.FAILED);
        assertThat(refused.out())
                .contains("\"sent\":0")
                .contains(refusal(cutKey, "only the beginning of its key was kept"))
                .contains(refusal(keyOfUnknownSize, "only the beginning of its key was kept"))
                .contains(refusal(fewerHeaders, "not all of its headers were kept"));
        assertThat(corrected.exitCode()).isEqualTo(ExitCodes.FAILED);
        assertThat(corrected.out()).contains("only the beginning of its key was kept");
    }

    @Test
    void aKeyOfTheLargestSizeThatIsKeptIsSent() {
        String whole = reject("k".repeat(1024), Map.of(HeaderNames.SOURCE_KEY_SIZE, "1024"));

        CommandRun sent = run("resubmit", "--record", whole, "--yes");

        assertThat(sent.exitCode()).isEqualTo(ExitCodes.OK);
    }

    private static String refusal(String id, String obstacle) {
        return "\"partition\":" + id.replace(":", ",\"offset\":") + ",\"reason\":\"" + obstacle;
    }

    /** All that was sent, once there are {@code least}: readers see a transaction a moment after its writer. */
    private List<ConsumerRecord<String, byte[]>> sent(int least) {
        return await().until(
                        () -> TopicReader.readAll(broker.bootstrapServers(), Topic.SIGNALS).stream()
                                .filter(record -> key.equals(record.key()))
                                .toList(),
                        sent -> sent.size() >= least);
    }

    private String reject(@Nullable String value, long size) {
        return reject(key, value, size, Map.of());
    }

    private String reject(String itsKey, Map<String, String> more) {
        return reject(itsKey, "{}", 2, more);
    }

    /** As the router does. Returns where it stands. */
    private String reject(String itsKey, @Nullable String value, long size, Map<String, String> more) {
        Headers headers = new RecordHeaders();
        HeaderText.write(headers, HeaderNames.REASON, reason);
        HeaderText.write(headers, HeaderNames.REMEDY, "Do better.");
        HeaderText.write(headers, HeaderNames.SOURCE_TOPIC, Topic.SIGNALS.topicName());
        HeaderText.write(headers, HeaderNames.SOURCE_PARTITION, 0);
        HeaderText.write(headers, HeaderNames.SOURCE_OFFSET, 42);
        HeaderText.write(headers, HeaderNames.SOURCE_TIMESTAMP, "2026-01-31T12:00:00Z");
        HeaderText.write(headers, HeaderNames.SOURCE_SIZE, size);
        SourceHeaders.keep(List.of(new RecordHeader("x-mine", "kept".getBytes(UTF_8))), headers);
        more.forEach((name, text) -> HeaderText.write(headers, name, text));
        try (TopicWriter writer = new TopicWriter(broker.bootstrapServers())) {
            RecordMetadata written =
                    writer.write(Topic.REJECTED_EVENTS, itsKey, value == null ? null : value.getBytes(UTF_8), headers);
            return written.partition() + ":" + written.offset();
        }
    }

    private CommandRun run(String command, String... arguments) {
        return CommandRun.of(Stream.concat(
                        Stream.of("rejected-events", command, "--bootstrap-server", broker.bootstrapServers()),
                        Stream.of(arguments))
                .toArray(String[]::new));
    }
}

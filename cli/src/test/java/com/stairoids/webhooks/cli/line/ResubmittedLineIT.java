package com.stairoids.webhooks.cli.line;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.stairoids.webhooks.cli.CommandRun;
import com.stairoids.webhooks.cli.ExitCodes;
import com.stairoids.webhooks.schemas.delivery.HeaderNames;
import com.stairoids.webhooks.schemas.delivery.HeaderText;
import com.stairoids.webhooks.schemas.topic.Topic;
import com.stairoids.webhooks.testing.receiver.Behaviour;
import com.stairoids.webhooks.testing.receiver.Receiver;
import com.stairoids.webhooks.testing.topics.TopicReader;
import com.stairoids.webhooks.testing.topics.TopicWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From a record that the router refuses to the event that is sent in its place. */
class ResubmittedLineIT {
    private static final Duration SOON = Duration.ofSeconds(30);
    private static final String TRACEPARENT = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";
    private static final String CORRECTED =
            "{\"event\":\"signal.created\",\"workspace_id\":\"ws_refused\",\"data\":{\"signal\":{\"id\":\"sig_1\"}}}";

    @TempDir
    private Path folder;

    @Test
    void whatWasRefusedIsSentWithItsKeyAndHeaders() throws IOException {
        try (Receiver receiver = Receiver.start();
                WholeLine line = new WholeLine(folder, Map.of());
                TopicWriter writer = new TopicWriter(line.bootstrapServers())) {
            receiver.answers("/hook", Behaviour.status(200));
            line.register("ws_refused", receiver.url("/hook"));
            line.awaitEffective(receiver);
            writer.write(Topic.SIGNALS, "its-key", "{".getBytes(UTF_8), traced());
            Path value = Files.writeString(folder.resolve("corrected.json"), CORRECTED);

            CommandRun resubmitted = CommandRun.of(
                    "rejected-events",
                    "resubmit",
                    "--bootstrap-server",
                    line.bootstrapServers(),
                    "--record",
                    refused(line),
                    "--value-file",
                    value.toString(),
                    "--yes");

            assertThat(resubmitted.exitCode()).as(resubmitted.err()).isEqualTo(ExitCodes.OK);
            await().atMost(SOON).until(() -> !receiver.requests("/hook").isEmpty());
            assertThat(receiver.requests("/hook"))
                    .singleElement()
                    .satisfies(
                            request -> assertThat(request.header("traceparent")).contains(TRACEPARENT));
            assertThat(TopicReader.readAll(line.bootstrapServers(), Topic.SIGNALS))
                    .filteredOn(event -> event.value().length == CORRECTED.length())
                    .extracting(ConsumerRecord::key)
                    .containsExactly("its-key");
        }
    }

    /** Where the router keeps it, once it does. */
    private static String refused(WholeLine line) {
        List<ConsumerRecord<String, byte[]>> kept = await().atMost(SOON)
                .until(
                        () -> TopicReader.readAll(line.bootstrapServers(), Topic.REJECTED_EVENTS),
                        records -> !records.isEmpty());
        return kept.getFirst().partition() + ":" + kept.getFirst().offset();
    }

    private static Headers traced() {
        Headers headers = new RecordHeaders();
        HeaderText.write(headers, HeaderNames.TRACEPARENT, TRACEPARENT);
        return headers;
    }
}

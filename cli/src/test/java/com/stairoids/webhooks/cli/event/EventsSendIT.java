package com.stairoids.webhooks.cli.event;

import static org.assertj.core.api.Assertions.assertThat;

import com.stairoids.webhooks.cli.CommandRun;
import com.stairoids.webhooks.cli.ExitCodes;
import com.stairoids.webhooks.cli.SharedBroker;
import com.stairoids.webhooks.schemas.topic.Topic;
import com.stairoids.webhooks.testing.broker.TestBroker;
import com.stairoids.webhooks.testing.topics.TopicReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(SharedBroker.class)
class EventsSendIT {
    private static final String ACCOUNT = "{ \"event\":\"account.score_changed\", \"score\": 1.10 }";
    private static final String CONTACT = "{\"event\":\"contact.score_changed\",\"a\":1,\"a\":2}";

    private final TestBroker broker;

    EventsSendIT(TestBroker broker) {
        this.broker = broker;
    }

    @Test
    void badLinesAreToldByNumberAndKeepNoGoodOneFromItsTopic(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(
                folder.resolve("events.ndjson"),
                ACCOUNT + "\n{\"event\":\n\n{\"event\":\"account.deleted\"}\n" + CONTACT);

        CommandRun run = send(file.toString(), "");

        assertThat(run.exitCode()).isEqualTo(ExitCodes.FAILED);
        assertThat(run.lines()).containsExactly("2 event(s) sent, 2 refused.");
        assertThat(run.err().lines())
                .satisfiesExactly(
                        second -> assertThat(second).startsWith("line 2: it is not JSON"),
                        fourth -> assertThat(fourth).startsWith("line 4: there is no event type \"account.deleted\""));
        assertThat(texts(Topic.ACCOUNTS)).containsExactly(ACCOUNT);
        assertThat(texts(Topic.CONTACTS)).containsExactly(CONTACT);
    }

    @Test
    void standardInputIsReadToo() {
        CommandRun run = send("-", "{\"event\":\"automation.triggered\"}\n");

        assertThat(run.exitCode()).as(run.err()).isEqualTo(ExitCodes.OK);
        assertThat(texts(Topic.AUTOMATIONS)).containsExactly("{\"event\":\"automation.triggered\"}");
    }

    @Test
    void anEventThatKafkaDoesNotTakeIsToldByItsLine() {
        String tooLarge = "{\"event\":\"signal.created\",\"x\":\"" + "x".repeat(4_100_000) + "\"}";

        CommandRun run = send("-", tooLarge + "\n{\"event\":\"signal.created\"}\n");

        assertThat(run.exitCode()).isEqualTo(ExitCodes.FAILED);
        assertThat(run.err()).startsWith("line 1: it is longer than 4000000 bytes");
        assertThat(run.lines()).containsExactly("1 event(s) sent, 1 refused.");
    }

    @Test
    void aFileThatIsNotThereIsNamed() {
        CommandRun run = send("no-such-file", "");

        assertThat(run.exitCode()).isEqualTo(ExitCodes.FAILED);
        assertThat(run.err()).contains("there is no file no-such-file");
    }

    private CommandRun send(String file, String input) {
        return CommandRun.of(Map.of(), input, "events", "send", "--bootstrap-server", broker.bootstrapServers(), file);
    }

    private List<String> texts(Topic topic) {
        return TopicReader.readAll(broker.bootstrapServers(), topic).stream()
                .map(line -> new String(line.value(), StandardCharsets.UTF_8))
                .toList();
    }
}

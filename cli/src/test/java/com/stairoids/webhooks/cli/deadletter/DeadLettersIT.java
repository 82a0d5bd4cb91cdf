package com.stairoids.webhooks.cli.deadletter;

import static org.assertj.core.api.Assertions.assertThat;

import com.stairoids.webhooks.cli.ClosedPipe;
import com.stairoids.webhooks.cli.CommandRun;
import com.stairoids.webhooks.cli.ExitCodes;
import com.stairoids.webhooks.cli.SharedBroker;
import com.stairoids.webhooks.cli.Webhooks;
import com.stairoids.webhooks.schemas.delivery.DeliveryHeaders;
import com.stairoids.webhooks.schemas.delivery.FailureReason;
import com.stairoids.webhooks.schemas.delivery.HeaderNames;
import com.stairoids.webhooks.schemas.delivery.HeaderText;
import com.stairoids.webhooks.schemas.json.Json;
import com.stairoids.webhooks.schemas.json.MalformedJsonException;
import com.stairoids.webhooks.schemas.topic.Topic;
import com.stairoids.webhooks.testing.broker.TestBroker;
import com.stairoids.webhooks.testing.topics.TopicReader;
import com.stairoids.webhooks.testing.topics.TopicWriter;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.stream.Stream;
import org.apache.kafka.common.header.Headers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

@ExtendWith(SharedBroker.class)
class DeadLettersIT {
    private static final Instant AT = Instant.parse("2026-01-31T12:00:00Z");

    private static final String BODY = "{\"n\":1.10}";

    private final TestBroker broker;

    DeadLettersIT(TestBroker broker) {
        this.broker = broker;
    }

    @Test
    void aDeadLetterIsOneLineAndFiltersLeaveOthersOut() {
        write("ep_dead", "evt_old", AT);
        write("ep_dead", "evt_new", AT.plusSeconds(60));
        write("ep_alive", "evt_other", AT);

        CommandRun all = list("--endpoint", "ep_dead");
        CommandRun since = list("--endpoint", "ep_dead", "--since", "2026-01-31T12:00:30Z");
        CommandRun latest = list("--endpoint", "ep_dead", "--latest", "1", "--output", "json");
        CommandRun otherReason = list("--endpoint", "ep_dead", "--reason", "timeout");

        assertThat(all.lines())
                .containsExactly(
                        "2026-01-31T12:00:00Z  dlv_evt_old  ep_dead  signal.created  evt_old  1 attempt(s): http-status: 500",
                        "2026-01-31T12:01:00Z  dlv_evt_new  ep_dead  signal.created  evt_new  1 attempt(s): http-status: 500");
        assertThat(since.lines()).singleElement().asString().contains("evt_new");
        assertThat(latest.lines())
                .singleElement()
                .asString()
                .contains("\"event_id\":\"evt_new\"")
                .contains("\"last_status\":500");
        assertThat(otherReason.exitCode()).isEqualTo(ExitCodes.OK);
        assertThat(otherReason.out()).isEmpty();
        assertThat(otherReason.err()).isEqualTo("There are no such dead letters.\n");
    }

    @Test
    void listingEndsOnceNobodyReadsIt() {
        for (int letter = 0; letter < 3; letter++) {
            write("ep_unread", "evt_unread_" + letter, AT);
        }
        ClosedPipe pipe = new ClosedPipe();
        int exitCode = Webhooks.commandLine(pipe.terminal())
                .execute(
                        "dead-letters",
                        "list",
                        "--bootstrap-server",
                        broker.bootstrapServers(),
                        "--endpoint",
                        "ep_unread");

        assertThat(exitCode).isEqualTo(ExitCodes.OK);
        assertThat(pipe.writes()).isEqualTo(1);
    }

    @Test
    void aTimeThatIsNoneIsRefused() {
        CommandRun run = list("--since", "yesterday");

        assertThat(run.exitCode()).isEqualTo(ExitCodes.USAGE);
        assertThat(run.err()).contains("--since must be a time");
    }

    @Test
    void whatDiedIsCountedByReasonEndpointAndHour() {
        write("ep_stats_1", "evt_stats_1", AT);
        write("ep_stats_1", "evt_stats_2", AT.plusSeconds(3600));
        write("ep_stats_2", "evt_stats_3", AT);

        CommandRun text = run("stats", "--id", "evt_stats_1,evt_stats_2,evt_stats_3");
        CommandRun json = run("stats", "--endpoint", "ep_stats_2", "--output", "json");

        assertThat(text.lines())
                .containsExactly(
                        "3 dead letter(s)",
                        "by reason",
                        "        3  http-status",
                        "by endpoint",
                        "        2  ep_stats_1",
                        "        1  ep_stats_2",
                        "by hour",
                        "        2  2026-01-31T12:00:00Z",
                        "        1  2026-01-31T13:00:00Z");
        assertThat(json.lines()).contains("{\"by\":\"endpoint\",\"value\":\"ep_stats_2\",\"count\":1}");
    }

    @Test
    void anExportHoldsBodyAndHeadersAndShowShowsThem() throws MalformedJsonException {
        write("ep_export", "evt_export", AT);

        CommandRun exported = run("export", "--id", "dlv_evt_export");
        CommandRun shown = run("show", "evt_export");
        CommandRun nothing = run("show", "evt_never");

        JsonNode line = Json.readTree(exported.out());
        assertThat(line.path("body").asString()).isEqualTo(BODY);
        assertThat(line.at("/headers/last-status").asString()).isEqualTo("500");
        assertThat(line.at("/dead_letter/endpoint_id").asString()).isEqualTo("ep_export");
        assertThat(shown.lines()).contains("  event-id: evt_export", BODY);
        assertThat(nothing.exitCode()).isEqualTo(ExitCodes.FAILED);
        assertThat(nothing.err()).contains("evt_never").hasLineCount(1);
    }

    @Test
    void aReplayToNobodyIsRefusedWithAWordAndSaysSoInItsExitCode() {
        write("ep_gone", "evt_gone", AT);

        CommandRun planned = run("replay", "--endpoint", "ep_gone", "--dry-run");
        CommandRun asked = run("replay", "--endpoint", "ep_gone", "--yes");

        assertThat(planned.exitCode()).isEqualTo(ExitCodes.FAILED);
        assertThat(planned.lines())
                .satisfiesExactly(
                        refused -> assertThat(refused)
                                .contains("\"kind\":\"refused\"", "\"dlv_evt_gone\"", "\"endpoint-deleted\""),
                        summary -> assertThat(summary)
                                .isEqualTo("{\"kind\":\"planned\",\"asked\":0,\"asked_before\":0,\"refused\":1}"));
        assertThat(asked.exitCode()).isEqualTo(ExitCodes.FAILED);
        assertThat(TopicReader.readAll(broker.bootstrapServers(), Topic.REPLAYS))
                .noneMatch(request -> "dlv_evt_gone".equals(request.key()));
    }

    @Test
    void whatIsToBeSentIsAskedForAndNothingIsSentWhereNobodyAgrees() {
        write("ep_asked", "evt_asked", AT);

        CommandRun run = run("replay", "--endpoint", "ep_asked");

        assertThat(run.exitCode()).isEqualTo(ExitCodes.USAGE);
        assertThat(run.err()).contains("--yes").hasLineCount(1);
    }

    private CommandRun list(String... arguments) {
        return run("list", arguments);
    }

    private CommandRun run(String command, String... arguments) {
        return CommandRun.of(Stream.concat(
                        Stream.of("dead-letters", command, "--bootstrap-server", broker.bootstrapServers()),
                        Stream.of(arguments))
                .toArray(String[]::new));
    }

    private void write(String endpointId, String eventId, Instant deadAt) {
        Headers headers = DeliveryHeaders.ofEvent(
                        eventId, "signal.created", "ws_1", "dlv_" + eventId, AT.toString(), 0, null)
                .failed(AT, "500")
                .toHeaders();
        HeaderText.write(headers, HeaderNames.REASON, FailureReason.HTTP_STATUS.code());
        HeaderText.write(headers, HeaderNames.LAST_STATUS, 500);
        HeaderText.write(headers, HeaderNames.LAST_ATTEMPT_AT, deadAt);
        HeaderText.write(headers, HeaderNames.DEAD_LETTERED_AT, deadAt);
        try (TopicWriter writer = new TopicWriter(broker.bootstrapServers())) {
            writer.write(Topic.DEAD_LETTER, endpointId, BODY.getBytes(StandardCharsets.UTF_8), headers);
        }
    }
}

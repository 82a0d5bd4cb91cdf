package com.stairoids.webhooks.cli.deadletter;

import static org.assertj.core.api.Assertions.assertThat;

import com.stairoids.webhooks.cli.CommandRun;
import com.stairoids.webhooks.cli.ExitCodes;
import com.stairoids.webhooks.cli.SharedBroker;
import com.stairoids.webhooks.schemas.delivery.DeliveryHeaders;
import com.stairoids.webhooks.schemas.delivery.FailureReason;
import com.stairoids.webhooks.schemas.delivery.HeaderNames;
import com.stairoids.webhooks.schemas.delivery.HeaderText;
import com.stairoids.webhooks.schemas.topic.Topic;
import com.stairoids.webhooks.testing.broker.TestBroker;
import com.stairoids.webhooks.testing.topics.TopicWriter;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.stream.Stream;
import org.apache.kafka.common.header.Headers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(SharedBroker.class)
class DeadLettersIT {
    private static final Instant AT = Instant.parse("2026-01-31T12:00:00Z");

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
                        "2026-01-31T12:00:00Z  ep_dead  signal.created  evt_old  1 attempt(s): http-status: 500",
                        "2026-01-31T12:01:00Z  ep_dead  signal.created  evt_new  1 attempt(s): http-status: 500");
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
    void aTimeThatIsNoneIsRefused() {
        CommandRun run = list("--since", "yesterday");

        assertThat(run.exitCode()).isEqualTo(ExitCodes.USAGE);
        assertThat(run.err()).contains("--since must be a time");
    }

    private CommandRun list(String... arguments) {
        return CommandRun.of(Stream.concat(
                        Stream.of("dead-letters", "list", "--bootstrap-server", broker.bootstrapServers()),
                        Stream.of(arguments))
                .toArray(String[]::new));
    }

    private void write(String endpointId, String eventId, Instant deadAt) {
        Headers headers = DeliveryHeaders.ofEvent(eventId, "signal.created", "ws_1", "dlv_1", AT.toString(), 0, null)
                .failed(AT, "500")
                .toHeaders();
        HeaderText.write(headers, HeaderNames.REASON, FailureReason.HTTP_STATUS.code());
        HeaderText.write(headers, HeaderNames.LAST_STATUS, 500);
        HeaderText.write(headers, HeaderNames.LAST_ATTEMPT_AT, deadAt);
        HeaderText.write(headers, HeaderNames.DEAD_LETTERED_AT, deadAt);
        try (TopicWriter writer = new TopicWriter(broker.bootstrapServers())) {
            writer.write(Topic.DEAD_LETTER, endpointId, "{}".getBytes(StandardCharsets.UTF_8), headers);
        }
    }
}

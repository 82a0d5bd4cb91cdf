package com.stairoids.webhooks.cli.attempt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.stairoids.webhooks.cli.CommandRun;
import com.stairoids.webhooks.cli.ExitCodes;
import com.stairoids.webhooks.cli.SharedBroker;
import com.stairoids.webhooks.cli.Terminal;
import com.stairoids.webhooks.cli.Webhooks;
import com.stairoids.webhooks.schemas.attempt.DeliveryIdentity;
import com.stairoids.webhooks.schemas.attempt.Happening;
import com.stairoids.webhooks.schemas.delivery.Cause;
import com.stairoids.webhooks.schemas.delivery.FailureReason;
import com.stairoids.webhooks.schemas.json.Json;
import com.stairoids.webhooks.schemas.topic.Topic;
import com.stairoids.webhooks.testing.broker.TestBroker;
import com.stairoids.webhooks.testing.topics.TopicWriter;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(SharedBroker.class)
class AttemptsIT {
    private static final Instant AT = Instant.parse("2026-01-31T12:00:00Z");

    private final TestBroker broker;

    AttemptsIT(TestBroker broker) {
        this.broker = broker;
    }

    @Test
    void everyHappeningIsOneLineOfItsEndpoint() {
        write(attempted("ep_lines"), cancelled("ep_lines"), cancelled("ep_other"));

        CommandRun run = CommandRun.of("attempts", "--endpoint", "ep_lines", "--bootstrap-server", servers());

        assertThat(run.exitCode()).isEqualTo(ExitCodes.OK);
        assertThat(run.lines())
                .containsExactly(
                        "2026-01-31T12:00:00Z  ep_lines  signal.created  evt_1  attempt 2 failed, answer 500, 12 ms:"
                                + " http-status: The answer was 500.; next at 2026-01-31T12:05:00Z",
                        "2026-01-31T12:00:00Z  ep_lines  signal.created  evt_1  cancelled after 1 attempt(s):"
                                + " endpoint-deleted");
    }

    @Test
    void asJsonEachLineIsTheRecordItself() {
        Happening happening = attempted("ep_json");
        write(happening);

        CommandRun run =
                CommandRun.of("attempts", "--endpoint", "ep_json", "--output", "json", "--bootstrap-server", servers());

        assertThat(run.lines()).containsExactly(Json.writeText(happening));
    }

    @Test
    void followingShowsWhatIsAdded() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Terminal terminal = new Terminal(
                new PrintStream(out, true, StandardCharsets.UTF_8),
                System.err,
                InputStream.nullInputStream(),
                Map.of());
        Thread following = Thread.ofPlatform()
                .start(() -> Webhooks.commandLine(terminal)
                        .execute("attempts", "--follow", "--endpoint", "ep_follow", "--bootstrap-server", servers()));
        try {
            write(cancelled("ep_follow"));
            await().atMost(Duration.ofSeconds(20))
                    .untilAsserted(() -> assertThat(text(out)).hasLineCount(1));

            write(cancelled("ep_follow"));

            await().atMost(Duration.ofSeconds(20))
                    .untilAsserted(() -> assertThat(text(out)).hasLineCount(2));
        } finally {
            following.interrupt();
        }
    }

    private static String text(ByteArrayOutputStream out) {
        return out.toString(StandardCharsets.UTF_8);
    }

    private String servers() {
        return broker.bootstrapServers();
    }

    private void write(Happening... happenings) {
        try (TopicWriter writer = new TopicWriter(servers())) {
            for (Happening happening : happenings) {
                writer.write(Topic.ATTEMPTS, happening.delivery().endpointId(), Json.write(happening));
            }
        }
    }

    private static Happening cancelled(String endpointId) {
        return new Happening.Cancelled(identity(endpointId), AT, 1, Happening.CancelReason.ENDPOINT_DELETED);
    }

    private static Happening attempted(String endpointId) {
        return new Happening.Attempted(
                identity(endpointId),
                AT,
                2,
                Happening.Outcome.FAILED,
                new Happening.Failure(FailureReason.HTTP_STATUS, "The answer was 500."),
                new Happening.Request("https://example.com/", List.of()),
                new Happening.Response(500, List.of(), new byte[0], false),
                new Happening.Timings(AT, null, 12),
                new Happening.NextAttempt(AT.plus(Duration.ofMinutes(5)), "stairoids.retry-5m"));
    }

    private static DeliveryIdentity identity(String endpointId) {
        return new DeliveryIdentity(
                "dlv_1", "evt_1", "signal.created", "ws_1", endpointId, AT.toString(), Cause.EVENT, null, null);
    }
}

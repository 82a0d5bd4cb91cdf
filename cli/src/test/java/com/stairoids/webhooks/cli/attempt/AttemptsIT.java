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
import java.util.stream.Stream;
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
    void workspaceReasonAndTimesLeaveOthersOut() {
        Happening failed = attempted("ep_filter");
        Happening cancelled = cancelled("ep_filter");
        Happening parked = parked("ep_filter", AT.plusSeconds(60));
        write(failed, cancelled, parked);

        assertThat(ofFilter("--workspace", "ws_1")).hasSize(3);
        assertThat(ofFilter("--workspace", "ws_2")).isEmpty();
        assertThat(ofFilter("--reason", "http-status")).containsExactly(Json.writeText(failed));
        assertThat(ofFilter("--reason", "endpoint-deleted")).containsExactly(Json.writeText(cancelled));
        assertThat(ofFilter("--reason", "parked")).containsExactly(Json.writeText(parked));
        assertThat(ofFilter("--since", "2026-01-31T12:00:30Z")).containsExactly(Json.writeText(parked));
        assertThat(ofFilter("--until", "2026-01-31T12:00:30Z"))
                .containsExactly(Json.writeText(failed), Json.writeText(cancelled));
    }

    @Test
    void whatWasAppendedBeforeTheTimeIsNotRead() {
        Happening ahead = parked("ep_ahead", Instant.now().plus(Duration.ofDays(2)));
        write(ahead);

        CommandRun all = CommandRun.of("attempts", "--endpoint", "ep_ahead", "--bootstrap-server", servers());
        CommandRun later = CommandRun.of(
                "attempts",
                "--endpoint",
                "ep_ahead",
                "--since",
                Instant.now().plus(Duration.ofDays(1)).toString(),
                "--bootstrap-server",
                servers());

        assertThat(all.lines()).hasSize(1);
        assertThat(later.exitCode()).isEqualTo(ExitCodes.OK);
        assertThat(later.out()).isEmpty();
    }

    @Test
    void followingHasNoEnd() {
        CommandRun run = CommandRun.of("attempts", "--follow", "--until", "1h", "--bootstrap-server", servers());

        assertThat(run.exitCode()).isEqualTo(ExitCodes.USAGE);
        assertThat(run.err()).contains("--until");
    }

    @Test
    void followingShowsWhatIsAddedFromNowOn() {
        write(cancelled("ep_now"));

        try (Following following = new Following("--endpoint", "ep_now")) {
            await().atMost(Duration.ofSeconds(20)).until(() -> {
                write(attempted("ep_now"));
                return !following.lines().isEmpty();
            });

            assertThat(following.lines()).allMatch(line -> line.contains("attempt 2 failed"));
        }
    }

    @Test
    void followingSinceATimeShowsWhatWasThereAndWhatIsAdded() {
        write(cancelled("ep_follow"));
        try (Following following = new Following("--endpoint", "ep_follow", "--since", "2026-01-31T00:00:00Z")) {
            await().atMost(Duration.ofSeconds(20))
                    .untilAsserted(() -> assertThat(following.lines()).hasSize(1));

            write(cancelled("ep_follow"));

            await().atMost(Duration.ofSeconds(20))
                    .untilAsserted(() -> assertThat(following.lines()).hasSize(2));
        }
    }

    private List<String> ofFilter(String... options) {
        CommandRun run = CommandRun.of(Stream.concat(
                        Stream.of(
                                "attempts",
                                "--endpoint",
                                "ep_filter",
                                "--output",
                                "json",
                                "--bootstrap-server",
                                servers()),
                        Stream.of(options))
                .toArray(String[]::new));
        assertThat(run.exitCode()).as(run.err()).isEqualTo(ExitCodes.OK);
        return run.lines();
    }

    /** The command, until it is closed. */
    private final class Following implements AutoCloseable {
        private final ByteArrayOutputStream out = new ByteArrayOutputStream();
        private final Thread thread;

        Following(String... options) {
            Terminal terminal = new Terminal(
                    new PrintStream(out, true, StandardCharsets.UTF_8),
                    System.err,
                    InputStream.nullInputStream(),
                    Map.of());
            thread = Thread.ofPlatform()
                    .start(() -> Webhooks.commandLine(terminal)
                            .execute(Stream.concat(
                                            Stream.of("attempts", "--follow", "--bootstrap-server", servers()),
                                            Stream.of(options))
                                    .toArray(String[]::new)));
        }

        List<String> lines() {
            return out.toString(StandardCharsets.UTF_8).lines().toList();
        }

        @Override
        public void close() {
            thread.interrupt();
        }
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

    private static Happening parked(String endpointId, Instant at) {
        return new Happening.Parked(identity(endpointId), at, 0, "The endpoint does not answer.");
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

package com.stairoids.webhooks.cli.endpoint;

import static org.assertj.core.api.Assertions.assertThat;

import com.stairoids.webhooks.cli.CommandRun;
import com.stairoids.webhooks.cli.ExitCodes;
import com.stairoids.webhooks.cli.SharedBroker;
import com.stairoids.webhooks.schemas.encryption.SecretCipher;
import com.stairoids.webhooks.schemas.json.Json;
import com.stairoids.webhooks.schemas.json.MalformedJsonException;
import com.stairoids.webhooks.schemas.topic.Topic;
import com.stairoids.webhooks.testing.broker.TestBroker;
import com.stairoids.webhooks.testing.topics.TopicReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

@ExtendWith(SharedBroker.class)
class EndpointsIT {
    private static final String URL = "https://example.com/hook";

    private final TestBroker broker;
    private final String workspace = "ws_" + UUID.randomUUID();
    private final String keyset = SecretCipher.newKeyset();

    EndpointsIT(TestBroker broker) {
        this.broker = broker;
    }

    @Test
    void theSecretIsShownOnceAndNowhereElse() throws MalformedJsonException {
        CommandRun added = add("--event", "signal.created", "--header", "X-Api-Key: v4lue", "--output", "json");
        JsonNode endpoint = Json.readTree(added.out());
        CommandRun shown = endpoints("show", endpoint.path("id").asString());
        CommandRun listed = endpoints("list", "--workspace", workspace, "--output", "json");

        String secret = endpoint.path("secret").asString();
        assertThat(secret).startsWith("whsec_");
        assertThat(shown.out()).contains(URL).contains("X-Api-Key").doesNotContain("whsec_");
        assertThat(listed.lines()).singleElement().asString().contains(URL).doesNotContain("whsec_");
        assertThat(subscriptions()).contains(URL).doesNotContain(secret).doesNotContain("v4lue");
    }

    @Test
    void whatCannotBeAnEndpointIsRefusedWithAReason() {
        CommandRun unknownType = add("--event", "signal.deleted");
        CommandRun noType = add("--event", "");
        CommandRun http =
                endpoints("add", "--workspace", workspace, "--url", "http://example.com/", "--event", "signal.created");
        CommandRun loopback =
                endpoints("add", "--workspace", workspace, "--url", "https://127.0.0.1/", "--event", "signal.created");

        assertThat(List.of(unknownType, noType, http, loopback))
                .allSatisfy(run -> assertThat(run.exitCode()).isEqualTo(ExitCodes.FAILED))
                .allSatisfy(run -> assertThat(run.err()).hasLineCount(1));
        assertThat(unknownType.err()).contains("signal.deleted");
        assertThat(http.err()).contains("TLS");
        assertThat(loopback.err()).contains("loopback");
        assertThat(endpoints("list", "--workspace", workspace).out()).isEmpty();
    }

    @Test
    void withoutAKeysetNothingIsRegistered() {
        CommandRun run = CommandRun.of(
                "endpoints",
                "add",
                "--bootstrap-server",
                broker.bootstrapServers(),
                "--workspace",
                workspace,
                "--url",
                URL,
                "--event",
                "signal.created");

        assertThat(run.exitCode()).isEqualTo(ExitCodes.USAGE);
        assertThat(run.err()).contains("secrets.keyset (SECRETS_KEYSET)").contains("webhooks keys generate");
    }

    @Test
    void anEndpointIsSwitchedAndRemovedAndAStaleChangeIsTold() {
        String id = addedId();

        CommandRun disabled = endpoints("disable", id);
        CommandRun stale = endpoints("enable", id, "--if-version", "1");
        CommandRun enabled = endpoints("enable", id, "--if-version", "2");
        CommandRun removed = endpoints("remove", id);
        CommandRun gone = endpoints("show", id);

        assertThat(disabled.out()).contains("  disabled  ");
        assertThat(stale.exitCode()).isEqualTo(ExitCodes.FAILED);
        assertThat(stale.err()).contains("changed meanwhile");
        assertThat(enabled.out()).contains("  enabled  ");
        assertThat(removed.exitCode()).isEqualTo(ExitCodes.OK);
        assertThat(gone.exitCode()).isEqualTo(ExitCodes.FAILED);
        assertThat(gone.err()).contains("there is no endpoint " + id);
    }

    @Test
    void twoWritersAtOnceLoseNothing() throws InterruptedException, ExecutionException {
        List<Future<CommandRun>> writers = new ArrayList<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(2)) {
            IntStream.range(0, 8).forEach(_ -> writers.add(threads.submit(() -> add("--event", "signal.created"))));
        }

        for (Future<CommandRun> writer : writers) {
            assertThat(writer.get().exitCode()).as(writer.get().err()).isEqualTo(ExitCodes.OK);
        }
        assertThat(endpoints("list", "--workspace", workspace).lines()).hasSize(8);
    }

    @Test
    void anEndpointIsUpdatedInWhatIsNamed() throws MalformedJsonException {
        String id = addedId();

        CommandRun updated = endpoints(
                "update",
                id,
                "--event",
                "signal.scored,contact.score_changed",
                "--header",
                "X-Api-Key: v4lue",
                "--rate-limit",
                "5",
                "--output",
                "json");
        CommandRun stale = endpoints("update", id, "--name", "Other", "--if-version", "1");
        CommandRun refused = endpoints("update", id, "--url", "http://example.com/");

        JsonNode endpoint = Json.readTree(updated.out());
        assertThat(endpoint.path("url").asString()).isEqualTo(URL);
        assertThat(endpoint.path("event_types").size()).isEqualTo(2);
        assertThat(endpoint.path("rate_limit").asInt()).isEqualTo(5);
        assertThat(endpoint.path("version").asInt()).isEqualTo(2);
        assertThat(stale.err()).contains("changed meanwhile");
        assertThat(refused.err()).contains("TLS");
        assertThat(subscriptions()).doesNotContain("v4lue");
    }

    @Test
    void aRolledSecretIsShownOnceAndTheOverlapCanBeEnded() throws MalformedJsonException {
        String id = addedId();

        CommandRun rolled = endpoints("roll-secret", id, "--overlap", "24h", "--output", "json");
        CommandRun tooLong = endpoints("roll-secret", id, "--overlap", "8d");
        CommandRun shown = endpoints("show", id);
        CommandRun shownAsJson = endpoints("show", id, "--output", "json");
        CommandRun listed = endpoints("list", "--workspace", workspace);
        CommandRun ended = endpoints("end-overlap", id);
        CommandRun shownAfter = endpoints("show", id, "--output", "json");

        String overlapEnd = Json.readTree(rolled.out()).path("overlap_ends_at").asString();
        assertThat(Instant.parse(overlapEnd)).isAfter(Instant.now().plus(Duration.ofHours(23)));
        assertThat(shown.lines()).contains("overlap:     the old secret signs until " + overlapEnd);
        assertThat(Json.readTree(shownAsJson.out()).path("overlap_ends_at").asString())
                .isEqualTo(overlapEnd);
        assertThat(listed.out()).endsWith("  old secret signs until " + overlapEnd + "\n");
        assertThat(Json.readTree(shownAfter.out()).has("overlap_ends_at")).isFalse();
        String secret = Json.readTree(rolled.out()).path("secret").asString();
        assertThat(secret).startsWith("whsec_");
        assertThat(subscriptions()).contains("expires_at").doesNotContain(secret);
        assertThat(tooLong.err()).contains("7 days");
        assertThat(ended.exitCode()).isEqualTo(ExitCodes.OK);
    }

    @Test
    void aTestThatNobodySendsIsPending() {
        CommandRun run = endpoints("test", addedId(), "--wait", "200ms");

        assertThat(run.exitCode()).isEqualTo(ExitCodes.FAILED);
        assertThat(run.out()).isEmpty();
        assertThat(run.err())
                .contains("is pending: it has no outcome after 200ms")
                .hasLineCount(1);
    }

    @Test
    void aRequestWithAKeyIsRegisteredOnce() throws MalformedJsonException {
        String[] request = {"--event", "signal.created", "--idempotency-key", "once", "--output", "json"};

        JsonNode first = Json.readTree(add(request).out());
        JsonNode second = Json.readTree(add(request).out());
        CommandRun other = add("--event", "signal.scored", "--idempotency-key", "once");

        assertThat(second.path("id")).isEqualTo(first.path("id"));
        assertThat(first.has("secret")).isTrue();
        assertThat(second.has("secret")).isFalse();
        assertThat(other.err()).contains("Use a new key");
    }

    @Test
    void afterRotatingAndReencryptingTheOldKeyIsNotNeeded() {
        addedId();
        String rotated = keys(keyset, "rotate");
        String retired = keys(rotated, "rotate", "--retire");

        CommandRun tooEarly = run(Map.of("SECRETS_KEYSET", retired), "reencrypt");
        CommandRun reencrypted = run(Map.of("SECRETS_KEYSET", rotated), "reencrypt");
        CommandRun again = run(Map.of("SECRETS_KEYSET", retired), "reencrypt");

        assertThat(tooEarly.exitCode()).isEqualTo(ExitCodes.FAILED);
        assertThat(tooEarly.err()).contains("no key of this keyset opens the secrets of " + workspace);
        assertThat(reencrypted.out()).startsWith("1 endpoint(s) encrypted anew.");
        assertThat(again.err()).doesNotContain(workspace);
    }

    @Test
    void anEndpointWhoseKeysetIsLostIsServedAgainWithANewSecret() {
        String id = addedId();
        endpoints("update", id, "--header", "X-Api-Key: v4lue");
        Map<String, String> another = Map.of("SECRETS_KEYSET", SecretCipher.newKeyset());

        CommandRun lost = run(another, "reencrypt");
        CommandRun rolled = run(another, "roll-secret", id);
        CommandRun updated = run(another, "update", id, "--header", "X-Api-Key: v4lue");
        CommandRun readable = run(another, "reencrypt");

        assertThat(lost.err()).contains(id);
        assertThat(rolled.out()).contains("whsec_");
        assertThat(updated.exitCode()).as(updated.err()).isEqualTo(ExitCodes.OK);
        assertThat(readable.err()).doesNotContain(id);
    }

    private static String keys(String present, String... arguments) {
        return CommandRun.of(
                        Map.of("SECRETS_KEYSET", present),
                        "",
                        Stream.concat(Stream.of("keys"), Stream.of(arguments)).toArray(String[]::new))
                .out()
                .strip();
    }

    private CommandRun add(String... arguments) {
        return endpoints(Stream.concat(Stream.of("add", "--workspace", workspace, "--url", URL), Stream.of(arguments))
                .toArray(String[]::new));
    }

    private String addedId() {
        String line = add("--event", "signal.created").lines().getFirst();
        return line.substring(line.lastIndexOf(' ') + 1);
    }

    private CommandRun endpoints(String... arguments) {
        return run(Map.of("SECRETS_KEYSET", keyset), arguments);
    }

    private CommandRun run(Map<String, String> environment, String... arguments) {
        return CommandRun.of(
                environment,
                "",
                Stream.of(
                                Stream.of("endpoints"),
                                Stream.of(arguments),
                                Stream.of("--bootstrap-server", broker.bootstrapServers()))
                        .flatMap(part -> part)
                        .toArray(String[]::new));
    }

    private String subscriptions() {
        return TopicReader.readAll(broker.bootstrapServers(), Topic.SUBSCRIPTIONS).stream()
                .filter(line -> line.value() != null)
                .map(line -> new String(line.value(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("\n"));
    }
}

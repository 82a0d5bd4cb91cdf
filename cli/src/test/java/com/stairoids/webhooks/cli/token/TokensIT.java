package com.stairoids.webhooks.cli.token;

import static org.assertj.core.api.Assertions.assertThat;

import com.stairoids.webhooks.cli.CommandRun;
import com.stairoids.webhooks.cli.ExitCodes;
import com.stairoids.webhooks.cli.SharedBroker;
import com.stairoids.webhooks.schemas.json.Json;
import com.stairoids.webhooks.schemas.json.MalformedJsonException;
import com.stairoids.webhooks.testing.broker.TestBroker;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

@ExtendWith(SharedBroker.class)
class TokensIT {
    private final TestBroker broker;
    private final String workspace = "ws_" + UUID.randomUUID();

    TokensIT(TestBroker broker) {
        this.broker = broker;
    }

    @Test
    void aTokenIsShownOnceListedWithoutItAndRevoked() throws MalformedJsonException {
        CommandRun created =
                tokens("create", "--name", "CI", "--role", "admin", "--workspace", workspace, "--output", "json");
        JsonNode token = Json.readTree(created.out());
        CommandRun listed = tokens("list", "--workspace", workspace);
        CommandRun revoked = tokens("revoke", token.path("id").asString());
        CommandRun again = tokens("revoke", token.path("id").asString());

        assertThat(token.path("token").asString()).startsWith("swt_");
        assertThat(listed.lines()).singleElement().asString().contains("CI").doesNotContain("swt_");
        assertThat(revoked.exitCode()).isEqualTo(ExitCodes.OK);
        assertThat(again.exitCode()).isEqualTo(ExitCodes.FAILED);
        assertThat(tokens("list", "--workspace", workspace).out()).isEmpty();
    }

    @Test
    void whatCannotBeATokenIsRefused() {
        CommandRun noWorkspace = tokens("create", "--name", "CI", "--role", "viewer");
        CommandRun operatorsWorkspace =
                tokens("create", "--name", "CI", "--role", "operator", "--workspace", workspace);
        CommandRun noTime =
                tokens("create", "--name", "CI", "--role", "viewer", "--workspace", workspace, "--expires-in", "0s");
        CommandRun noName = tokens("create", "--name", "", "--role", "operator");

        assertThat(Stream.of(noWorkspace, operatorsWorkspace, noTime, noName))
                .allSatisfy(run -> assertThat(run.exitCode()).isEqualTo(ExitCodes.USAGE))
                .allSatisfy(run -> assertThat(run.err()).hasLineCount(1));
        assertThat(noWorkspace.err()).contains("--workspace is needed");
    }

    private CommandRun tokens(String... arguments) {
        return CommandRun.of(Stream.of(
                        Stream.of("tokens"),
                        Stream.of(arguments),
                        Stream.of("--bootstrap-server", broker.bootstrapServers()))
                .flatMap(part -> part)
                .toArray(String[]::new));
    }
}

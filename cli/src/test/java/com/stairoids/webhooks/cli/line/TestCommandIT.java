package com.stairoids.webhooks.cli.line;

import static org.assertj.core.api.Assertions.assertThat;

import com.stairoids.webhooks.cli.CommandRun;
import com.stairoids.webhooks.cli.ExitCodes;
import com.stairoids.webhooks.endpoints.Endpoint;
import com.stairoids.webhooks.testing.receiver.Behaviour;
import com.stairoids.webhooks.testing.receiver.Receiver;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code endpoints test} with a sender that sends. */
class TestCommandIT {
    @Test
    void endsWithZeroWhereTheTestWasDeliveredAndWithOneWhereItFailed(@TempDir Path state) {
        try (Receiver receiver = Receiver.start();
                WholeLine line = new WholeLine(state, Map.of())) {
            receiver.answers("/good", Behaviour.status(200));
            receiver.answers("/bad", Behaviour.status(500));
            Endpoint good = line.register("ws_tested", receiver.url("/good"));
            Endpoint bad = line.register("ws_tested", receiver.url("/bad"));

            CommandRun delivered = test(line, good);
            CommandRun failed = test(line, bad);
            CommandRun failedInJson = test(line, bad, "--output", "json");

            assertThat(delivered.exitCode()).as(delivered.err()).isEqualTo(ExitCodes.OK);
            assertThat(delivered.out()).contains("attempt 1 delivered, answer 200");
            assertThat(failed.exitCode()).isEqualTo(ExitCodes.FAILED);
            assertThat(failed.out()).contains("attempt 1 failed, answer 500");
            assertThat(failed.err()).isEqualTo("webhooks: the test was not delivered.\n");
            assertThat(failedInJson.exitCode()).isEqualTo(ExitCodes.FAILED);
            assertThat(failedInJson.lines()).singleElement().asString().contains("\"outcome\":\"failed\"");
        }
    }

    private static CommandRun test(WholeLine line, Endpoint endpoint, String... more) {
        String[] command = {"endpoints", "test", endpoint.id(), "--bootstrap-server", line.bootstrapServers()};
        String[] all = Arrays.copyOf(command, command.length + more.length);
        System.arraycopy(more, 0, all, command.length, more.length);
        return CommandRun.of(all);
    }
}

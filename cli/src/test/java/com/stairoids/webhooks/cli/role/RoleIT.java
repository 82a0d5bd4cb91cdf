package com.stairoids.webhooks.cli.role;

import static org.assertj.core.api.Assertions.assertThat;

import com.stairoids.webhooks.cli.CommandRun;
import com.stairoids.webhooks.cli.ExitCodes;
import com.stairoids.webhooks.cli.SharedBroker;
import com.stairoids.webhooks.schemas.encryption.SecretCipher;
import com.stairoids.webhooks.testing.broker.TestBroker;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@ExtendWith(SharedBroker.class)
class RoleIT {
    private static final Map<String, String> KEYSET = Map.of("SECRETS_KEYSET", SecretCipher.newKeyset());

    private final TestBroker broker;

    RoleIT(TestBroker broker) {
        this.broker = broker;
    }

    @ParameterizedTest
    @EnumSource(Role.class)
    void noRoleStartsOnAClusterThatMayLoseEvents(Role role) {
        CommandRun run = CommandRun.of(KEYSET, "", role.commandName(), "--bootstrap-server", broker.bootstrapServers());

        assertThat(run.exitCode()).isEqualTo(ExitCodes.FAILED);
        assertThat(run.err())
                .contains("stairoids.deliveries keeps 1 of 3 copies")
                .contains("kafka.allow-unreplicated=true lets it start");
    }

    @Test
    void theSenderNeedsAKeyset() {
        CommandRun run = CommandRun.of("sender", "--bootstrap-server", broker.bootstrapServers());

        assertThat(run.exitCode()).isEqualTo(ExitCodes.USAGE);
        assertThat(run.err()).contains("setting secrets.keyset (SECRETS_KEYSET) cannot be used: it is empty");
    }
}

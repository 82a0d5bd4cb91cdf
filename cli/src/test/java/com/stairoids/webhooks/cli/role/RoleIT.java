package com.stairoids.webhooks.cli.role;

import static org.assertj.core.api.Assertions.assertThat;

import com.stairoids.webhooks.cli.CommandRun;
import com.stairoids.webhooks.cli.ExitCodes;
import com.stairoids.webhooks.cli.SharedBroker;
import com.stairoids.webhooks.schemas.encryption.SecretCipher;
import com.stairoids.webhooks.schemas.topic.Topic;
import com.stairoids.webhooks.testing.broker.TestBroker;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.common.config.ConfigResource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@ExtendWith(SharedBroker.class)
class RoleIT {
    private static final Map<String, String> KEYSET =
            Map.of("SECRETS_KEYSET", SecretCipher.newKeyset(), "MONITORING_PORT", "0");

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

    @ParameterizedTest
    @EnumSource(Role.class)
    void noRoleStartsWhereATierExpiresBeforeItsDelayIsLongOver(Role role) throws Exception {
        retention("86400000");
        try {
            CommandRun run = CommandRun.of(
                    KEYSET,
                    "",
                    role.commandName(),
                    "--bootstrap-server",
                    broker.bootstrapServers(),
                    "--set",
                    "kafka.allow-unreplicated=true");

            assertThat(run.exitCode()).isEqualTo(ExitCodes.FAILED);
            assertThat(run.err())
                    .contains("stairoids.retry-8h keeps records for 1440 minutes, but deliveries wait in it for 480");
        } finally {
            retention(Long.toString(Topic.RETRY_8H.retention().toMillis()));
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = Role.class,
            names = {"SENDER", "CONSOLE"})
    void whoOpensSecretsNeedsAKeyset(Role role) {
        CommandRun run = CommandRun.of(role.commandName(), "--bootstrap-server", broker.bootstrapServers());

        assertThat(run.exitCode()).isEqualTo(ExitCodes.USAGE);
        assertThat(run.err()).contains("setting secrets.keyset (SECRETS_KEYSET) cannot be used: it is empty");
    }

    @Test
    void aConsoleWhosePortIsTakenSaysSoAndLeavesNothingRunning(@TempDir Path state) throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
            CommandRun run = CommandRun.of(
                    KEYSET,
                    "",
                    "console",
                    "--bootstrap-server",
                    broker.bootstrapServers(),
                    "--set",
                    "kafka.allow-unreplicated=true",
                    "--set",
                    "delivery-log.state-directory=" + state,
                    "--set",
                    "console.port=" + taken.getLocalPort());

            assertThat(run.exitCode()).isEqualTo(ExitCodes.USAGE);
            assertThat(run.err())
                    .contains("the console cannot listen on 127.0.0.1:" + taken.getLocalPort())
                    .contains("console.port");
            assertThat(Thread.getAllStackTraces().keySet())
                    .extracting(Thread::getName)
                    .noneMatch(name -> name.startsWith("delivery-log") || name.startsWith("follower-"));
        }
    }

    private void retention(String millis) throws InterruptedException, ExecutionException {
        var tier = new ConfigResource(ConfigResource.Type.TOPIC, Topic.RETRY_8H.topicName());
        var change = new AlterConfigOp(new ConfigEntry("retention.ms", millis), AlterConfigOp.OpType.SET);
        try (Admin admin =
                Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, broker.bootstrapServers()))) {
            admin.incrementalAlterConfigs(Map.of(tier, List.of(change))).all().get();
        }
    }
}

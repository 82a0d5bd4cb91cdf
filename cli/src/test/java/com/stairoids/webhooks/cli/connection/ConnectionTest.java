package com.stairoids.webhooks.cli.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.stairoids.webhooks.cli.CommandRun;
import com.stairoids.webhooks.cli.ExitCodes;
import com.stairoids.webhooks.cli.Terminal;
import com.stairoids.webhooks.settings.InvalidSettingException;
import com.stairoids.webhooks.settings.KafkaSettings;
import com.stairoids.webhooks.settings.TargetSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class ConnectionTest {
    @Test
    void withoutOptionsItIsTheLocalKafka() {
        assertThat(parsed(Map.of()).kafka().client()).containsEntry("bootstrap.servers", "localhost:9092");
    }

    @Test
    void theCommandLineOutranksTheEnvironmentAndThatTheFile(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(
                folder.resolve("s"),
                "kafka.bootstrap-servers=file:1\ntargets.allow-http=true\ntargets.allow-cidrs=10.0.0.0/8");
        Map<String, String> environment =
                Map.of("KAFKA_BOOTSTRAP_SERVERS", "environment:1", "TARGETS_ALLOW_HTTP", "false");

        Connection connection = parsed(environment, "--settings", file.toString(), "--bootstrap-server", "option:1");

        assertThat(connection.settings().get(KafkaSettings.BOOTSTRAP_SERVERS)).isEqualTo("option:1");
        assertThat(connection.settings().get(TargetSettings.ALLOW_HTTP)).isFalse();
        assertThat(connection.settings().get(TargetSettings.ALLOW_CIDRS)).containsExactly("10.0.0.0/8");
    }

    @Test
    void aClientPropertiesFileReachesKafkasClients(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("c"), "security.protocol=SSL\nbootstrap.servers=broker:1");

        Connection connection = parsed(Map.of(), "--command-config", file.toString());

        assertThat(connection.kafka().client())
                .containsEntry("security.protocol", "SSL")
                .containsEntry("bootstrap.servers", "broker:1");
    }

    @Test
    void aSettingThatNothingReadsIsRefusedByName() {
        Connection connection = parsed(Map.of(), "--set", "sender.reqests=1");

        assertThatThrownBy(connection::settings)
                .isInstanceOf(InvalidSettingException.class)
                .hasMessageContaining("sender.reqests");
    }

    @Test
    void aWrongSettingEndsTheCommandWithTwoAndOneSentence() {
        CommandRun run = CommandRun.of("router", "--set", "router.threads=many");

        assertThat(run.exitCode()).isEqualTo(ExitCodes.USAGE);
        assertThat(run.err())
                .startsWith("webhooks: setting router.threads (ROUTER_THREADS) cannot be used")
                .hasLineCount(1);
    }

    @Test
    void aFileThatIsNotThereIsNamed() {
        CommandRun run = CommandRun.of("topics", "diff", "--command-config", "/no/such/file");

        assertThat(run.exitCode()).isEqualTo(ExitCodes.USAGE);
        assertThat(run.err()).contains("--command-config /no/such/file").hasLineCount(1);
    }

    @Test
    void aRoleWaitsForKafkaAsLongAsItIsToldTo() {
        CommandRun run = CommandRun.of(
                Map.of("MONITORING_PORT", "0"),
                "",
                "router",
                "--bootstrap-server",
                "127.0.0.1:1",
                "--set",
                "process.wait-for-kafka=0ms");

        assertThat(run.exitCode()).isEqualTo(ExitCodes.FAILED);
        assertThat(run.err()).contains("Kafka at 127.0.0.1:1 did not answer for 0ms");
    }

    private static Connection parsed(Map<String, String> environment, String... arguments) {
        Terminal terminal = new Terminal(System.out, System.err, System.in, environment);
        Connection connection = new Connection(terminal);
        CommandLine commandLine = new CommandLine(CommandLine.Model.CommandSpec.create()
                .addMixin("connection", CommandLine.Model.CommandSpec.forAnnotatedObject(connection)));
        commandLine.parseArgs(arguments);
        return connection;
    }
}

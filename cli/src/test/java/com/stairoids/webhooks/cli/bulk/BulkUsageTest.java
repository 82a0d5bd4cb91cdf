package com.stairoids.webhooks.cli.bulk;

import static org.assertj.core.api.Assertions.assertThat;

import com.stairoids.webhooks.cli.CommandRun;
import com.stairoids.webhooks.cli.ExitCodes;
import com.stairoids.webhooks.cli.Terminal;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class BulkUsageTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "attempts|--endpoint|a/b",
                "attempts|--workspace|a/b",
                "attempts|--reason|timed-out",
                "attempts|--since|tomorrow",
                "dead-letters list|--event|signal.craeted",
                "dead-letters list|--reason|timed-out",
                "dead-letters list|--latest|0",
                "dead-letters list|--latest|-5",
                "dead-letters stats|--status|99",
                "dead-letters export|--status|many",
                "dead-letters export|--endpoint|a/b",
                "dead-letters replay|--id|dlv 1",
                "dead-letters replay|--ids-from|/no/such/file",
                "dead-letters replay|--rate|fast",
                "dead-letters replay|--rate|0/s",
                "dead-letters replay|--again|a b",
                "dead-letters replay|--since|tomorrow",
                "rejected-events list|--topic|stairoids.deliveries",
                "rejected-events list|--reason|Bad Reason",
                "rejected-events resubmit|--record|17",
                "rejected-events resubmit|--value-file|pom.xml",
                "rejected-events resubmit|--rate|-1"
            })
    void whatNothingCouldMatchIsAUsageErrorThatNamesTheOption(String command, String option, String value) {
        CommandRun run = CommandRun.of(Stream.concat(Stream.of(command.split(" ")), Stream.of(option, value))
                .toArray(String[]::new));

        assertThat(run.exitCode()).isEqualTo(ExitCodes.USAGE);
        assertThat(run.err())
                .contains(option.equals("--record") ? "3:17" : option)
                .doesNotContain("\tat ");
        assertThat(run.out()).isEmpty();
    }

    @Test
    void anEndBeforeTheBeginningIsAUsageError() {
        CommandRun run = CommandRun.of("dead-letters", "list", "--since", "1h", "--until", "2h");

        assertThat(run.exitCode()).isEqualTo(ExitCodes.USAGE);
        assertThat(run.err()).contains("--since must be before --until");
    }

    @ParameterizedTest
    @ValueSource(strings = {"dead-letters replay", "rejected-events resubmit"})
    void withoutATerminalYesIsAskedForBeforeAnythingElse(String command) {
        CommandRun run = CommandRun.of(command.split(" "));

        assertThat(run.exitCode()).isEqualTo(ExitCodes.USAGE);
        assertThat(run.err()).contains("--yes").contains("--dry-run").hasLineCount(1);
    }

    @ParameterizedTest
    @CsvSource({"500/s,500", "500,500", "0.5/s,0.5"})
    void aRateIsSoManyASecond(String text, double perSecond) {
        SendingOptions options = options("--rate", text);

        assertThat(options.perSecond()).isEqualTo(perSecond);
    }

    @ParameterizedTest
    @CsvSource({"50000,1 min 40 s", "100,0 s", "3600000,2 h 0 min", "20000,40 s"})
    void itSaysHowLongItTakes(long count, String text) {
        assertThat(options("--rate", "500/s").duration(count)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({"y,true", "YES,true", "n,false", "'',false", "yellow,false"})
    void somebodyAtATerminalIsAsked(String answer, boolean agreed) throws IOException {
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        Terminal terminal = new Terminal(
                new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                new ByteArrayInputStream((answer + "\n").getBytes(StandardCharsets.UTF_8)),
                Map.of(),
                true);

        assertThat(options().isAgreed(terminal, "Send it?")).isEqualTo(agreed);
        assertThat(err.toString(StandardCharsets.UTF_8)).isEqualTo("Send it? [y/N] ");
    }

    @Test
    void theBarShowsHowFarItIsAndOnlyOnATerminal() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        Terminal terminal = new Terminal(
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                new ByteArrayInputStream(new byte[0]),
                Map.of(),
                true);

        try (Progress progress = Progress.of(terminal, false, "Replaying", 10)) {
            progress.reached(10);
        }

        assertThat(err.toString(StandardCharsets.UTF_8)).contains("Replaying", "10/10");
        assertThat(out.size()).isZero();
    }

    private static SendingOptions options(String... arguments) {
        SendingOptions options = new SendingOptions();
        new CommandLine(CommandLine.Model.CommandSpec.create().addMixin("sending", spec(options))).parseArgs(arguments);
        return options;
    }

    private static CommandLine.Model.CommandSpec spec(SendingOptions options) {
        return CommandLine.Model.CommandSpec.forAnnotatedObject(options);
    }
}

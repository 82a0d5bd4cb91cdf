package com.stairoids.webhooks.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class UsageTest {
    @ParameterizedTest
    @MethodSource("everyCommand")
    void everyCommandExplainsItself(List<String> command) {
        List<String> arguments = new ArrayList<>(command);
        arguments.add("--help");

        CommandRun run = CommandRun.of(arguments.toArray(String[]::new));

        assertThat(run.exitCode()).isEqualTo(ExitCodes.OK);
        assertThat(run.lines().getFirst()).startsWith("Usage: " + String.join(" ", concat("webhooks", command)));
        assertThat(run.lines()).hasSizeGreaterThan(3);
        assertThat(run.err()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "topics", "keys", "endpoints", "events", "topic", "topics aply", "endpoints list --no-such"})
    void whatCannotBeAskedEndsWithTwoAndSaysWhereToLook(String line) {
        CommandRun run = CommandRun.of(line.isEmpty() ? new String[0] : line.split(" "));

        assertThat(run.exitCode()).isEqualTo(ExitCodes.USAGE);
        assertThat(run.err()).startsWith("webhooks: ").contains("--help`.").doesNotContain("\tat ");
        assertThat(run.out()).isEmpty();
    }

    @Test
    void aMissingOptionIsNamed() {
        CommandRun run = CommandRun.of("endpoints", "add", "--url", "https://example.com/");

        assertThat(run.exitCode()).isEqualTo(ExitCodes.USAGE);
        assertThat(run.err()).contains("--workspace").contains("--event");
    }

    @Test
    void aTypingErrorIsMetWithTheCommandsThatAreLikeIt() {
        CommandRun run = CommandRun.of("endpoints", "remve");

        assertThat(run.err()).contains("endpoints remove");
    }

    static Stream<List<String>> everyCommand() {
        CommandLine root = Webhooks.commandLine(Terminal.ofProcess());
        return Stream.concat(Stream.of(List.of()), below(root, List.of()));
    }

    private static Stream<List<String>> below(CommandLine command, List<String> path) {
        return command.getSubcommands().entrySet().stream().flatMap(entry -> {
            List<String> name =
                    Stream.concat(path.stream(), Stream.of(entry.getKey())).toList();
            return Stream.concat(Stream.of(name), below(entry.getValue(), name));
        });
    }

    private static List<String> concat(String first, List<String> rest) {
        return Stream.concat(Stream.of(first), rest.stream()).toList();
    }
}

package com.stairoids.webhooks.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import com.stairoids.webhooks.cli.Terminal;
import com.stairoids.webhooks.cli.Webhooks;
import com.stairoids.webhooks.cli.connection.KnownSettings;
import com.stairoids.webhooks.settings.Setting;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the handbook and the manifests tell operators to type can be typed. */
class OperatorsCommandsTest {
    /** Up to where the shell takes over, or the code ends; a line may go on on the next one. */
    private static final Pattern COMMAND =
            Pattern.compile("(?:\\./webhooks|/opt/webhooks/webhooks) ([a-z](?:[^|>#`)\\\\\\n]|\\\\\\n)*)");

    private static final Pattern SETTING = Pattern.compile(
            "`((?:kafka|secrets|targets|endpoints|retry|router|sender|retry-scheduler|console|delivery-log|process)\\.[a-z-]+)(?:=\\w+)?`");

    /** What is in quotes is one. */
    private static final Pattern WORD = Pattern.compile("'([^']*)'|\\S+");

    private static final List<Path> HANDBOOK = List.of(
            ProjectFiles.DOCS.resolve("operations.md"),
            ProjectFiles.DOCS.resolve("commands.md"),
            ProjectFiles.DOCS.resolve("producing.md"),
            Path.of("README.md"),
            Path.of("..", "README.md"));

    static Stream<String> everyCommand() {
        return Stream.concat(HANDBOOK.stream(), ProjectFiles.below(ProjectFiles.KUBERNETES, ".yaml").stream())
                .flatMap(OperatorsCommandsTest::commands)
                .distinct();
    }

    @ParameterizedTest
    @MethodSource("everyCommand")
    void canBeTyped(String command) {
        assertThatCode(() -> Webhooks.commandLine(Terminal.ofProcess()).parseArgs(words(command)))
                .as("webhooks " + command)
                .doesNotThrowAnyException();
    }

    @Test
    void thereAreSomeToBeTyped() {
        assertThat(everyCommand())
                .hasSizeGreaterThan(60)
                .anyMatch(command -> command.startsWith("keys rotate"))
                .anyMatch(command -> command.startsWith("dead-letters replay"))
                .anyMatch(command -> command.startsWith("endpoints roll-secret"));
    }

    @Test
    void settingsThatAreNamedAreThere() {
        Set<String> known = KnownSettings.ALL.stream().map(Setting::name).collect(Collectors.toSet());

        Set<String> named = HANDBOOK.stream()
                .flatMap(file -> SETTING.matcher(ProjectFiles.text(file)).results())
                .map(match -> match.group(1))
                .collect(Collectors.toSet());

        assertThat(named).hasSizeGreaterThan(8).isSubsetOf(known);
    }

    private static Stream<String> commands(Path file) {
        return COMMAND.matcher(ProjectFiles.text(file)).results().map(OperatorsCommandsTest::joined);
    }

    /** With what may be left out, which is in brackets. */
    private static String[] words(String command) {
        return WORD.matcher(command.replaceAll("[\\[\\]]", ""))
                .results()
                .map(match -> match.group(1) == null ? match.group() : match.group(1))
                .toArray(String[]::new);
    }

    private static String joined(MatchResult match) {
        return match.group(1).replace("\\\n", " ").strip();
    }
}

package com.stairoids.webhooks.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The launcher at the root, run as an operator does, on what this build has packaged. */
class LauncherIT {
    /** Tests run in their module's folder. */
    private static final Path LAUNCHER =
            Path.of("..", "webhooks").toAbsolutePath().normalize();

    @TempDir
    Path folder;

    @Test
    void itRunsFromAnywhereAlsoThroughALinkAndAPathWithSpaces() throws IOException, InterruptedException {
        Path spaces = Files.createDirectory(folder.resolve("a folder"));
        Path link = Files.createSymbolicLink(spaces.resolve("the webhooks"), LAUNCHER);

        Process process = started(link, Map.of(), "--help");

        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(output()).startsWith("Usage: webhooks");
        assertThat(process.exitValue()).isEqualTo(ExitCodes.OK);
    }

    @Test
    void aMistakeIsToldWithoutAStackTrace() throws IOException, InterruptedException {
        Process process = started(LAUNCHER, Map.of(), "endpoints", "remve");

        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isEqualTo(ExitCodes.USAGE);
        assertThat(output()).contains("endpoints remove").doesNotContain("\tat ");
    }

    @Test
    void aTakenPortEndsLocalWithItsName() throws IOException, InterruptedException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
            Process process = started(
                    LAUNCHER,
                    Map.of(),
                    "local",
                    "--console-port",
                    "0",
                    "--port",
                    Integer.toString(taken.getLocalPort()));

            assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
            assertThat(process.exitValue()).isEqualTo(ExitCodes.FAILED);
            assertThat(output())
                    .contains("port " + taken.getLocalPort() + " is taken")
                    .contains("--port");
        }
    }

    /** @param seen what it has printed when it is asked: in the middle of its start, and after it */
    @ParameterizedTest
    @ValueSource(strings = {"broker          ready", "Ctrl-C"})
    void askedToEndLocalEndsCleanly(String seen) throws IOException, InterruptedException {
        Process process = started(LAUNCHER, Map.of(), "local", "--no-demo", "--kafka-port", "0", "--console-port", "0");
        try {
            await().atMost(Duration.ofSeconds(90))
                    .untilAsserted(() -> assertThat(output()).contains(seen));

            process.destroy();

            assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
            assertThat(process.exitValue()).as(output()).isEqualTo(ExitCodes.OK);
            assertThat(output()).endsWith("Stopped.\n").doesNotContain("\tat ");
        } finally {
            process.destroyForcibly();
        }
    }

    @Test
    void moreOptionsReachJava() throws IOException, InterruptedException {
        Process process = started(LAUNCHER, Map.of("WEBHOOKS_JAVA_OPTS", "-XX:+NoSuchOption -Xmx64m"), "--help");

        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isNotEqualTo(ExitCodes.OK);
        assertThat(output()).contains("NoSuchOption");
    }

    @Test
    void withoutJava25ItSaysWhatIsMissing() throws IOException, InterruptedException {
        Path copy = Files.createDirectory(folder.resolve("copy"));
        Files.createFile(copy.resolve("pom.xml"));
        Path launcher = Files.copy(LAUNCHER, copy.resolve("webhooks"));
        String withoutOthers = Files.readString(launcher).replace("needed=25", "needed=9999");
        Files.writeString(launcher, withoutOthers);

        Process process = started(launcher, Map.of(), "--help");

        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isEqualTo(ExitCodes.FAILED);
        assertThat(output()).contains("Java 9999 or newer is needed").contains("JAVA_HOME");
    }

    private Process started(Path launcher, Map<String, String> environment, String... arguments) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(Stream.concat(Stream.of(launcher.toString()), Stream.of(arguments))
                .toList());
        builder.environment().putAll(environment);
        builder.directory(folder.toFile()).redirectErrorStream(true).redirectOutput(log().toFile());
        return builder.start();
    }

    private String output() throws IOException {
        return Files.readString(log());
    }

    private Path log() {
        return folder.resolve("output.txt");
    }
}

package com.stairoids.webhooks.sender.admit;

import static com.stairoids.webhooks.sender.admit.Subscriptions.CIPHER;
import static com.stairoids.webhooks.sender.admit.Subscriptions.change;
import static com.stairoids.webhooks.sender.admit.Subscriptions.key;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The table in processes of their own: what it costs in memory, and what a killed or a second process leaves alone. */
@Timeout(240)
final class TableProcessTest {
    private static final int MEBI = 1024;

    @TempDir
    private Path state;

    @Test
    void aHundredThousandSubscriptionsFitInA64MebibyteHeapWithTheDefaultCache()
            throws IOException, InterruptedException {
        Ended ended = run(List.of(java(), "-Xmx64m"), 100_000, TableSettings.CACHED_ENDPOINTS.defaultText(), 20);

        assertThat(ended.output).contains(FilledTable.DONE);
        assertThat(ended.kibibytes("heap-KiB")).isLessThan(48 * MEBI);
        assertThat(ended.kibibytes("resident-KiB")).isLessThan(320 * MEBI);
    }

    @Test
    void whatAKilledSenderLeftIsNotReadByTheNext() throws IOException, InterruptedException {
        // More than is buffered, so that the first are in files.
        run(List.of(java()), 10_000, "10", 1_000);
        assertThat(state.resolve("table-0/CURRENT")).exists();

        try (SubscriptionTable table = SubscriptionTable.open(new TableSettings(state, 10), CIPHER)) {
            assertThat(state.resolve("table-1")).doesNotExist();
            assertThat(table.find(key(1))).isEmpty();
        }
    }

    @Test
    void anotherProcessTakesAnotherDirectoryAndLeavesThisOnesAlone() throws IOException, InterruptedException {
        try (SubscriptionTable table = SubscriptionTable.open(new TableSettings(state, 10), CIPHER)) {
            table.apply(List.of(change(key(1), 1)), 2);

            run(List.of(java()), 1_000, "10", 20);

            assertThat(state.resolve("table-1/CURRENT")).exists();
            assertThat(table.find(key(1))).isPresent();
            assertThat(table.find(key(2))).isEmpty();
        }
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void aDiskThatTakesNoMoreEndsItWithTheSettingsName() throws IOException, InterruptedException {
        // Files of at most 20 MiB, in blocks of 512 bytes: RocksDB's own library fits, the table's merged files do not.
        List<String> limited = List.of("sh", "-c", "ulimit -f 40960; exec \"$@\"", "sh", java());

        Ended ended = run(limited, 30_000, "10", 4_000);

        assertThat(ended.exitCode).as(ended.output).isEqualTo(FilledTable.FAILED);
        assertThat(ended.output).contains("sender.state-directory").contains(state.toString());
    }

    private Ended run(List<String> java, int subscriptions, String cached, int valueLength)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(java);
        command.addAll(List.of(
                "-XX:+UseSerialGC",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-cp",
                System.getProperty("java.class.path"),
                FilledTable.class.getName(),
                state.toString(),
                Integer.toString(subscriptions),
                cached,
                Integer.toString(valueLength)));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        try {
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return new Ended(process.waitFor(), output);
        } finally {
            process.destroyForcibly();
        }
    }

    private static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    private record Ended(int exitCode, String output) {
        long kibibytes(String name) {
            Matcher matcher = Pattern.compile(name + "=([0-9]+)").matcher(output);
            assertThat(matcher.find()).as(output).isTrue();
            return Long.parseLong(matcher.group(1));
        }
    }
}

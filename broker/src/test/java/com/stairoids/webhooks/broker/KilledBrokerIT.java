package com.stairoids.webhooks.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class KilledBrokerIT {
    /** A killed broker's session must not keep its successor waiting for long. */
    private static final Duration RESTART_DEADLINE = Duration.ofSeconds(20);

    @TempDir
    Path directory;

    @Test
    void whatWasAcknowledgedSurvivesAKill() throws Exception {
        Process process = start();
        String address = addressOf(process);
        Letters letters = new Letters(address);
        letters.createTopic();
        letters.write("first");
        letters.write("second");
        assertThatThrownBy(() -> EmbeddedBroker.start(directory, 0)).isInstanceOf(DataDirectoryInUseException.class);

        process.destroyForcibly().waitFor();

        int port = Integer.parseInt(address.substring(address.indexOf(':') + 1));
        long started = System.nanoTime();
        List<String> read;
        try (EmbeddedBroker broker = EmbeddedBroker.start(directory, port)) {
            read = new Letters(broker.bootstrapServers()).read("readers", 2);
        }
        assertThat(read).containsExactly("first", "second");
        assertThat(Duration.ofNanos(System.nanoTime() - started)).isLessThan(RESTART_DEADLINE);
    }

    private Process start() throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx512m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        BrokerProcess.class.getName(),
                        directory.toString(),
                        "0")
                .redirectErrorStream(true)
                .start();
    }

    private static String addressOf(Process process) throws IOException {
        BufferedReader output = process.inputReader();
        for (String line = output.readLine(); line != null; line = output.readLine()) {
            if (line.startsWith("listening ")) {
                return line.substring("listening ".length());
            }
        }
        throw new AssertionError("the broker's process ended before it listened");
    }
}

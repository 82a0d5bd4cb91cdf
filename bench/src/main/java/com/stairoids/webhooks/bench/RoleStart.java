package com.stairoids.webhooks.bench;

import com.stairoids.webhooks.schemas.json.Json;
import com.stairoids.webhooks.schemas.json.MalformedJsonException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * How long a role takes from its process's beginning, as its log tells; the process ends once it is ready.
 *
 * @param answered until Kafka answered it
 * @param ready until it took part and its tables were caught up
 * @param processor what it had of the processors until then, which says more than the clock where they are shared
 */
record RoleStart(Duration answered, Duration ready, Duration processor) {
    private static final long STOP_SECONDS = 60;

    /** From Kafka's answer on. */
    Duration fromAnswer() {
        return ready.minus(answered);
    }

    /** The launcher's first start builds the project, which takes minutes. */
    static RoleStart measure(Path launcher, String role, Path settings, String javaOptions, Path stateDirectory) {
        ProcessBuilder builder = new ProcessBuilder(List.of(
                        launcher.toAbsolutePath().toString(),
                        role,
                        "--settings",
                        settings.toString(),
                        "--set",
                        "process.log-format=json",
                        "--set",
                        (role.equals("console") ? "delivery-log" : role) + ".state-directory=" + stateDirectory))
                .redirectErrorStream(true);
        builder.environment().put("WEBHOOKS_JAVA_OPTS", javaOptions);
        try {
            Instant begun = Instant.now();
            Process process = builder.start();
            try {
                return read(role, process, begun);
            } finally {
                stop(process);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static RoleStart read(String role, Process process, Instant begun) throws IOException {
        BufferedReader output = process.inputReader();
        StringBuilder said = new StringBuilder();
        Instant answered = null;
        for (String line = output.readLine(); line != null; line = output.readLine()) {
            said.append(line).append('\n');
            JsonNode event = event(line);
            String message = event == null ? "" : event.path("message").asString();
            if (message.equals("Kafka answers")) {
                answered = at(event);
            } else if (message.equals("ready") && answered != null) {
                return new RoleStart(
                        Duration.between(begun, answered),
                        Duration.between(begun, at(event)),
                        process.info().totalCpuDuration().orElse(Duration.ZERO));
            }
        }
        throw new IllegalStateException("`webhooks " + role + "` did not become ready:\n" + said);
    }

    /** Null for what the launcher or Java says. */
    private static @Nullable JsonNode event(String line) {
        try {
            return Json.readTree(line);
        } catch (MalformedJsonException e) {
            return null;
        }
    }

    private static Instant at(@Nullable JsonNode event) {
        return event == null
                ? Instant.EPOCH
                : Instant.parse(event.path("timestamp").asString());
    }

    private static void stop(Process process) {
        // By its handle: the process itself would close its output, which is still being written.
        process.toHandle().destroy();
        try {
            if (!process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}

package com.stairoids.webhooks.cli.line;

import com.stairoids.webhooks.cli.Webhooks;
import com.stairoids.webhooks.cli.role.Role;
import com.stairoids.webhooks.testing.process.JavaProcess;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** One process of each role, as an operator runs them: told by a settings file, stopped by SIGTERM. */
final class RoleProcesses implements AutoCloseable {
    private static final Duration READY = Duration.ofMinutes(2);
    private static final Duration STOP = Duration.ofSeconds(30);

    private final Path directory;
    private final Path settings;
    private final Map<String, String> environment;
    private final Map<Role, JavaProcess> running = new EnumMap<>(Role.class);
    private final Map<Role, Integer> incarnations = new HashMap<>();

    /**
     * Starts one of each and waits until all are ready.
     *
     * @param directory takes what they say and what they keep
     */
    RoleProcesses(Path directory, Path settings, Map<String, String> environment) {
        this.directory = directory;
        this.settings = settings;
        this.environment = environment;
        for (Role role : Role.values()) {
            running.put(role, start(role));
        }
        running.values().forEach(RoleProcesses::awaitReady);
    }

    /** A successor takes part before its predecessor is told to go, as a rolling update has it. */
    boolean replace(Role role) throws InterruptedException {
        JavaProcess successor = start(role);
        JavaProcess predecessor = running.put(role, successor);
        awaitReady(successor);
        return predecessor == null || predecessor.stop(STOP);
    }

    @Override
    public void close() {
        running.values().forEach(JavaProcess::close);
    }

    private JavaProcess start(Role role) {
        String name = role.commandName() + "-" + incarnations.merge(role, 1, Integer::sum);
        return JavaProcess.start(
                name,
                RoleProcess.JAVA_OPTIONS,
                Webhooks.class,
                List.of(
                        role.commandName(),
                        "--settings",
                        settings.toString(),
                        // Two of a role run at once.
                        "--set",
                        "monitoring.port=0",
                        "--set",
                        "console.port=0",
                        "--set",
                        stateOf(role) + ".state-directory=" + directory.resolve(name)),
                environment,
                directory.resolve(name + ".log"));
    }

    /** Whose settings say where it keeps what it has on disk. */
    private static String stateOf(Role role) {
        return role == Role.CONSOLE ? "delivery-log" : role.commandName();
    }

    private static void awaitReady(JavaProcess process) {
        process.awaitSaying("RoleCommand: ready ", READY);
    }
}

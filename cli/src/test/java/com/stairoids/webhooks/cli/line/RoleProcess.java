package com.stairoids.webhooks.cli.line;

import com.stairoids.webhooks.cli.Webhooks;
import com.stairoids.webhooks.cli.role.Role;
import com.stairoids.webhooks.testing.process.JavaProcess;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** One role on a broker for tests, in a process of its own, to be killed and started again with the same settings. */
final class RoleProcess implements AutoCloseable {
    /** Small, and with the product's own log, not the tests'. */
    static final List<String> JAVA_OPTIONS = List.of(
            "-Xmx256m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Dlogback.configurationFile=logback.xml");

    private static final Duration READY = Duration.ofMinutes(2);

    private final Role role;
    private final Map<String, String> settings;
    private final String keyset;
    private final Path directory;
    private int lives;
    private JavaProcess process;

    /** @param directory takes what it says */
    RoleProcess(Role role, String bootstrapServers, String keyset, Map<String, String> settings, Path directory) {
        this.role = role;
        this.settings = new HashMap<>(settings);
        this.settings.put("kafka.bootstrap-servers", bootstrapServers);
        this.settings.put("kafka.allow-unreplicated", "true");
        this.settings.put("targets.allow-http", "true");
        this.settings.put("targets.allow-cidrs", "127.0.0.0/8");
        this.settings.put("monitoring.port", "0");
        this.keyset = keyset;
        this.directory = directory;
        this.process = started();
    }

    /** SIGKILL; what it had in memory is gone. */
    void kill() throws InterruptedException {
        process.kill();
    }

    void restart() {
        process = started();
    }

    void awaitReady() {
        awaitSaying("RoleCommand: ready ");
    }

    void awaitSaying(String text) {
        process.awaitSaying(text, READY);
    }

    @Override
    public void close() {
        process.close();
    }

    private JavaProcess started() {
        List<String> arguments = new ArrayList<>(List.of(role.commandName()));
        settings.forEach((name, value) -> arguments.addAll(List.of("--set", name + "=" + value)));
        lives++;
        String name = role.commandName() + "-" + lives;
        return JavaProcess.start(
                name,
                JAVA_OPTIONS,
                Webhooks.class,
                arguments,
                Map.of("SECRETS_KEYSET", keyset),
                directory.resolve(name + ".log"));
    }
}
